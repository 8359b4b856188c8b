/** The pages of agents who work on files: the queue, a file, several at once. */
@NullMarked
package org.parvis.demarches.desk;

import org.jspecify.annotations.NullMarked;
