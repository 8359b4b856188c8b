@NullMarked
package org.parvis.identity.logout;

import org.jspecify.annotations.NullMarked;
