/** News: articles, alerts and feeds of a tenant, offered by the territory and the EPCI to their communes. */
@NullMarked
@Plugin(id = "news", permissions = {"news.write=contributor|auditor", "news.publish=editor", "news.settings=admin"})
package org.parvis.news;

import org.jspecify.annotations.NullMarked;
import org.parvis.api.plugin.Plugin;
