package org.parvis.api.search;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A public document.
 *
 * @param path on the tenant's site
 * @param text plain text
 * @param date shown, and favours the recent; or null
 * @param from found from that moment (UTC); null: always
 * @param until found until that moment (UTC); null: for ever
 */
public record SearchDocument(
        String kind, String id, String path, String title, String text, @Nullable Instant date, @Nullable Instant from, @Nullable Instant until) {}
