/** Tests of tenants, sites and provisioning. */
@NullMarked
package org.parvis.tenancy;

import org.jspecify.annotations.NullMarked;
