package org.parvis.news;

import java.util.List;
import org.osgi.service.component.annotations.Component;
import org.parvis.api.stats.Series;
import org.parvis.api.stats.StatisticsSource;

/** How many articles appeared, those taken over from the territory included. */
@Component(service = StatisticsSource.class)
public final class NewsStatistics implements StatisticsSource {

    @Override
    public List<Series> series() {
        return List.of(Series.count("news.stats.published", (tenants, from, until) -> tenants.count(
                "select count(*) from news_article a where a.state = 'PUBLISHED' and a.publish_at >= :from and a.publish_at < :until and a.tenant_id in (:tenants)",
                "from", from, "until", until)));
    }
}
