/** Web hooks: who listens, what is to be told, telling it. */
@NullMarked
package org.parvis.gateway.hook;

import org.jspecify.annotations.NullMarked;
