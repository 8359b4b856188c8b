/** Codes: follow-up of a thing without an account. */
@NullMarked
@Version("0.1.0")
@Export
package org.parvis.api.code;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
