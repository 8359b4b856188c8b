/** Two files about the same thing become one. */
@NullMarked
package org.parvis.demarches.merge;

import org.jspecify.annotations.NullMarked;
