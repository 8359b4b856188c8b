package org.parvis.news;

import java.time.Instant;
import java.util.List;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.parvis.api.desk.CheckedContent;
import org.parvis.api.tenant.TenantId;

/** Public articles, for the list of accessibility findings. */
@Component
public final class CheckedArticles implements CheckedContent {

    private final Articles articles;

    @Activate
    public CheckedArticles(@Reference Articles articles) {
        this.articles = articles;
    }

    @Override
    public Kind kind() {
        return new Kind("news.media.use", "news.write");
    }

    @Override
    public List<Text> texts(TenantId tenant, Instant now, int limit) {
        return ArticleTable.publishedWhole(articles.reader(tenant), now, limit).stream()
                .map(article -> new Text(article.content().title(), "/actualites/" + article.id(), article.content().body(), article.content().attachments()))
                .toList();
    }
}
