/** Links to forms that are filled in beforehand with what a partner or an agent knows. */
@NullMarked
package org.parvis.demarches.prefill;

import org.jspecify.annotations.NullMarked;
