package org.parvis.demarches;

import java.util.List;
import org.osgi.service.component.annotations.Component;
import org.parvis.api.stats.Series;
import org.parvis.api.stats.StatisticsSource;

/** Requests by channel and by procedure, ends by outcome, time to answer, satisfied people; counted when they happen, since files are erased. */
@Component(service = StatisticsSource.class)
public final class DemarchesStatistics implements StatisticsSource {
    static final String RECEIVED = "demarches.stats.received";
    static final String CLOSED = "demarches.stats.closed";
    static final String SATISFIED = "demarches.stats.satisfied";
    static final String PROCEDURE = "demarches.stats.procedure";
    static final String ANSWER = "demarches.stats.answer";

    @Override
    public List<Series> series() {
        return List.of(
                Series.counted(RECEIVED), Series.counted(PROCEDURE), Series.counted(CLOSED), new Series(ANSWER, Series.Unit.MEAN_HOURS, "", null),
                Series.countedShare(SATISFIED, "yes"));
    }
}
