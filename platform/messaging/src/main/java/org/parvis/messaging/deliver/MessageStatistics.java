package org.parvis.messaging.deliver;

import java.util.List;
import org.osgi.service.component.annotations.Component;
import org.parvis.api.stats.Series;
import org.parvis.api.stats.StatisticsSource;

/** How many messages were delivered, by channel. Counted apart: messages themselves go after a month. */
@Component(service = StatisticsSource.class)
public final class MessageStatistics implements StatisticsSource {
    static final String DELIVERED = "messaging.stats.delivered";

    @Override
    public List<Series> series() {
        return List.of(Series.counted(DELIVERED));
    }
}
