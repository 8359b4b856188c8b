/** Pages that the law asks for, and what search engines read. */
@NullMarked
package org.parvis.site.legal;

import org.jspecify.annotations.NullMarked;
