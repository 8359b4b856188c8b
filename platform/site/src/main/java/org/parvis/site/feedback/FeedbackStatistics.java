package org.parvis.site.feedback;

import java.util.List;
import org.osgi.service.component.annotations.Component;
import org.parvis.api.stats.Series;
import org.parvis.api.stats.StatisticsSource;

/** What share of the answers found a page useful. Counted apart: the answers themselves go after a year. */
@Component(service = StatisticsSource.class)
public final class FeedbackStatistics implements StatisticsSource {
    static final String USEFUL = "site.stats.useful";
    static final String YES = "yes";
    static final String NO = "no";
    static final String ANSWERS = "site.stats.answers";

    @Override
    public List<Series> series() {
        return List.of(Series.countedShare(USEFUL, YES), Series.counted(ANSWERS));
    }
}
