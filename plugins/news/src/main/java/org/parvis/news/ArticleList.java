package org.parvis.news;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.parvis.api.data.Reader;

/** The list of articles in the back office: filters, order and pages. */
record ArticleList(@Nullable Status status, @Nullable String category, String words, String order, int page) {

    static final int PAGE_SIZE = 25;

    private static final Map<String, String> ORDERS = Map.of(
            "recent", "a.updated_at desc, a.id desc",
            "titre", "lower(a.title), a.id",
            "publication", "a.publish_at desc, a.id desc",
            "expiration", "a.expires_at, a.id");
    private static final String EXPIRED = "a.expires_at is not null and a.expires_at <= :now";

    ArticleList {
        order = ORDERS.containsKey(order) ? order : "recent";
        page = Math.max(1, page);
    }

    /** One page of the list. */
    record Found(List<Article> articles, long total, int page, int pages) {}

    Found run(Reader reader, Instant now) {
        List<Object> parameters = new ArrayList<>(List.of("now", now));
        String where = where(parameters);
        long total = reader.count("select count(*) from news_article a where " + where, parameters.toArray());
        int pages = (int) Math.max(1, (total + PAGE_SIZE - 1) / PAGE_SIZE);
        int shown = Math.min(page, pages);
        parameters.addAll(List.of("offset", (shown - 1) * PAGE_SIZE, "limit", PAGE_SIZE));
        List<Article> articles = reader.list(
                "select a.* from news_article a where " + where + " order by " + ORDERS.get(order) + " offset :offset rows fetch next :limit rows only",
                ArticleTable::head,
                parameters.toArray());
        return new Found(articles, total, shown, pages);
    }

    private String where(List<Object> parameters) {
        StringBuilder where = new StringBuilder("a.tenant_id = :tenant and a.updated_at <= :now and ").append(stateCondition());
        if (category != null) {
            where.append(" and a.category = :category");
            parameters.addAll(List.of("category", category));
        }
        if (!words.isBlank()) {
            where.append(" and lower(a.title) like :words escape '!'");
            String literal = words.toLowerCase(Locale.FRENCH).replace("!", "!!").replace("%", "!%").replace("_", "!_");
            parameters.addAll(List.of("words", "%" + literal + "%"));
        }
        return where.toString();
    }

    private String stateCondition() {
        if (status == null) {
            return "a.state <> 'TRASHED'";
        }
        return switch (status) {
            case DRAFT, REVIEW, TRASHED -> "a.state = '" + status.name() + "'";
            case SCHEDULED -> "a.state = 'PUBLISHED' and a.publish_at > :now";
            case EXPIRED -> "a.state = 'PUBLISHED' and " + EXPIRED;
            case PUBLISHED -> "a.state = 'PUBLISHED' and a.publish_at <= :now and not (" + EXPIRED + ")";
        };
    }
}
