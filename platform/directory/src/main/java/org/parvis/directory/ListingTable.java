package org.parvis.directory;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.parvis.api.content.Slug;
import org.parvis.api.data.Reader;
import org.parvis.api.data.Row;
import org.parvis.api.data.Transaction;
import org.parvis.api.tenant.TenantId;

/** SQL of organisations. */
final class ListingTable {

    static final String SELECT = "select o.tenant_id, o.id, o.slug, o.published, o.verified_on, o.version, " + DetailsRow.selected("o") + " from directory_organisation o";

    private static final String MINE = " where o.tenant_id = :tenant";
    private static final String SORTED = " order by o.sort_key, o.id";
    private static final String PAGE = " offset :offset rows fetch next :limit rows only";
    private static final int LONGEST_TEXT = 6_000;

    private ListingTable() {}

    static List<Listing> list(Reader reader, Filter filter, int offset, int limit) {
        List<Object> parameters = new ArrayList<>(List.of("offset", offset, "limit", limit));
        return reader.list(SELECT + MINE + filter.condition(parameters) + SORTED + PAGE, ListingTable::listing, parameters.toArray());
    }

    /** Where an organisation stands in the list. */
    record Place(String sortKey, UUID id) {}

    /** Those that follow a place, or the first. */
    static List<Listing> slice(Reader reader, Filter filter, @Nullable Place after, int limit) {
        List<Object> parameters = new ArrayList<>(List.of("offset", 0, "limit", limit));
        String where = filter.condition(parameters);
        if (after != null) {
            where += " and (o.sort_key > :key or (o.sort_key = :key and o.id > :after))";
            parameters.addAll(List.of("key", after.sortKey(), "after", after.id()));
        }
        return reader.list(SELECT + MINE + where + SORTED + PAGE, ListingTable::listing, parameters.toArray());
    }

    static long count(Reader reader, Filter filter) {
        List<Object> parameters = new ArrayList<>();
        return reader.count("select count(*) from directory_organisation o" + MINE + filter.condition(parameters), parameters.toArray());
    }

    /** Of several tenants, for the territory's page. */
    static List<Listing> across(Reader territory, Collection<TenantId> tenants, Filter filter, int offset, int limit) {
        List<Object> parameters = new ArrayList<>(List.of("offset", offset, "limit", limit, "shared", values(tenants)));
        return territory.list(
                SELECT + " where o.tenant_id in (:shared)" + filter.condition(parameters) + SORTED + PAGE, ListingTable::listing, parameters.toArray());
    }

    /** How many a tenant has. */
    record Counted(TenantId tenant, long number) {}

    static List<Counted> counts(Reader territory, Collection<TenantId> tenants, Filter filter) {
        List<Object> parameters = new ArrayList<>(List.of("shared", values(tenants)));
        return territory.list(
                "select o.tenant_id, count(*) as listed from directory_organisation o where o.tenant_id in (:shared)" + filter.condition(parameters)
                        + " group by o.tenant_id",
                row -> new Counted(new TenantId(row.uuid("tenant_id")), row.longValue("listed")), parameters.toArray());
    }

    private static List<UUID> values(Collection<TenantId> tenants) {
        return tenants.stream().map(TenantId::value).toList();
    }

    static Optional<Listing> byId(Reader reader, UUID id) {
        return reader.one(SELECT + MINE + " and o.id = :id", ListingTable::listing, "id", id);
    }

    static Optional<Listing> bySlug(Reader reader, String slug) {
        return reader.one(SELECT + MINE + " and o.slug = :slug", ListingTable::listing, "slug", slug);
    }

    static boolean any(Reader reader) {
        return reader.one("select o.id from directory_organisation o where o.tenant_id = :tenant and o.published = true fetch first 1 rows only", row -> row.uuid("id"))
                .isPresent();
    }

    static String freeSlug(Reader reader, String name) {
        String base = Slug.of(name).isEmpty() ? "organisme" : DetailsRow.sortKey(name);
        String cut = base.length() > 90 ? base.substring(0, 90) : base;
        List<String> taken = reader.list(
                "select o.slug from directory_organisation o where o.tenant_id = :tenant and o.slug like :begin", row -> row.string("slug"), "begin", cut + "%");
        String slug = cut;
        for (int i = 2; taken.contains(slug); i++) {
            slug = cut + "-" + i;
        }
        return slug;
    }

    static void insert(Transaction transaction, Listing listing, Instant now) {
        transaction.execute(
                "insert into directory_organisation (tenant_id, id, slug, published, verified_on, updated_at, version, search_text, " + DetailsRow.named()
                        + ") values (:tenant, :id, :slug, :published, :verified, :now, 1, :text, " + DetailsRow.bound() + ")",
                DetailsRow.parameters(
                        listing.details(), "id", listing.id(), "slug", listing.slug(), "published", listing.published(), "verified", listing.verified(),
                        "now", now, "text", text(listing.details())));
    }

    /** Replaces it if it still has that version. */
    static int update(Transaction transaction, Listing listing, Instant now) {
        return transaction.execute(
                "update directory_organisation o set published = :published, verified_on = :verified, reminded_on = null, updated_at = :now,"
                        + " version = o.version + 1, search_text = :text, " + DetailsRow.assigned()
                        + " where o.tenant_id = :tenant and o.id = :id and o.version = :version",
                DetailsRow.parameters(
                        listing.details(), "id", listing.id(), "published", listing.published(), "verified", listing.verified(), "now", now,
                        "version", listing.version(), "text", text(listing.details())));
    }

    static int verify(Transaction transaction, UUID id, LocalDate today) {
        return transaction.execute(
                "update directory_organisation o set verified_on = :today, reminded_on = null where o.tenant_id = :tenant and o.id = :id",
                "id", id, "today", today);
    }

    static void delete(Transaction transaction, UUID id) {
        transaction.execute(
                "delete from directory_link l where l.tenant_id = :tenant and l.member_id in"
                        + " (select m.id from directory_member m where m.tenant_id = :tenant and m.organisation_id = :id)",
                "id", id);
        transaction.execute("delete from directory_proposal p where p.tenant_id = :tenant and p.organisation_id = :id", "id", id);
        transaction.execute("delete from directory_member m where m.tenant_id = :tenant and m.organisation_id = :id", "id", id);
        transaction.execute("delete from directory_organisation o where o.tenant_id = :tenant and o.id = :id", "id", id);
    }

    /** What words are looked for in. */
    private static String text(Details details) {
        String text = Slug.of(details.name() + " " + details.description() + " " + details.address());
        return text.length() > LONGEST_TEXT ? text.substring(0, LONGEST_TEXT) : text;
    }

    static Listing listing(Row row) {
        return new Listing(
                new TenantId(row.uuid("tenant_id")), row.uuid("id"), row.string("slug"), DetailsRow.details(row), row.bool("published"), row.date("verified_on"),
                row.integer("version"));
    }
}
