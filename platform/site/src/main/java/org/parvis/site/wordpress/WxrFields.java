package org.parvis.site.wordpress;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The fields of one item while it is read; what is missing or malformed is as if it were empty. */
final class WxrFields {

    static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT);

    /** Names of the fields of an item that are kept. */
    static final Set<String> KEPT = Set.of(
            "title", "link", "guid", "creator", "post_id", "post_parent", "menu_order", "post_type", "status", "post_name", "post_date",
            "post_date_gmt", "post_password", "is_sticky", "attachment_url");

    private static final int MOST_CATEGORIES = 50;
    /** What WordPress calls posts without a category, in the languages that one meets here. */
    private static final Set<String> NO_CATEGORY = Set.of("uncategorized", "non-classe", "non-categorise", "sin-categoria", "sense-categoria");

    private final Map<String, String> values = new HashMap<>();
    private final List<String> categories = new ArrayList<>();
    boolean tooLong;

    void put(String name, String value) {
        values.put(name, value);
    }

    void category(String domain, String nicename, String name) {
        if (domain.equals("category") && !name.isBlank() && !NO_CATEGORY.contains(nicename) && categories.size() < MOST_CATEGORIES) {
            categories.add(name);
        }
    }

    void meta(String key, String value) {
        if (key.equals("_thumbnail_id") || key.equals("_wp_attachment_image_alt")) {
            values.put(key, value);
        }
    }

    WxrItem item() {
        return new WxrItem(
                number("post_id"), number("post_parent"), (int) Math.max(-100_000, Math.min(100_000, number("menu_order"))), text("post_type"),
                text("status"), text("title"), text("post_name"), text("link"), text("guid"), text("creator"), published(), text("post_date"),
                text("content"), text("excerpt"), categories, text("is_sticky").equals("1"), !text("post_password").isEmpty(),
                number("_thumbnail_id"), text("attachment_url"), text("_wp_attachment_image_alt"), tooLong);
    }

    private String text(String name) {
        return values.getOrDefault(name, "");
    }

    private long number(String name) {
        String text = text(name);
        return text.matches("-?[0-9]{1,15}") ? Long.parseLong(text) : 0;
    }

    /** What was never published has zeros for a date. */
    private @Nullable Instant published() {
        try {
            return LocalDateTime.parse(text("post_date_gmt"), DATE).toInstant(ZoneOffset.UTC);
        } catch (DateTimeException e) {
            return null;
        }
    }
}
