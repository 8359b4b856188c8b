@NullMarked
package org.parvis.identity.passkey;

import org.jspecify.annotations.NullMarked;
