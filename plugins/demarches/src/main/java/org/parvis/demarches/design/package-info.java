/** The designer: procedures made and changed in the back office, on the very files of which a package is made. */
@NullMarked
package org.parvis.demarches.design;

import org.jspecify.annotations.NullMarked;
