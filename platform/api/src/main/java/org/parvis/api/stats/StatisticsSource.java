package org.parvis.api.stats;

import java.util.List;
import org.osgi.annotation.versioning.ConsumerType;

/** Contribution: figures of a plugin by month, shown in the back office, in the CSV file and in the quarterly report. */
@ConsumerType
public interface StatisticsSource {

    List<Series> series();
}
