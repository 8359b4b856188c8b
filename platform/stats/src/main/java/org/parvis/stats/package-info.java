/** Figures of each tenant: page views counted without knowing visitors, what plugins count, and the report for the mayor. */
@Plugin(id = "stats", core = true, permissions = {"stats.read=editor|auditor"})
@NullMarked
package org.parvis.stats;

import org.jspecify.annotations.NullMarked;
import org.parvis.api.plugin.Plugin;
