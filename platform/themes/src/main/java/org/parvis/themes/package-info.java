/** Themes: installed bundles, their inheritance, tokens and assets, and the renderer. */
@NullMarked
@Plugin(id = "themes", core = true)
package org.parvis.themes;

import org.jspecify.annotations.NullMarked;
import org.parvis.api.plugin.Plugin;
