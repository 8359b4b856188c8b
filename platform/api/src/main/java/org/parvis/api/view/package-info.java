/** Views: what themes render, and what plugins add to pages that they do not own. */
@NullMarked
@Version("0.2.0")
@Export
package org.parvis.api.view;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
