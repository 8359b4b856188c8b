/** Places: distances, addresses, and maps drawn without any third party. */
@NullMarked
@Version("0.1.0")
@Export
package org.parvis.api.geo;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
