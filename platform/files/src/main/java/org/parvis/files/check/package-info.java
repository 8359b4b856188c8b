/** Accessibility of texts. */
@NullMarked
package org.parvis.files.check;

import org.jspecify.annotations.NullMarked;
