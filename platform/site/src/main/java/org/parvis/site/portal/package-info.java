/** The territory's portal: communes, map. */
@NullMarked
package org.parvis.site.portal;

import org.jspecify.annotations.NullMarked;
