package org.parvis.news;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.parvis.api.content.RichText;
import org.parvis.api.search.SearchDocument;
import org.parvis.api.search.SearchSource;
import org.parvis.api.tenant.TenantId;

/** Articles in the search: scheduled ones are indexed at once and found from their date on. */
@Component
public final class NewsSearch implements SearchSource {

    private final Articles articles;
    private final RichText richText;
    private final Clock clock;

    @Activate
    public NewsSearch(@Reference Articles articles, @Reference RichText richText, @Reference Clock clock) {
        this.articles = articles;
        this.richText = richText;
        this.clock = clock;
    }

    @Override
    public String kind() {
        return "news";
    }

    @Override
    public Optional<SearchDocument> document(TenantId tenant, String id) {
        return ArticleTable.byId(articles.reader(tenant), UUID.fromString(id))
                .filter(article -> article.state() == State.PUBLISHED && article.status(clock.instant()) != Status.EXPIRED)
                .map(this::document);
    }

    @Override
    public List<SearchDocument> documents(TenantId tenant) {
        return ArticleTable.publishable(articles.reader(tenant), clock.instant()).stream().map(this::document).toList();
    }

    private SearchDocument document(Article article) {
        Article.Content content = article.content();
        String text = content.lead() + "\n" + richText.plain(content.body());
        return new SearchDocument(
                kind(), article.id().toString(), article.path(), content.title(), text,
                article.publishAt(), article.publishAt(), article.expiresAt());
    }
}
