/** Statistics: page views counted without knowing visitors, counters of plugins, and the series that they declare. */
@NullMarked
@Version("0.1.0")
@Export
package org.parvis.api.stats;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
