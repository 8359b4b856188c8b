/** Ends sessions here that an identity provider has ended at its own. */
@NullMarked
package org.parvis.identity.logout;

import org.jspecify.annotations.NullMarked;
