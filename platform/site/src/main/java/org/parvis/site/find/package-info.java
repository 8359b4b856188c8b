/** Search pages and suggestions. */
@NullMarked
package org.parvis.site.find;

import org.jspecify.annotations.NullMarked;
