package org.parvis.news;

import java.io.IOException;
import java.time.Instant;
import java.time.Period;
import java.util.Collection;
import java.util.List;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.parvis.api.data.Reader;
import org.parvis.api.data.Transaction;
import org.parvis.api.privacy.Export;
import org.parvis.api.privacy.Person;
import org.parvis.api.privacy.PersonalData;
import org.parvis.api.privacy.PurgeRule;
import org.parvis.api.tenant.TenantId;
import org.parvis.api.tenant.Tenants;

/** Authors of articles; and what news promises: deleted articles go for good after their time in the trash. */
@Component(service = {PersonalData.class, PurgeRule.class})
public final class NewsPrivacy implements PersonalData, PurgeRule {
    private static final String AUTHOR = "news.author";

    private final Tenants tenants;

    @Activate
    public NewsPrivacy(@Reference Tenants tenants) {
        this.tenants = tenants;
    }

    @Override
    public String name() {
        return "news.trash";
    }

    @Override
    public String processing() {
        return AUTHOR;
    }

    @Override
    public Collection<TenantId> due(Reader acrossTerritory, Instant now) {
        return acrossTerritory.list(
                "select distinct a.tenant_id from news_article a where a.state = 'TRASHED' and a.updated_at < :before",
                row -> new TenantId(row.uuid("tenant_id")), "before", now.minus(Articles.KEPT_IN_TRASH));
    }

    @Override
    public int purge(Transaction transaction, Instant now) {
        int purged = ArticleTable.purge(transaction, now.minus(Articles.KEPT_IN_TRASH));
        ArticleVersions.purgeOrphans(transaction);
        return purged;
    }

    @Override
    public List<Processing> processings() {
        return List.of(new Processing(AUTHOR, "news.privacy.purpose", "news.privacy.categories", LegalBasis.PUBLIC_TASK, Period.ofDays(30)).of("news.privacy.persons"));
    }

    @Override
    public Collection<TenantId> holders(Reader acrossTerritory, Person person) {
        return acrossTerritory.list("select distinct a.tenant_id from news_article a where a.author in (:names)", row -> new TenantId(row.uuid("tenant_id")), "names", person.names());
    }

    @Override
    public void export(Reader tenant, Person person, Export out) throws IOException {
        for (List<Export.Field> article : tenant.list(
                "select a.title, a.author, a.updated_at from news_article a where a.tenant_id = :tenant and a.author in (:names) order by a.updated_at",
                row -> List.of(
                        new Export.Field("title", "news.privacy.title", row.string("title")),
                        new Export.Field("author", "news.privacy.author", row.string("author")),
                        new Export.Field("updated", "news.privacy.updated", row.instant("updated_at"))),
                "names", person.names())) {
            out.record(AUTHOR, String.valueOf(article.get(0).value()), article);
        }
    }

    /** The articles are the commune's and stay; the commune takes the author's place. */
    @Override
    public List<Erasure> erase(Transaction transaction, Person person, Instant now) {
        String commune = tenants.byId(transaction.tenant()).map(site -> site.tenant().name().name()).orElse("–");
        int articles = transaction.execute(
                "update news_article a set author = :commune where a.tenant_id = :tenant and a.author in (:names)", "commune", commune, "names", person.names());
        if (articles > 0) {
            transaction.touch("news");
        }
        return List.of(Erasure.anonymised(AUTHOR, articles));
    }
}
