/** What only the inside of the running container can tell. */
@NullMarked
package org.parvis.exam;

import org.jspecify.annotations.NullMarked;
