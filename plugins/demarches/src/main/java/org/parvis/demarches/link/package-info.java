/** Links by which somebody outside looks at a file for a while, and says what they think of it. */
@NullMarked
package org.parvis.demarches.link;

import org.jspecify.annotations.NullMarked;
