/** Tests of agents, sign-in and sessions. */
@NullMarked
package org.parvis.identity;

import org.jspecify.annotations.NullMarked;
