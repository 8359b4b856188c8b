/** What surrounds every public page. */
@NullMarked
package org.parvis.site.frame;

import org.jspecify.annotations.NullMarked;
