/** What knows all topics: who is told of what happens to files, and the sample content. */
@NullMarked
package org.parvis.demarches.wiring;

import org.jspecify.annotations.NullMarked;
