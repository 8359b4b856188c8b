package org.parvis.directory;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.parvis.api.content.Slug;
import org.parvis.api.directory.Audience;
import org.parvis.api.directory.Category;
import org.parvis.api.route.Request;

/**
 * Which organisations are wanted.
 *
 * @param words all of which must be somewhere in name, description or address
 * @param published true: public ones alone, false: hidden ones alone, null: all
 */
record Filter(String words, @Nullable Category category, @Nullable Audience audience, @Nullable UUID venue, @Nullable Boolean published) {

    private static final int MOST_WORDS = 6;

    /** As the public list's query parameters say; what they do not know is no filter. */
    static Filter of(Request request, @Nullable Boolean published) {
        return new Filter(
                request.query("q").map(text -> text.length() > 100 ? text.substring(0, 100) : text).orElse(""),
                request.query("categorie").flatMap(Filter::category).orElse(null),
                request.query("public").flatMap(Filter::audience).orElse(null),
                request.query("lieu").flatMap(Filter::id).orElse(null),
                published);
    }

    static Optional<Category> category(String code) {
        return Stream.of(Category.values()).filter(known -> known.code().equals(code)).findFirst();
    }

    static Optional<Audience> audience(String code) {
        return Stream.of(Audience.values()).filter(known -> known.code().equals(code)).findFirst();
    }

    static Optional<UUID> id(String text) {
        try {
            return Optional.of(UUID.fromString(text));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    boolean isEmpty() {
        return words.isBlank() && category == null && audience == null && venue == null;
    }

    /** The condition on {@code o}, with {@code and} before each part; adds its parameters. */
    String condition(List<Object> parameters) {
        StringBuilder where = new StringBuilder();
        List<String> parts = new ArrayList<>(List.of(Slug.of(words).split("-")));
        parts.removeIf(String::isEmpty);
        for (int i = 0; i < Math.min(MOST_WORDS, parts.size()); i++) {
            where.append(" and o.search_text like :word").append(i);
            parameters.addAll(List.of("word" + i, "%" + parts.get(i) + "%"));
        }
        if (category != null) {
            where.append(" and o.category = :category");
            parameters.addAll(List.of("category", category.name()));
        }
        if (audience != null) {
            where.append(" and o.audiences like :audience");
            parameters.addAll(List.of("audience", "% " + audience.name() + " %"));
        }
        if (venue != null) {
            where.append(" and o.venues like :venue");
            parameters.addAll(List.of("venue", "%" + venue + "%"));
        }
        if (published != null) {
            where.append(" and o.published = :published");
            parameters.addAll(List.of("published", published));
        }
        return where.toString();
    }
}
