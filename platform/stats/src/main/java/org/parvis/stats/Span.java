package org.parvis.stats;

import java.time.DateTimeException;
import java.time.YearMonth;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** A month, a quarter or a year. */
record Span(Length length, YearMonth first) {

    /** How long. */
    enum Length {
        MONTH(1, "mois"),
        QUARTER(3, "trimestre"),
        YEAR(12, "annee");

        private final int months;
        private final String code;

        Length(int months, String code) {
            this.months = months;
            this.code = code;
        }

        /** As in addresses. */
        String code() {
            return code;
        }

        static Length of(String code) {
            return Arrays.stream(values()).filter(length -> length.code.equals(code)).findFirst().orElse(QUARTER);
        }
    }

    static Span around(Length length, YearMonth month) {
        return new Span(length, month.minusMonths((month.getMonthValue() - 1) % length.months));
    }

    /** What an address asks for: what makes no sense, or has not begun, becomes the present. */
    static Span of(Length length, String month, YearMonth now) {
        try {
            YearMonth asked = YearMonth.parse(month);
            return around(length, asked.isAfter(now) || asked.getYear() < 2000 ? now : asked);
        } catch (DateTimeException e) {
            return around(length, now);
        }
    }

    YearMonth last() {
        return first.plusMonths(length.months - 1L);
    }

    List<YearMonth> months() {
        return Stream.iterate(first, month -> month.plusMonths(1)).limit(length.months).toList();
    }

    Span previous() {
        return new Span(length, first.minusMonths(length.months));
    }

    Span next() {
        return new Span(length, first.plusMonths(length.months));
    }

    Span yearBefore() {
        return new Span(length, first.minusYears(1));
    }

    boolean holds(YearMonth month) {
        return !month.isBefore(first) && !month.isAfter(last());
    }

    String query() {
        return "periode=" + length.code + "&debut=" + first;
    }
}
