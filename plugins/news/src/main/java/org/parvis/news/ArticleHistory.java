package org.parvis.news;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.parvis.api.content.Versions;
import org.parvis.api.data.Database;
import org.parvis.api.desk.HistorySource;
import org.parvis.api.identity.Agent;
import org.parvis.api.job.Job;
import org.parvis.api.tenant.TenantId;

/** The former versions of articles: shown, restored, and deleted after their time. */
@Component(service = {HistorySource.class, Job.class})
public final class ArticleHistory implements HistorySource, Job {

    private static final Kind KIND = new Kind(
            "actualites", "/actualites/", "news.write", "news.publish",
            List.of(
                    new Field("title", "news.field.title", false), new Field("lead", "news.field.lead", false),
                    new Field("body", "news.field.body", true)));

    private final Articles articles;
    private final Database database;

    @Activate
    public ArticleHistory(@Reference Articles articles, @Reference Database database) {
        this.articles = articles;
        this.database = database;
    }

    @Override
    public Kind kind() {
        return KIND;
    }

    @Override
    public Optional<String> title(TenantId tenant, UUID record) {
        return ArticleTable.byId(database.of(tenant), record).map(article -> article.content().title());
    }

    @Override
    public int count(TenantId tenant, UUID record) {
        return Articles.VERSIONS.count(database.of(tenant), record);
    }

    @Override
    public List<Versions.Head> list(TenantId tenant, UUID record, int offset, int limit) {
        return Articles.VERSIONS.list(database.of(tenant), record, offset, limit);
    }

    @Override
    public Optional<Versions.Version> version(TenantId tenant, UUID record, int number) {
        return Articles.VERSIONS.byNumber(database.of(tenant), record, number);
    }

    @Override
    public void restore(TenantId tenant, UUID record, int number, Agent agent, Instant now) {
        articles.restoreVersion(tenant, agent, record, number);
    }

    @Override
    public String name() {
        return "news.versions";
    }

    @Override
    public Duration every() {
        return Duration.ofHours(24);
    }

    /** Versions that a later one replaced go after their time. */
    @Override
    public void run(Instant now) {
        Instant before = now.minus(Articles.KEPT_VERSIONS);
        database.acrossTerritory("news.versions: which tenants have old versions")
                .list(
                        "select distinct v.tenant_id from news_article_version v where v.made_at < :before",
                        row -> new TenantId(row.uuid("tenant_id")), "before", before)
                .forEach(tenant -> database.of(tenant).write(transaction -> Articles.VERSIONS.purge(transaction, before)));
    }
}
