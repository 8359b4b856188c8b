/** Full-text search on Lucene, which no other bundle sees. */
@NullMarked
@Plugin(id = "search", core = true)
package org.parvis.search;

import org.jspecify.annotations.NullMarked;
import org.parvis.api.plugin.Plugin;
