/** Requests to the outside that cannot reach the inside. */
@Plugin(id = "outbound", core = true)
@NullMarked
package org.parvis.outbound;

import org.jspecify.annotations.NullMarked;
import org.parvis.api.plugin.Plugin;
