/** What programs reach: the REST API of each site with its tokens, and web hooks. */
@Plugin(id = "gateway", core = true, permissions = {"gateway.manage=admin"})
@NullMarked
package org.parvis.gateway;

import org.jspecify.annotations.NullMarked;
import org.parvis.api.plugin.Plugin;
