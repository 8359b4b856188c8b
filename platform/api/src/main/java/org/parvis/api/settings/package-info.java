/** Settings of a plugin for one tenant, and the forms that ask for them. */
@NullMarked
@Version("0.1.0")
@Export
package org.parvis.api.settings;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
