package org.parvis.api.view;

import java.time.Instant;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What surrounds every page of a site or of the back office: names, menus, banner, footer.
 *
 * @param model merged under the page's own model
 * @param tags added to the page's tags
 * @param validUntil when it changes by itself (UTC), or null
 */
public record Frame(Map<String, ?> model, Set<String> tags, @Nullable Instant validUntil) {}
