package org.parvis.news;

import java.time.Duration;
import java.time.Instant;
import java.time.Period;
import java.util.List;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.parvis.api.data.Database;
import org.parvis.api.job.Job;
import org.parvis.api.privacy.PersonalData;
import org.parvis.api.tenant.TenantId;

/** Keeps what news promises: deleted articles go for good after their time in the trash. */
@Component(service = {Job.class, PersonalData.class})
public final class NewsJobs implements Job, PersonalData {

    private final Database database;
    private final Articles articles;

    @Activate
    public NewsJobs(@Reference Database database, @Reference Articles articles) {
        this.database = database;
        this.articles = articles;
    }

    @Override
    public String name() {
        return "news.purge";
    }

    @Override
    public Duration every() {
        return Duration.ofHours(24);
    }

    @Override
    public void run(Instant now) {
        List<TenantId> withTrash = database.acrossTerritory("news.purge: which tenants have articles to delete")
                .list(
                        "select distinct a.tenant_id from news_article a where a.state = 'TRASHED' and a.updated_at < :before",
                        row -> new TenantId(row.uuid("tenant_id")),
                        "before", now.minus(Articles.KEPT_IN_TRASH));
        withTrash.forEach(tenant -> articles.purge(tenant, now));
    }

    @Override
    public List<Processing> processings() {
        return List.of(new Processing("news.author", "news.privacy.purpose", "news.privacy.categories", LegalBasis.PUBLIC_TASK, Period.ofDays(30)));
    }
}
