/** Resources of the REST API of a site, below {@code /api/v1} on its host. */
@NullMarked
@Version("0.3.0")
@Export
package org.parvis.api.rest;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
