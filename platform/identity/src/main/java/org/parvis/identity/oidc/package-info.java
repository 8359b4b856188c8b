/**
 * OpenID Connect: identity providers as the operator configured them, and the way there and back.
 *
 * <p>Knows nothing of accounts and sessions: what comes out is who the provider says it is, checked.
 */
@NullMarked
package org.parvis.identity.oidc;

import org.jspecify.annotations.NullMarked;
