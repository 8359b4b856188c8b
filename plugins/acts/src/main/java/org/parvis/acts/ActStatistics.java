package org.parvis.acts;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.osgi.service.component.annotations.Component;
import org.parvis.api.data.Reader;
import org.parvis.api.stats.Series;
import org.parvis.api.stats.StatisticsSource;

/** How many acts were published, by kind; those withdrawn since had been published. */
@Component(service = StatisticsSource.class)
public final class ActStatistics implements StatisticsSource {

    @Override
    public List<Series> series() {
        return List.of(Series.parts("acts.stats.published", ActStatistics::published));
    }

    private static Map<String, Long> published(Reader tenants, Instant from, Instant until) {
        Map<String, Long> kinds = new HashMap<>();
        tenants.list(
                "select a.kind, count(*) as total from acts_act a where a.state <> 'DRAFT' and a.publish_at >= :from and a.publish_at < :until"
                        + " and a.tenant_id in (:tenants) group by a.kind",
                row -> kinds.put(ActKind.valueOf(row.string("kind")).code(), row.longValue("total")), "from", from, "until", until);
        return kinds;
    }
}
