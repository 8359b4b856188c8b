/**
 * Passkeys (Web Authentication): adding them to an account, and checking who signs in with one.
 *
 * <p>Knows accounts by their ids alone and opens no session: that is for the pages of citizens and of agents.
 */
@NullMarked
package org.parvis.identity.passkey;

import org.jspecify.annotations.NullMarked;
