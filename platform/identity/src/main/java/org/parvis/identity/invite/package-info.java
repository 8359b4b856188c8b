/** Links by e-mail with which agents choose a password: invitations, forgotten passwords. */
@NullMarked
package org.parvis.identity.invite;

import org.jspecify.annotations.NullMarked;
