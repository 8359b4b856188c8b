package org.parvis.news;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.parvis.api.route.FieldError;
import org.parvis.api.route.Form;
import org.parvis.api.route.Invalid;

/**
 * What an agent typed of an article, checked.
 *
 * @param body as the editor sent it, not yet sanitised
 * @param from from when it is to be public (UTC), or null
 * @param until until when (UTC), or null
 */
record ArticleForm(
        String title,
        String lead,
        String body,
        @Nullable Category category,
        boolean pinned,
        AlertLevel alert,
        @Nullable Instant from,
        @Nullable Instant until,
        boolean offered) {

    private static final DateTimeFormatter LOCAL = DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm");

    /**
     * Reads a form; dates are civil times of the tenant.
     *
     * @throws Invalid with all that is wrong
     */
    static ArticleForm read(Form form, ZoneId zone, List<Category> categories) {
        List<FieldError> errors = new ArrayList<>();
        String title = form.value("title");
        if (title.isBlank()) {
            errors.add(FieldError.of("title", "news.error.title.missing"));
        } else if (title.length() > Article.Content.LONGEST_TITLE) {
            errors.add(FieldError.of("title", "news.error.title.long", Article.Content.LONGEST_TITLE));
        }
        String lead = form.value("lead");
        if (lead.length() > Article.Content.LONGEST_LEAD) {
            errors.add(FieldError.of("lead", "news.error.lead.long", Article.Content.LONGEST_LEAD));
        }
        String slug = form.value("category");
        Category category = categories.stream().filter(known -> known.slug().equals(slug)).findFirst().orElse(null);
        if (!slug.isEmpty() && category == null) {
            errors.add(FieldError.of("category", "news.error.category.unknown"));
        }
        Instant from = moment(form, "publish", zone, errors);
        Instant until = moment(form, "expires", zone, errors);
        if (from != null && until != null && !until.isAfter(from)) {
            errors.add(FieldError.of("expires", "news.error.expires"));
        }
        AlertLevel alert = alert(form.value("alert"), errors);
        if (!errors.isEmpty()) {
            throw Invalid.of(errors);
        }
        return new ArticleForm(title, lead, form.value("body"), category, form.ticked("pinned"), alert, from, until, form.ticked("offered"));
    }

    /** The fields of an article as they would have been typed. */
    static Map<String, String> typed(Article article, ZoneId zone) {
        Article.Content content = article.content();
        Map<String, String> typed = new HashMap<>();
        typed.put("title", content.title());
        typed.put("lead", content.lead());
        typed.put("body", content.body());
        Category category = content.category();
        typed.put("category", category == null ? "" : category.slug());
        typed.put("alert", content.alert().code());
        typed.put("publish", local(article.publishAt(), zone));
        typed.put("expires", local(article.expiresAt(), zone));
        if (content.pinned()) {
            typed.put("pinned", "true");
        }
        if (article.offered()) {
            typed.put("offered", "true");
        }
        return typed;
    }

    private static String local(@Nullable Instant moment, ZoneId zone) {
        return moment == null ? "" : LOCAL.format(moment.atZone(zone));
    }

    private static @Nullable Instant moment(Form form, String field, ZoneId zone, List<FieldError> errors) {
        String text = form.value(field);
        if (text.isBlank()) {
            return null;
        }
        try {
            return LocalDateTime.parse(text).atZone(zone).toInstant();
        } catch (DateTimeException e) {
            errors.add(FieldError.of(field, "news.error.date"));
            return null;
        }
    }

    private static AlertLevel alert(String code, List<FieldError> errors) {
        for (AlertLevel level : AlertLevel.values()) {
            if (level.code().equals(code) || (code.isEmpty() && level == AlertLevel.NONE)) {
                return level;
            }
        }
        errors.add(FieldError.of("alert", "news.error.alert"));
        return AlertLevel.NONE;
    }
}
