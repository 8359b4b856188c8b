package org.parvis.files.library;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What is looked for in the library.
 *
 * @param words part of the name, of the alternative text or of the credit
 * @param undescribed only pictures without alternative text
 * @param order {@code recent}, {@code ancien} or {@code nom}
 * @param page from 1
 * @param shared only documents that everybody may read
 */
record MediaSearch(MediaKind kind, String words, boolean undescribed, String order, int page, boolean shared) {

    static final int PAGE_SIZE = 24;

    private static final Map<String, String> ORDERS = Map.of(
            "recent", "m.stored_at desc, m.id desc",
            "ancien", "m.stored_at, m.id",
            "nom", "lower(m.file_name), m.id");

    MediaSearch(MediaKind kind, String words, boolean undescribed, String order, int page) {
        this(kind, words, undescribed, order, page, false);
    }

    MediaSearch {
        order = ORDERS.containsKey(order) ? order : "recent";
        page = Math.max(1, page);
        undescribed = undescribed && kind == MediaKind.IMAGE;
    }

    boolean filtered() {
        return undescribed || !words.isBlank();
    }

    String orderBy() {
        return " order by " + ORDERS.get(order);
    }

    String where(List<Object> parameters) {
        List<String> conditions = new ArrayList<>(List.of("m.tenant_id = :tenant"));
        if (kind == MediaKind.IMAGE) {
            conditions.add("m.draft_until is null");
        }
        if (shared && kind == MediaKind.DOCUMENT) {
            conditions.add("m.kind = ''");
        }
        if (undescribed) {
            conditions.add("m.alt = ''");
        }
        if (!words.isBlank()) {
            String literal = words.strip().toLowerCase(Locale.FRENCH).replace("!", "!!").replace("%", "!%").replace("_", "!_");
            parameters.addAll(List.of("words", "%" + literal + "%"));
            conditions.add(kind == MediaKind.IMAGE
                    ? "(lower(m.file_name) like :words escape '!' or lower(m.alt) like :words escape '!' or lower(m.credit) like :words escape '!')"
                    : "lower(m.file_name) like :words escape '!'");
        }
        return " where " + String.join(" and ", conditions);
    }
}
