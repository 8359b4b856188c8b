/** The check for viruses. */
@NullMarked
package org.parvis.files.scan;

import org.jspecify.annotations.NullMarked;
