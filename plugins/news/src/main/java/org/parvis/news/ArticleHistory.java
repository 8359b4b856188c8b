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
import org.parvis.api.data.Reader;
import org.parvis.api.desk.HistorySource;
import org.parvis.api.desk.StoredHistory;
import org.parvis.api.identity.Agent;
import org.parvis.api.job.Job;
import org.parvis.api.tenant.TenantId;

/** The former versions of articles: shown, restored, and deleted after their time. */
@Component(service = {HistorySource.class, Job.class})
public final class ArticleHistory implements StoredHistory, Job {

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
    public Versions versions() {
        return Articles.VERSIONS;
    }

    @Override
    public Reader reader(TenantId tenant) {
        return database.of(tenant);
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
        Articles.VERSIONS.purge(database, now.minus(Articles.KEPT_VERSIONS));
    }
}
