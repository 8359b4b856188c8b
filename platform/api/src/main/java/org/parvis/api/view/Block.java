package org.parvis.api.view;

import java.time.Instant;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Part of a page.
 *
 * @param template rendered with the page's model plus this one under the name {@code block}
 * @param tags what it shows
 * @param validUntil when it changes by itself (UTC), or null
 */
public record Block(String template, Map<String, ?> model, Set<String> tags, @Nullable Instant validUntil) {}
