package org.parvis.news;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.parvis.api.file.Image;
import org.parvis.api.file.Images;
import org.parvis.api.tenant.TenantId;

/**
 * What lists show of an article.
 *
 * @param path on the site, without language
 * @param source name of the tenant that offered it, or null
 */
public record ArticleCard(
        String title,
        String lead,
        String path,
        @Nullable Instant date,
        @Nullable Category category,
        @Nullable Image image,
        String alert,
        boolean pinned,
        @Nullable String source) {

    static ArticleCard of(Article article, @Nullable Image image) {
        Article.Content content = article.content();
        Origin origin = article.origin();
        return new ArticleCard(
                content.title(), content.lead(), article.path(), article.publishAt(), content.category(), image,
                content.alert().code(), content.pinned(), origin == null ? null : origin.name());
    }

    /** The pictures of all cards are read in one query. */
    static List<ArticleCard> of(TenantId tenant, Collection<Article> articles, Images images) {
        List<String> ids = articles.stream().map(article -> article.content().image()).filter(Objects::nonNull).toList();
        Map<String, Image> pictures = ids.isEmpty() ? Map.of() : images.byIds(tenant, ids);
        return articles.stream()
                .map(article -> {
                    String image = article.content().image();
                    Image picture = image == null ? null : pictures.get(image);
                    return of(article, picture == null ? null : article.content().shown(picture));
                })
                .toList();
    }
}
