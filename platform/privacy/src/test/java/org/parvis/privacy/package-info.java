/** Tests of the register, purges and requests. */
@NullMarked
package org.parvis.privacy;

import org.jspecify.annotations.NullMarked;
