/** Reads statements and refuses those that could leave their door. */
@NullMarked
package org.parvis.data.check;

import org.jspecify.annotations.NullMarked;
