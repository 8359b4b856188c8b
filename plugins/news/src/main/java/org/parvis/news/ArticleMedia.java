package org.parvis.news;

import java.time.Instant;
import java.util.List;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.parvis.api.data.Reader;
import org.parvis.api.file.Image;
import org.parvis.api.file.MediaUse;
import org.parvis.api.file.PicturesInText;
import org.parvis.api.identity.Agent;
import org.parvis.api.tenant.TenantId;

/** Pictures and files that articles use: the main picture, attachments, and what stands in the text. */
@Component(service = MediaUse.class)
public final class ArticleMedia implements MediaUse {

    private final Articles articles;

    @Activate
    public ArticleMedia(@Reference Articles articles) {
        this.articles = articles;
    }

    @Override
    public List<Use> uses(TenantId tenant, Reader data, String id) {
        return ArticleTable.using(data, id).stream()
                .map(article -> new Use("news.media.use", article.content().title(), "/actualites/" + article.id()))
                .toList();
    }

    @Override
    public void replace(TenantId tenant, String id, Image by, Agent agent, Instant now) {
        for (Article article : ArticleTable.using(articles.reader(tenant), id)) {
            Article.Content content = article.content();
            Article.Content changed = new Article.Content(
                    content.title(), content.lead(), PicturesInText.replaced(content.body(), id, by), content.category(),
                    id.equals(content.image()) ? by.id() : content.image(), content.imageAlt(), content.attachments(), content.pinned(), content.alert());
            articles.edit(
                    tenant, agent, article.id(), article.version(), changed, new Articles.Period(article.publishAt(), article.expiresAt()),
                    article.offered());
        }
    }
}
