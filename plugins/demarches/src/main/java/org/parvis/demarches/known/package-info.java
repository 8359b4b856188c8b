/** « Dites-le-nous une fois »: what people with an account have us keep for their next requests. */
@NullMarked
package org.parvis.demarches.known;

import org.jspecify.annotations.NullMarked;
