/** Full-text search: one contribution for each kind of document. */
@NullMarked
@Version("0.1.0")
@Export
package org.parvis.api.search;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
