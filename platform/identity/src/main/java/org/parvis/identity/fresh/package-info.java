/** Asking people who are signed in to prove again who they are before they change what others would like to change. */
@NullMarked
package org.parvis.identity.fresh;

import org.jspecify.annotations.NullMarked;
