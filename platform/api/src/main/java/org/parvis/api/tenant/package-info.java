/** Tenants, their sites and their names. */
@NullMarked
@Version("0.2.0")
@Export
package org.parvis.api.tenant;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
