package org.parvis.site.page;

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
import org.parvis.api.file.Image;
import org.parvis.api.file.Images;
import org.parvis.api.identity.Agent;
import org.parvis.api.job.Job;
import org.parvis.api.tenant.TenantId;

/** The former versions of pages: shown, restored, and deleted after their time. */
@Component(service = {HistorySource.class, Job.class})
public final class PageHistory implements HistorySource, Job {

    private static final Kind KIND = new Kind(
            "pages", "/pages/", "site.pages", "site.pages",
            List.of(
                    new Field("title", "site.desk.page.title", false), new Field("lead", "site.desk.page.lead", false),
                    new Field("body", "site.desk.page.body", true),
                    new Field("picture", "site.desk.page.image", false)));

    private final Pages pages;
    private final Database database;
    private final Images images;

    @Activate
    public PageHistory(@Reference Pages pages, @Reference Database database, @Reference Images images) {
        this.pages = pages;
        this.database = database;
        this.images = images;
    }

    @Override
    public Kind kind() {
        return KIND;
    }

    @Override
    public Optional<String> title(TenantId tenant, UUID record) {
        return PageTable.page(database.of(tenant), record).map(page -> page.head().title());
    }

    @Override
    public int count(TenantId tenant, UUID record) {
        return Pages.VERSIONS.count(database.of(tenant), record);
    }

    @Override
    public List<Versions.Head> list(TenantId tenant, UUID record, int offset, int limit) {
        return Pages.VERSIONS.list(database.of(tenant), record, offset, limit);
    }

    @Override
    public Optional<Versions.Version> version(TenantId tenant, UUID record, int number) {
        return Pages.VERSIONS.byNumber(database.of(tenant), record, number).map(version -> PageVersions.readable(
                version, id -> images.byId(tenant, id).map(Image::alt).filter(alt -> !alt.isBlank()).orElse(id)));
    }

    @Override
    public void restore(TenantId tenant, UUID record, int number, Agent agent, Instant now) {
        pages.restore(tenant, record, number, agent, now);
    }

    @Override
    public String name() {
        return "site.page.versions";
    }

    @Override
    public Duration every() {
        return Duration.ofHours(24);
    }

    /** Versions that a later one replaced go after their time. */
    @Override
    public void run(Instant now) {
        Instant before = now.minus(Pages.KEPT_VERSIONS);
        database.acrossTerritory("site.page.versions: which tenants have old versions")
                .list(
                        "select distinct v.tenant_id from site_page_version v where v.made_at < :before",
                        row -> new TenantId(row.uuid("tenant_id")), "before", before)
                .forEach(tenant -> database.of(tenant).write(transaction -> Pages.VERSIONS.purge(transaction, before)));
    }
}
