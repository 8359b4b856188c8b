package org.parvis.news;

import java.util.LinkedHashMap;
import java.util.Map;
import org.parvis.api.content.Versions;
import org.parvis.api.data.Transaction;
import org.parvis.api.identity.Agent;

/** What is kept of an article when an agent changes its texts. */
final class ArticleVersions {

    private ArticleVersions() {}

    static void keep(Transaction transaction, Agent agent, Article article) {
        Articles.VERSIONS.keep(transaction, article.id(), text(article), agent);
    }

    static void change(Transaction transaction, Agent agent, Article before, Article after) {
        Articles.VERSIONS.change(transaction, before.id(), text(before), text(after), agent);
    }

    private static Versions.Text text(Article article) {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("title", article.content().title());
        fields.put("lead", article.content().lead());
        fields.put("body", article.content().body());
        return new Versions.Text(article.version(), article.updatedAt(), fields);
    }

    /** The content of an article with the texts of a former version. */
    static Article.Content restored(Versions.Version version, Article.Content now) {
        Map<String, String> fields = version.fields();
        return new Article.Content(
                fields.getOrDefault("title", now.title()), fields.getOrDefault("lead", ""), fields.getOrDefault("body", ""), now.category(),
                now.image(), now.imageAlt(), now.attachments(), now.pinned(), now.alert());
    }

    /** Versions go with their article. */
    static void purgeOrphans(Transaction transaction) {
        transaction.execute(
                "delete from news_article_version v where v.tenant_id = :tenant and not exists"
                        + " (select 1 from news_article a where a.tenant_id = :tenant and a.id = v.record_id)");
    }
}
