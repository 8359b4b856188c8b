/** The audit log: who did what, on whose data. */
@NullMarked
@Version("0.1.0")
@Export
package org.parvis.api.audit;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
