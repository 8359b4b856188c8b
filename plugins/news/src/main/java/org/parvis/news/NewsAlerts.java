package org.parvis.news;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.parvis.api.notify.AlertSource;
import org.parvis.api.tenant.TenantId;

/** What visitors can have sent to them: all articles, those of a category, alerts alone. */
@Component(service = AlertSource.class)
public final class NewsAlerts implements AlertSource {

    private static final String ALL = "news.all";
    private static final String ALERTS = "news.alerts";
    private static final String CATEGORY = "news.category.";

    private final Articles articles;
    private final Categories categories;

    @Activate
    public NewsAlerts(@Reference Articles articles, @Reference Categories categories) {
        this.articles = articles;
        this.categories = categories;
    }

    @Override
    public List<Topic> topics(TenantId tenant) {
        List<Topic> topics = new ArrayList<>();
        topics.add(new Topic(ALERTS, "news.topic.alerts", List.of()));
        topics.add(new Topic(ALL, "news.topic.all", List.of()));
        categories.of(tenant).forEach(category -> topics.add(new Topic(CATEGORY + category.slug(), "news.topic.category", List.of(category.name()))));
        return topics;
    }

    @Override
    public List<Item> appeared(TenantId tenant, Instant after, Instant until) {
        return ArticleTable.appeared(articles.reader(tenant), after, until).stream().map(NewsAlerts::item).toList();
    }

    private static Item item(Article article) {
        Article.Content content = article.content();
        List<String> topics = new ArrayList<>(List.of(ALL));
        if (content.category() != null) {
            topics.add(CATEGORY + content.category().slug());
        }
        if (content.alert() != AlertLevel.NONE) {
            topics.add(ALERTS);
        }
        return new Item("news:" + article.id(), topics, content.title(), content.lead(), article.path());
    }
}
