/** Tests against a real OpenID provider. */
@NullMarked
package org.parvis.identity.oidc;

import org.jspecify.annotations.NullMarked;
