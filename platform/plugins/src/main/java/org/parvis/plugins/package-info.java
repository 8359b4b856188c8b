/** Installs plugins and themes, several versions side by side, and says which version serves which tenant. */
@NullMarked
package org.parvis.plugins;

import org.jspecify.annotations.NullMarked;
