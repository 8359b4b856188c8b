package org.parvis.api.stats;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.osgi.annotation.versioning.ConsumerType;

/** Contribution: figures of a plugin by month, shown in the back office, in the CSV file and in the quarterly report. */
@ConsumerType
public interface StatisticsSource {

    List<Series> series();

    /** Name of a part that is no fixed one, such as what an operator made; empty: the message {@code <id>.<part>} names it. */
    default Optional<String> name(Series series, String part, Locale language) {
        return Optional.empty();
    }
}
