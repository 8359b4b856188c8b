package org.parvis.site.page;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.parvis.api.content.Html;
import org.parvis.api.data.Reader;
import org.parvis.api.data.Row;
import org.parvis.api.data.Transaction;
import org.parvis.api.file.PicturesInText;

/** SQL of pages. */
final class PageTable {

    private static final String HEAD =
            "p.id, p.parent_id, p.slug, p.title, p.summary, p.in_menu, p.status, p.page_order, p.default_key, p.version";
    private static final String PAGE = "select " + HEAD + ", p.body, p.verified_on, p.updated_at, p.image_id, p.image_decor, p.image_alt from site_page p where p.tenant_id = :tenant";

    private PageTable() {}

    static List<PageHead> heads(Reader reader) {
        return reader.list("select " + HEAD + " from site_page p where p.tenant_id = :tenant", PageTable::head);
    }

    static Optional<Page> page(Reader reader, UUID id) {
        return reader.one(PAGE + " and p.id = :id", PageTable::page, "id", id);
    }

    /** Pages in whose text a picture or a file of the media library stands, or whose main picture it is. */
    static List<Page> using(Reader reader, String media) {
        return reader.list(
                PAGE + " and (p.body like :address escape '!' or p.image_id = :media) order by p.title, p.id", PageTable::page,
                "address", PicturesInText.like(media), "media", media);
    }

    /** Those that were changed last come first. */
    static List<Page> published(Reader reader, int limit) {
        return reader.list(
                PAGE + " and p.status = 'PUBLISHED' order by p.updated_at desc, p.id offset 0 rows fetch next :limit rows only", PageTable::page,
                "limit", limit);
    }

    private static Page page(Row row) {
        return new Page(head(row), new Html(row.string("body")), row.dateOrNull("verified_on"), row.instantOrNull("updated_at"),
                new PageImage(row.stringOrNull("image_id"), row.bool("image_decor"), row.stringOrNull("image_alt")));
    }

    private static PageHead head(Row row) {
        return new PageHead(
                row.uuid("id"), row.uuidOrNull("parent_id"), row.string("slug"), row.string("title"), row.string("summary"),
                row.bool("in_menu"), PageStatus.valueOf(row.string("status")), row.integer("page_order"),
                row.stringOrNull("default_key"), "", row.integer("version"));
    }

    static Map<UUID, PagePeriod> periods(Reader reader) {
        Map<UUID, PagePeriod> periods = new HashMap<>();
        reader.list(
                "select p.id, p.publish_at, p.expires_at, p.scheduled from site_page p where p.tenant_id = :tenant"
                        + " and (p.publish_at is not null or p.expires_at is not null)",
                row -> periods.put(
                        row.uuid("id"), new PagePeriod(row.instantOrNull("publish_at"), row.instantOrNull("expires_at"), row.bool("scheduled"))));
        return periods;
    }

    static void period(Transaction transaction, UUID id, PagePeriod period) {
        transaction.execute(
                "update site_page p set publish_at = :appears, expires_at = :leaves, scheduled = :scheduled where p.tenant_id = :tenant and p.id = :id",
                "appears", period.from(), "leaves", period.until(), "scheduled", period.scheduled(), "id", id);
    }

    static void image(Transaction transaction, UUID id, PageImage image) {
        transaction.execute(
                "update site_page p set image_id = :image, image_decor = :decor, image_alt = :alt where p.tenant_id = :tenant and p.id = :id",
                "image", image.id(), "decor", image.decorative(), "alt", image.alt(), "id", id);
    }

    static void insert(Transaction transaction, PageHead head, Html body, @Nullable LocalDate verified, Instant now, @Nullable UUID agent) {
        transaction.execute(
                "insert into site_page (tenant_id, id, parent_id, slug, title, summary, in_menu, status, page_order, default_key, body,"
                        + " verified_on, updated_at, updated_by, version) values (:tenant, :id, :parent, :slug, :title, :summary, :menu,"
                        + " :status, :position, :defaultKey, :body, :verified, :now, :agent, 1)",
                parameters(head, body, verified, now, agent));
    }

    /** Updates the row if it still has the head's version; the number of rows says whether it had. */
    static int update(Transaction transaction, PageHead head, Html body, @Nullable LocalDate verified, Instant now, @Nullable UUID agent) {
        return transaction.execute(
                "update site_page p set parent_id = :parent, slug = :slug, title = :title, summary = :summary, in_menu = :menu,"
                        + " status = :status, page_order = :position, default_key = :defaultKey, body = :body, verified_on = :verified,"
                        + " updated_at = :now, updated_by = :agent, version = p.version + 1"
                        + " where p.tenant_id = :tenant and p.id = :id and p.version = :version",
                with(parameters(head, body, verified, now, agent), "version", head.version()));
    }

    private static Object[] parameters(PageHead head, Html body, @Nullable LocalDate verified, Instant now, @Nullable UUID agent) {
        return new Object[] {
            "id", head.id(), "parent", head.parent(), "slug", head.slug(), "title", head.title(), "summary", head.lead(),
            "menu", head.inMenu(), "status", head.status().name(), "position", head.position(), "defaultKey", head.defaultKey(),
            "body", body.html(), "verified", verified, "now", now, "agent", agent
        };
    }

    private static Object[] with(Object[] parameters, Object... more) {
        Object[] all = Arrays.copyOf(parameters, parameters.length + more.length);
        System.arraycopy(more, 0, all, parameters.length, more.length);
        return all;
    }
}
