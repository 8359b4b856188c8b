package org.parvis.stats;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a page or a printed report shows, in words.
 *
 * @param compared whether the year before is shown at all
 * @param since from when on visits are known, if that is within what is shown, or empty
 */
public record Report(
        String title, String before, boolean compared, boolean running, String since, List<Key> keys, Graph visits, List<Line> sections,
        List<Line> languages, List<Line> searches, List<Graph> services) {

    /** A figure that is shown large. @param before with its change, or empty */
    public record Key(String label, String value, String before) {}

    /** A named amount. @param percent of the largest, for a bar */
    public record Line(String label, long amount, String value, String before, long percent) {}

    /**
     * A figure over time: a chart and its table.
     *
     * @param id for the page
     * @param columns after the first
     */
    public record Graph(String id, String title, String value, String before, @Nullable Chart chart, List<String> columns, List<Row> rows) {}

    /** @param percent of the highest first value, for a bar */
    public record Row(String label, List<String> cells, long percent) {}
}
