/** The newsletter: writing, sending, archive. */
@NullMarked
package org.parvis.messaging.letter;

import org.jspecify.annotations.NullMarked;
