/** What agents enter for somebody at the counter, and see again. */
@NullMarked
package org.parvis.demarches.counter;

import org.jspecify.annotations.NullMarked;
