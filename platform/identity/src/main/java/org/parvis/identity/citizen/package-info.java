/**
 * Citizens' accounts: one for the whole territory, known to each commune only as far as its owner says.
 *
 * <p>Apart from agents' accounts in everything: tables, cookies, controller in law. {@link org.parvis.identity.citizen.PersonSignIn} is
 * the one place where somebody who has proved who they are gets a session, whatever the way in.
 */
@NullMarked
package org.parvis.identity.citizen;

import org.jspecify.annotations.NullMarked;
