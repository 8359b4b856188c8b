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
import org.parvis.api.data.Reader;
import org.parvis.api.desk.HistorySource;
import org.parvis.api.desk.StoredHistory;
import org.parvis.api.file.Image;
import org.parvis.api.file.Images;
import org.parvis.api.identity.Agent;
import org.parvis.api.job.Job;
import org.parvis.api.tenant.TenantId;

/** The former versions of pages: shown, restored, and deleted after their time. */
@Component(service = {HistorySource.class, Job.class})
public final class PageHistory implements StoredHistory, Job {

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
    public Versions versions() {
        return Pages.VERSIONS;
    }

    @Override
    public Reader reader(TenantId tenant) {
        return database.of(tenant);
    }

    @Override
    public Optional<Versions.Version> version(TenantId tenant, UUID record, int number) {
        return StoredHistory.super.version(tenant, record, number).map(version -> PageVersions.readable(
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
        Pages.VERSIONS.purge(database, now.minus(Pages.KEPT_VERSIONS));
    }
}
