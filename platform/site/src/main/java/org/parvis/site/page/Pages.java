package org.parvis.site.page;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.parvis.api.audit.Audit;
import org.parvis.api.content.Html;
import org.parvis.api.content.Versions;
import org.parvis.api.data.Database;
import org.parvis.api.data.Transaction;
import org.parvis.api.identity.Agent;
import org.parvis.api.route.Conflict;
import org.parvis.api.route.NotFound;
import org.parvis.api.tenant.TenantId;
import org.parvis.site.Texts;

/** The pages of each site: those written beforehand, overlaid by those that were edited. */
@Component(service = Pages.class)
public final class Pages {

    /** Tag of every page that shows menus. */
    public static final String TAG = "site.pages";

    /** How long versions are kept that a later one replaced. */
    static final Duration KEPT_VERSIONS = Duration.ofDays(730);

    static final Versions VERSIONS = new Versions("site_page_version");

    private static final int STEP = 10;

    private final Database database;
    private final Audit audit;
    private final DefaultTexts defaults;

    @Activate
    public Pages(@Reference Database database, @Reference Audit audit, @Reference DefaultTexts defaults) {
        this.database = database;
        this.audit = audit;
        this.defaults = defaults;
    }

    /** Id of a default page, edited or not. */
    public static UUID idOf(String defaultKey) {
        return DefaultPage.idOf(defaultKey);
    }

    /** What the public sees. */
    public PageTree published(Texts texts) {
        return new PageTree(everything(texts).stream().filter(PageHead::isPublished).toList());
    }

    /** All but the removed. */
    public PageTree tree(Texts texts) {
        return new PageTree(everything(texts).stream().filter(page -> page.status() != PageStatus.REMOVED).toList());
    }

    public List<PageHead> removed(Texts texts) {
        return everything(texts).stream().filter(page -> page.status() == PageStatus.REMOVED).toList();
    }

    private List<PageHead> everything(Texts texts) {
        Map<UUID, PageHead> rows = new HashMap<>();
        PageTable.heads(database.of(texts.site().id())).forEach(head -> rows.put(head.id(), head));
        List<PageHead> all = new ArrayList<>();
        for (PageHead page : defaults.heads(texts)) {
            PageHead edited = rows.remove(page.id());
            all.add(edited == null ? page : withIcon(edited, page.icon()));
        }
        all.addAll(rows.values());
        return all;
    }

    private static PageHead withIcon(PageHead head, String icon) {
        return new PageHead(
                head.id(), head.parent(), head.slug(), head.title(), head.lead(), head.inMenu(), head.status(), head.position(),
                head.defaultKey(), icon, head.version());
    }

    /** A page with its text, whatever its status. */
    public Optional<Page> page(Texts texts, UUID id) {
        Optional<Page> row = PageTable.page(database.of(texts.site().id()), id);
        if (row.isPresent()) {
            return row;
        }
        return DefaultPage.byId(texts.site().tenant().kind(), id)
                .flatMap(page -> defaults.heads(texts).stream()
                        .filter(head -> head.id().equals(id))
                        .findFirst()
                        .map(head -> new Page(head, defaults.body(texts, page), null, null)));
    }

    /**
     * Saves a page: a new one, a default page edited for the first time (both version 0), or the row that has that version.
     *
     * @throws Conflict if another has changed it since
     */
    public void save(TenantId tenant, PageHead head, Html body, @Nullable LocalDate verified, Agent agent, Instant now) {
        database.of(tenant).write(transaction -> {
            writeVersion(transaction, head, body, verified, null, agent, now);
            audit.record(transaction, agent, "site.page", head.id().toString(), head.status().name());
        });
    }

    /** As {@link #save(TenantId, PageHead, Html, LocalDate, Agent, Instant)}, with its main picture and the time at which the page is to be on the site. */
    void save(TenantId tenant, Page page, PagePeriod period, Agent agent, Instant now) {
        database.of(tenant).write(transaction -> {
            writeVersion(transaction, page.head(), page.body(), page.verified(), page.image(), agent, now);
            PageTable.period(transaction, page.head().id(), period);
            audit.record(transaction, agent, "site.page", page.head().id().toString(), page.head().status().name());
        });
    }

    /** As {@link #save(TenantId, PageHead, Html, LocalDate, Agent, Instant)}, with its main picture. */
    void save(TenantId tenant, Page page, Agent agent, Instant now) {
        database.of(tenant).write(transaction -> {
            writeVersion(transaction, page.head(), page.body(), page.verified(), page.image(), agent, now);
            audit.record(transaction, agent, "site.page", page.head().id().toString(), page.head().status().name());
        });
    }

    /** Of the pages that have one, by id. */
    Map<UUID, PagePeriod> periods(TenantId tenant) {
        return PageTable.periods(database.of(tenant));
    }

    /** Without a version: for what no agent wrote; it is kept when an agent replaces it. */
    static void write(
            Transaction transaction, PageHead head, Html body, @Nullable LocalDate verified, @Nullable UUID agent, Instant now) {
        if (head.version() == 0) {
            PageTable.insert(transaction, head, body, verified, now, agent);
        } else if (PageTable.update(transaction, head, body, verified, now, agent) == 0) {
            throw new Conflict("site.conflict");
        }
        transaction.touch(TAG, "page:" + head.id());
    }

    /** @param image null to leave the one that the page has */
    private static void writeVersion(
            Transaction transaction, PageHead head, Html body, @Nullable LocalDate verified, @Nullable PageImage image, Agent agent, Instant now) {
        Page before = head.version() == 0 ? null : PageTable.page(transaction, head.id()).orElseThrow(NotFound::new);
        PageImage was = before == null ? PageImage.NONE : before.image();
        PageImage is = image == null ? was : image;
        write(transaction, head, body, verified, agent.id(), now);
        if (!is.equals(was)) {
            PageTable.image(transaction, head.id(), is);
        }
        Versions.Text text = new Versions.Text(head.version() + 1, now, PageVersions.fields(head, body, is));
        if (before == null) {
            VERSIONS.keep(transaction, head.id(), text, agent);
        } else {
            Instant made = Objects.requireNonNullElse(before.updated(), now);
            Versions.Text former = new Versions.Text(head.version(), made, PageVersions.fields(before.head(), before.body(), was));
            VERSIONS.change(transaction, head.id(), former, text, agent);
        }
    }

    /** Makes the texts and the picture of a former version those of the page again, as a new version; all else stays. */
    void restore(TenantId tenant, UUID id, int number, Agent agent, Instant now) {
        Versions.Version version = VERSIONS.byNumber(database.of(tenant), id, number).orElseThrow(NotFound::new);
        Page page = PageTable.page(database.of(tenant), id).orElseThrow(NotFound::new);
        Page restored = PageVersions.restored(version, page);
        database.of(tenant).write(transaction -> {
            writeVersion(transaction, restored.head(), restored.body(), page.verified(), restored.image(), agent, now);
            audit.record(transaction, agent, "site.page.restore", id.toString(), "version " + number);
        });
    }

    /** Gives siblings the order of the list; those that are default pages become rows. */
    void order(Texts texts, List<UUID> siblings, Agent agent, Instant now) {
        List<Page> pages = siblings.stream().flatMap(id -> page(texts, id).stream()).toList();
        database.of(texts.site().id()).write(transaction -> {
            int position = 0;
            for (Page page : pages) {
                position += STEP;
                if (page.head().position() != position) {
                    writeVersion(transaction, at(page.head(), position), page.body(), page.verified(), null, agent, now);
                }
            }
            audit.record(transaction, agent, "site.page.order", texts.site().id().toString(), "");
        });
    }

    private static PageHead at(PageHead head, int position) {
        return new PageHead(
                head.id(), head.parent(), head.slug(), head.title(), head.lead(), head.inMenu(), head.status(), position,
                head.defaultKey(), head.icon(), head.version());
    }
}
