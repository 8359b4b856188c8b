package org.parvis.stats;

import java.text.NumberFormat;
import java.time.YearMonth;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;
import org.parvis.api.plugin.ActivePlugins;
import org.parvis.api.stats.Series;
import org.parvis.api.view.Themes;

/** Texts and numbers as a person reads them. */
final class Words {
    private static final double HUNDRED = 100;

    private final Themes themes;
    private final ActivePlugins plugins;
    private final Locale language;

    Words(Themes themes, ActivePlugins plugins, Locale language) {
        this.themes = themes;
        this.plugins = plugins;
        this.language = language;
    }

    Locale language() {
        return language;
    }

    String text(String key, Object... arguments) {
        return themes.text("base", plugins, language, key, arguments);
    }

    String number(long number) {
        return NumberFormat.getIntegerInstance(language).format(number);
    }

    String decimal(double number) {
        NumberFormat format = NumberFormat.getNumberInstance(language);
        format.setMaximumFractionDigits(1);
        return format.format(number);
    }

    String percent(double share) {
        return NumberFormat.getPercentInstance(language).format(share);
    }

    String month(YearMonth month) {
        return month.format(DateTimeFormatter.ofPattern("MMMM yyyy", language));
    }

    String shortMonth(YearMonth month) {
        return month.format(DateTimeFormatter.ofPattern("MMM", language));
    }

    String span(Span span) {
        String year = Integer.toString(span.first().getYear());
        return switch (span.length()) {
            case MONTH -> month(span.first());
            case QUARTER -> text("stats.quarter." + ((span.first().getMonthValue() + 2) / 3), year);
            case YEAR -> text("stats.year", year);
        };
    }

    /** « 120 (+ 15 %) », or empty if there was nothing. */
    String before(long now, long before) {
        return before == 0 ? "" : text("stats.before", number(before), change(now, before));
    }

    String change(long now, long before) {
        double change = (now - before) / (double) before;
        return (change > 0 ? "+" : "") + percent(change);
    }

    String part(Figures.Measured measured, String part) {
        return part.equals(Items.OTHER)
                ? text("stats.others")
                : measured.source().name(measured.series(), part, language).orElseGet(() -> text(measured.series().id() + "." + part));
    }

    /** A figure of a series, or a dash if there is none. */
    String value(Series series, Map<String, Long> parts) {
        double value = figure(series, parts);
        if (Double.isNaN(value)) {
            return "–";
        }
        return switch (series.unit()) {
            case COUNT -> number((long) value);
            case SHARE -> percent(value / HUNDRED);
            case MEAN_HOURS -> text("stats.hours", decimal(value));
        };
    }

    /** NaN if there is none. */
    static double figure(Series series, Map<String, Long> parts) {
        return switch (series.unit()) {
            case COUNT -> Sums.total(parts);
            case SHARE -> HUNDRED * parts.getOrDefault(series.share(), 0L) / Sums.total(parts);
            case MEAN_HOURS -> parts.getOrDefault(Series.AMOUNT, 0L) / (double) parts.getOrDefault(Series.NUMBER, 0L);
        };
    }

    String item(String kind, String item) {
        if (item.equals(Items.OTHER)) {
            return text("stats.others");
        }
        if (kind.equals(Tally.LANGUAGE)) {
            return Locale.forLanguageTag(item).getDisplayLanguage(language);
        }
        return kind.equals(Tally.VIEW) && item.equals("/") ? text("theme.home") : item;
    }
}
