/** Tokens of programs. */
@NullMarked
package org.parvis.gateway.token;

import org.jspecify.annotations.NullMarked;
