/** The procedures of the territory: how packages come in, which versions there are, and how files in progress move to a newer one. */
@NullMarked
package org.parvis.demarches.bouquet;

import org.jspecify.annotations.NullMarked;
