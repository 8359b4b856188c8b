/** The legal clocks of files, as pure functions of what happened. */
@NullMarked
package org.parvis.demarches.clock;

import org.jspecify.annotations.NullMarked;
