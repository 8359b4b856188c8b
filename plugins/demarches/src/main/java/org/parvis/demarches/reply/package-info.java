/** Words that a commune keeps ready for its letters and messages. */
@NullMarked
package org.parvis.demarches.reply;

import org.jspecify.annotations.NullMarked;
