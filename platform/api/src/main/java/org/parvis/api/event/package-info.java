/** Work done after the commit: one consumer takes it, at least once. */
@NullMarked
@Version("0.2.0")
@Export
package org.parvis.api.event;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
