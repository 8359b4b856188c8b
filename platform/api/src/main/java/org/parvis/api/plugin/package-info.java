/** What a plugin is, which versions serve which tenant, and how to reach what they contribute. */
@NullMarked
@Version("0.1.0")
@Export
package org.parvis.api.plugin;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
