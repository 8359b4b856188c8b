/** The second step of signing in, whoever signs in: codes of an application (RFC 6238) and recovery codes. */
@NullMarked
package org.parvis.identity.factor;

import org.jspecify.annotations.NullMarked;
