/** What operators do: console commands, fleet pages, health and metrics, demonstration data. */
@NullMarked
@Plugin(id = "operations", core = true, permissions = "operations.fleet=operator")
package org.parvis.operations;

import org.jspecify.annotations.NullMarked;
import org.parvis.api.plugin.Plugin;
