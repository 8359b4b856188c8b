/** What plugins add to the agents' back office. */
@NullMarked
@Version("0.5.0")
@Export
package org.parvis.api.desk;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
