package org.parvis.stats;

import java.time.YearMonth;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.parvis.api.content.Csv;
import org.parvis.api.stats.Series;

/** One line for each number of each month: what a spreadsheet can make anything of. */
final class CsvLines {
    private final Words words;
    private final Figures.Numbers numbers;
    private final List<YearMonth> months;

    CsvLines(Words words, Figures.Numbers numbers, YearMonth now) {
        this.words = words;
        this.numbers = numbers;
        this.months = numbers.span().months().stream().filter(month -> !month.isAfter(now)).toList();
    }

    void write(StringBuilder out) {
        kind(out, Tally.VISIT, "stats.visit", "stats.device.");
        kind(out, Tally.VIEW, "stats.view", "");
        kind(out, Tally.LANGUAGE, "stats.languages", "");
        kind(out, Tally.SEARCH, "stats.searches", "");
        for (Figures.Measured measured : numbers.services()) {
            for (YearMonth month : months) {
                service(out, measured, month);
            }
        }
    }

    private void kind(StringBuilder out, String kind, String labelKey, String prefix) {
        for (YearMonth month : months) {
            new TreeMap<>(numbers.sums().items(kind, month)).forEach((item, amount) -> out.append(Csv.line(
                    words.text(labelKey), prefix.isEmpty() ? words.item(kind, item) : words.text(prefix + item), month, amount)));
        }
    }

    private void service(StringBuilder out, Figures.Measured measured, YearMonth month) {
        Series series = measured.series();
        Map<String, Long> parts = measured.months().getOrDefault(month, Map.of());
        String name = words.text(series.id());
        if (series.unit() != Series.Unit.COUNT) {
            out.append(Csv.line(name, "", month, words.value(series, parts)));
            return;
        }
        out.append(Csv.line(name, "", month, Sums.total(parts)));
        new TreeMap<>(parts).forEach((part, amount) -> {
            if (!part.isEmpty()) {
                out.append(Csv.line(name, words.part(measured, part), month, amount));
            }
        });
    }
}
