/** Tenants, their sites, host names and settings; provisioning from CSV files. */
@Plugin(id = "tenancy", core = true)
@NullMarked
package org.parvis.tenancy;

import org.jspecify.annotations.NullMarked;
import org.parvis.api.plugin.Plugin;
