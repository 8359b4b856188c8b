/** Files as a ZIP with its manifest: to take along, and before they are erased. */
@NullMarked
package org.parvis.demarches.archive;

import org.jspecify.annotations.NullMarked;
