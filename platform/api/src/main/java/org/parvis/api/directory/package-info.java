/** Associations and organisations of a tenant, the people who act for them, and the venues that services share. */
@NullMarked
@Version("0.1.0")
@Export
package org.parvis.api.directory;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
