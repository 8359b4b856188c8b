/** Procedures as content: their packages, read and checked. */
@NullMarked
package org.parvis.demarches.procedure;

import org.jspecify.annotations.NullMarked;
