package org.parvis.api.stats;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.parvis.api.data.Reader;

/**
 * A figure by month, named by the message of its id.
 *
 * <p>What was measured is a sum by part; the months of a quarter add up part by part. A part that is not empty is named by
 * {@link StatisticsSource#name}, else by the message {@code <id>.<part>}.
 *
 * @param id {@code <plugin>.stats.<what>}, 60 characters at most
 * @param share of which part the share is shown; empty for other units
 * @param measure reads it from the plugin's rows; null: it is counted with {@link Counters}
 */
public record Series(String id, Unit unit, String share, @Nullable Measure measure) {

    /** The part of a mean that holds the sum. */
    public static final String AMOUNT = "amount";

    /** The part of a mean that holds by what the sum is divided. */
    public static final String NUMBER = "number";

    /** How the parts make one figure. */
    public enum Unit {
        /** The sum of all parts. */
        COUNT,
        /** One part of all, in percent. */
        SHARE,
        /** {@link #AMOUNT} by {@link #NUMBER}: hours. */
        MEAN_HOURS
    }

    /** Measures what the rows of some tenants hold. */
    @FunctionalInterface
    public interface Measure {

        /**
         * Sums by part.
         *
         * @param tenants statements carry {@code alias.tenant_id in (:tenants)} as their last condition
         * @param from first moment that counts
         * @param until first moment that counts no more
         */
        Map<String, Long> during(Reader tenants, Instant from, Instant until);
    }

    /** Counts rows of some tenants. */
    @FunctionalInterface
    public interface Count {

        /** As {@link Measure#during}, without parts. */
        long during(Reader tenants, Instant from, Instant until);
    }

    /** A number of rows that last for years. */
    public static Series count(String id, Count count) {
        return new Series(id, Unit.COUNT, "", (tenants, from, until) -> Map.of("", count.during(tenants, from, until)));
    }

    /** As {@link #count}, told by part: requests by channel, acts by kind. */
    public static Series parts(String id, Measure measure) {
        return new Series(id, Unit.COUNT, "", measure);
    }

    /** A mean of hours: time to answer. */
    public static Series meanHours(String id, Measure measure) {
        return new Series(id, Unit.MEAN_HOURS, "", measure);
    }

    /** A number that {@link Counters} counted under the id. */
    public static Series counted(String id) {
        return new Series(id, Unit.COUNT, "", null);
    }

    /** The share of one part of what {@link Counters} counted under the id: satisfied answers among all. */
    public static Series countedShare(String id, String part) {
        return new Series(id, Unit.SHARE, part, null);
    }
}
