/** Requests to the outside that cannot reach the inside. */
@NullMarked
@Version("0.1.0")
@Export
package org.parvis.api.outbound;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
