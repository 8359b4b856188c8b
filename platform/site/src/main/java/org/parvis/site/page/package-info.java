/** Editable pages: tree, defaults written beforehand, public pages. */
@NullMarked
package org.parvis.site.page;

import org.jspecify.annotations.NullMarked;
