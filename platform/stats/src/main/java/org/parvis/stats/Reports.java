package org.parvis.stats;

import java.time.LocalDate;
import java.time.YearMonth;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.parvis.api.stats.Series;
import org.parvis.stats.Report.Graph;
import org.parvis.stats.Report.Key;
import org.parvis.stats.Report.Line;
import org.parvis.stats.Report.Row;

/** Puts figures into words, charts and tables. */
final class Reports {
    private static final int MOST_SECTIONS = 15;
    private static final int MOST_LANGUAGES = 8;
    private static final int MOST_SEARCHES = 15;
    private static final long FEWEST = 3;
    private static final int WHOLE = 100;

    private final Words words;
    private final Figures.Numbers numbers;
    private final YearMonth now;
    private final boolean compared;
    private final Span span;
    private final Span before;

    /** @param compare with the year before */
    Reports(Words words, Figures.Numbers numbers, YearMonth now, boolean compare) {
        this.words = words;
        this.numbers = numbers;
        this.now = now;
        this.span = numbers.span();
        this.before = span.yearBefore();
        this.compared = compare;
    }

    Report report() {
        return new Report(
                words.span(span), words.span(before), compared, span.holds(now), since(), keys(), visits(), lines(Tally.VIEW, MOST_SECTIONS),
                lines(Tally.LANGUAGE, MOST_LANGUAGES), lines(Tally.SEARCH, MOST_SEARCHES), numbers.services().stream().map(this::service).toList());
    }

    private String since() {
        YearMonth since = numbers.since();
        return since != null && since.isAfter(compared ? before.first() : span.first()) ? words.month(since) : "";
    }

    private List<Key> keys() {
        return List.of(key(Tally.VISIT), key(Tally.VIEW), phones());
    }

    private Key key(String kind) {
        long amount = numbers.sums().total(kind, span);
        return new Key(words.text("stats." + kind), words.number(amount), compared ? words.before(amount, numbers.sums().total(kind, before)) : "");
    }

    private Key phones() {
        String shareBefore = compared ? phones(before) : "–";
        return new Key(words.text("stats.phones"), phones(span), shareBefore.equals("–") ? "" : words.text("stats.before.plain", shareBefore));
    }

    private String phones(Span of) {
        Map<String, Long> visits = numbers.sums().items(Tally.VISIT, of);
        long all = Sums.total(visits);
        return all == 0 ? "–" : words.percent(visits.getOrDefault(Tally.PHONE, 0L) / (double) all);
    }

    private Graph visits() {
        List<Moment> moments = span.length() == Span.Length.MONTH ? days() : months();
        boolean known = compared && moments.stream().anyMatch(moment -> moment.visitsBefore() > 0 || moment.viewsBefore() > 0);
        long highest = moments.stream().mapToLong(Moment::visits).max().orElse(0);
        List<String> columns = new ArrayList<>(List.of(words.text("stats.visit"), words.text("stats.view")));
        if (known) {
            columns.add(words.text("stats.column.visits.before"));
            columns.add(words.text("stats.column.views.before"));
        }
        List<Row> rows = new ArrayList<>();
        List<Chart.Point> points = new ArrayList<>();
        for (Moment moment : moments) {
            List<String> cells = new ArrayList<>(List.of(words.number(moment.visits()), words.number(moment.views())));
            if (known) {
                cells.add(words.number(moment.visitsBefore()));
                cells.add(words.number(moment.viewsBefore()));
            }
            rows.add(new Row(moment.label(), cells, share(moment.visits(), highest)));
            points.add(new Chart.Point(moment.mark(), moment.visits(), known ? (double) moment.visitsBefore() : null));
        }
        long all = numbers.sums().total(Tally.VISIT, span);
        return new Graph("visits", words.text("stats.visit"), words.number(all), "", Chart.of(points), columns, rows);
    }

    private record Moment(String label, String mark, long visits, long views, long visitsBefore, long viewsBefore) {}

    private List<Moment> months() {
        return span.months().stream().map(month -> new Moment(
                words.month(month), words.shortMonth(month), month(Tally.VISIT, month), month(Tally.VIEW, month), month(Tally.VISIT, month.minusYears(1)),
                month(Tally.VIEW, month.minusYears(1)))).toList();
    }

    private long month(String kind, YearMonth month) {
        return Sums.total(numbers.sums().items(kind, month));
    }

    private List<Moment> days() {
        DateTimeFormatter dayAndMonth = DateTimeFormatter.ofPattern("d MMMM", words.language());
        List<Moment> days = new ArrayList<>();
        for (int i = 1; i <= span.first().lengthOfMonth(); i++) {
            LocalDate day = span.first().atDay(i);
            LocalDate then = day.minusYears(1);
            days.add(new Moment(
                    day.format(dayAndMonth), Integer.toString(i), day(Tally.VISIT, day), day(Tally.VIEW, day), day(Tally.VISIT, then), day(Tally.VIEW, then)));
        }
        return days;
    }

    private long day(String kind, LocalDate day) {
        return numbers.days().getOrDefault(day, Map.of()).getOrDefault(kind, 0L);
    }

    /** The largest first; what is rare is told together, so that it points to nobody. */
    private List<Line> lines(String kind, int most) {
        Map<String, Long> items = new HashMap<>();
        numbers.sums().items(kind, span).forEach((item, amount) -> items.merge(amount < FEWEST ? Items.OTHER : item, amount, Long::sum));
        Map<String, Long> then = numbers.sums().items(kind, before);
        long highest = items.values().stream().mapToLong(Long::longValue).max().orElse(0);
        return items.entrySet().stream()
                .sorted(Comparator.comparing((Map.Entry<String, Long> entry) -> entry.getKey().equals(Items.OTHER))
                        .thenComparing(Map.Entry.<String, Long>comparingByValue().reversed()).thenComparing(Map.Entry.comparingByKey()))
                .limit(most)
                .map(entry -> new Line(
                        words.item(kind, entry.getKey()), entry.getValue(), words.number(entry.getValue()),
                        compared && !entry.getKey().equals(Items.OTHER) ? words.before(entry.getValue(), then.getOrDefault(entry.getKey(), 0L)) : "",
                        share(entry.getValue(), highest)))
                .toList();
    }

    private Graph service(Figures.Measured measured) {
        Series series = measured.series();
        TreeSet<String> parts = new TreeSet<>();
        if (series.unit() == Series.Unit.COUNT) {
            measured.months().values().forEach(month -> parts.addAll(month.keySet()));
            parts.remove("");
        }
        Map<String, Long> allBefore = measured.parts(before);
        boolean known = compared && Sums.total(allBefore) > 0;
        List<String> columns = new ArrayList<>(List.of(words.text("stats.column.value")));
        parts.forEach(part -> columns.add(words.part(measured, part)));
        if (known) {
            columns.add(words.text("stats.column.before"));
        }
        List<Row> rows = new ArrayList<>();
        List<Chart.Point> points = new ArrayList<>();
        for (YearMonth month : span.months()) {
            Map<String, Long> values = measured.months().getOrDefault(month, Map.of());
            Map<String, Long> then = measured.months().getOrDefault(month.minusYears(1), Map.of());
            List<String> cells = new ArrayList<>(List.of(words.value(series, values)));
            parts.forEach(part -> cells.add(words.number(values.getOrDefault(part, 0L))));
            if (known) {
                cells.add(words.value(series, then));
            }
            rows.add(new Row(words.month(month), cells, 0));
            points.add(new Chart.Point(words.shortMonth(month), orZero(series, values), known ? orZero(series, then) : null));
        }
        return new Graph(
                series.id().replace('.', '-'), words.text(series.id()), words.value(series, measured.parts(span)),
                known ? words.text("stats.before.plain", words.value(series, allBefore)) : "", Chart.of(points), columns, rows);
    }

    private static double orZero(Series series, Map<String, Long> parts) {
        double figure = Words.figure(series, parts);
        return Double.isNaN(figure) ? 0 : figure;
    }

    private static long share(long amount, long highest) {
        return highest == 0 ? 0 : Math.round(WHOLE * amount / (double) highest);
    }
}
