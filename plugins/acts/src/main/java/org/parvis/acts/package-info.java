/** Published acts: deliberations, orders, decisions and minutes, with proof of their publication. */
@NullMarked
@Plugin(id = "acts", permissions = {"acts.publish=editor", "acts.settings=admin"})
package org.parvis.acts;

import org.jspecify.annotations.NullMarked;
import org.parvis.api.plugin.Plugin;
