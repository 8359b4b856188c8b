/** Register of processings, purges with their proof, and what people may ask for: export and erasure. */
@Plugin(id = "privacy", core = true, permissions = {"privacy.read=editor|auditor", "privacy.manage=admin"})
@NullMarked
package org.parvis.privacy;

import org.jspecify.annotations.NullMarked;
import org.parvis.api.plugin.Plugin;
