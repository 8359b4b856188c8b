/** FreeMarker for authors who are not trusted: what a template may say, see and cost. */
@NullMarked
package org.parvis.themes.render;

import org.jspecify.annotations.NullMarked;
