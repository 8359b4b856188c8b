package org.parvis.site.wordpress;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.parvis.api.audit.Audit;
import org.parvis.api.content.PostImporter;
import org.parvis.api.data.Database;
import org.parvis.api.data.TenantData;
import org.parvis.api.event.WorkConsumer;
import org.parvis.api.file.Files;
import org.parvis.api.file.Images;
import org.parvis.api.identity.Agent;
import org.parvis.api.identity.Agents;
import org.parvis.api.plugin.ActivePlugins;
import org.parvis.api.plugin.Plugins;
import org.parvis.api.route.Conflict;
import org.parvis.api.route.Invalid;
import org.parvis.api.route.Unavailable;
import org.parvis.api.tenant.Site;
import org.parvis.api.tenant.TenantId;
import org.parvis.api.tenant.Tenants;
import org.parvis.api.view.Themes;
import org.parvis.site.Texts;
import org.parvis.site.wordpress.ImportItem.Outcome;
import org.parvis.site.wordpress.ImportItem.Result;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Imports what was read, item by item: files first, then pages from the top of their tree, then posts. An item that fails is noted and the
 * others go on. After a while the rest is queued again, so that other work gets its turn; begun again, it goes on where it was.
 */
@Component(service = WorkConsumer.class)
public final class ImportRun implements WorkConsumer {

    static final String QUEUE = "site.import";

    private static final Logger LOG = LoggerFactory.getLogger(ImportRun.class);
    private static final Duration TURN = Duration.ofSeconds(15);

    private final Database database;
    private final Tenants tenants;
    private final Plugins plugins;
    private final Themes themes;
    private final Agents agents;
    private final Images images;
    private final Files files;
    private final ItemImport items;
    private final MediaStore media;
    private final Audit audit;
    private final Clock clock;

    @Activate
    public ImportRun(
            @Reference Database database, @Reference Tenants tenants, @Reference Plugins plugins, @Reference Themes themes,
            @Reference Agents agents, @Reference Images images, @Reference Files files, @Reference ItemImport items,
            @Reference MediaStore media, @Reference Audit audit, @Reference Clock clock) {
        this.database = database;
        this.tenants = tenants;
        this.plugins = plugins;
        this.themes = themes;
        this.agents = agents;
        this.images = images;
        this.files = files;
        this.items = items;
        this.media = media;
        this.audit = audit;
        this.clock = clock;
    }

    @Override
    public String queue() {
        return QUEUE;
    }

    @Override
    public void work(TenantId tenant, String payload) {
        UUID id = UUID.fromString(payload);
        Optional<Site> site = tenants.byId(tenant);
        Optional<SiteImport> run = ImportTable.byId(database.of(tenant), id).filter(found -> found.state() == SiteImport.State.RUNNING);
        if (site.isEmpty() || run.isEmpty()) {
            return;
        }
        boolean finished = plugins.with(tenant, active -> proceed(site.get(), active, run.get()));
        database.of(tenant).write(transaction -> {
            if (finished) {
                ImportTable.finish(transaction, id, now());
                audit.record(transaction, agent(run.get()), "site.import.done", payload, "");
            } else {
                transaction.enqueue(QUEUE, payload);
            }
        });
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    private @Nullable Agent agent(SiteImport run) {
        UUID id = run.agent();
        return id == null ? null : agents.byId(id).orElse(null);
    }

    /** False if the turn ended before the import did. */
    private boolean proceed(Site site, ActivePlugins active, SiteImport run) {
        Instant end = clock.instant().plus(TURN);
        TenantData data = database.of(site.id());
        for (ImportMedia waiting : MediaTable.waiting(data, run.id())) {
            media.store(site.id(), run, waiting, now());
            if (clock.instant().isAfter(end)) {
                return false;
            }
        }
        StoredMedia library = StoredMedia.of(site.id(), run.site(), MediaTable.all(data, run.id()), images, files);
        ItemImport.Course course = new ItemImport.Course(
                run, run.site(), new Texts(themes, site, active, Locale.FRENCH), library,
                active.of(PostImporter.class).stream().findFirst().orElse(null), agent(run), now());
        ImportOrder order = new ImportOrder(ItemTable.places(data, run.id()));
        for (ItemTable.Place place : order.waiting()) {
            Result result = take(data, course, place.number(), order.parent(place));
            order.done(place, result.target());
            if (clock.instant().isAfter(end)) {
                return false;
            }
        }
        return true;
    }

    private Result take(TenantData data, ItemImport.Course course, int number, @Nullable UUID parent) {
        UUID run = course.run().id();
        try {
            return data.call(transaction -> {
                ImportItem item = ItemTable.whole(transaction, run, number).orElseThrow();
                Result result = items.take(transaction, course, item, parent);
                ItemTable.done(transaction, run, number, result);
                return result;
            });
        } catch (Unavailable e) {
            // The database is away: the queue tries again.
            throw e;
        } catch (RuntimeException e) {
            Result failed = failed(e, run, number);
            data.write(transaction -> ItemTable.done(transaction, run, number, failed));
            return failed;
        }
    }

    private static Result failed(RuntimeException e, UUID run, int number) {
        Findings findings = new Findings();
        if (e instanceof Invalid invalid && !invalid.errors().isEmpty()) {
            List<String> arguments = invalid.errors().get(0).arguments().stream().map(Objects::toString).toList();
            findings.add(new PostImporter.Remark(invalid.errors().get(0).messageKey(), arguments));
        } else if (e instanceof Conflict) {
            findings.add("failed.conflict");
        } else {
            LOG.error("Item {} of import {} failed", number, run, e);
            findings.add("failed.fault");
        }
        return Result.without(Outcome.FAILED, findings.all());
    }
}
