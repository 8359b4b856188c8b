package org.parvis.site.care;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.parvis.api.data.Database;
import org.parvis.api.data.Reader;
import org.parvis.api.data.Row;
import org.parvis.api.data.Transaction;
import org.parvis.api.tenant.TenantId;

/** SQL of care, over the pages and the lists of a tenant. */
final class CareTable {

    private static final String PAGES =
            "select p.tenant_id, p.id, p.title, p.verified_on, p.updated_at, p.updated_by, c.owner_id, c.months, c.reminded_for"
                    + " from site_page p left join site_care c on c.record_id = p.id and c.tenant_id = p.tenant_id and c.tenant_id ";
    private static final String LISTS =
            "select c.tenant_id, c.record_id, c.verified_on, c.owner_id, c.months, c.reminded_for from site_care c where c.of_list = true and ";
    /** What may be due: all intervals are a month at least. */
    private static final String OLD_PAGES = "(p.verified_on <= :day or (p.verified_on is null and p.updated_at <= :moment)) and ";
    private static final String OLD_LISTS = "(c.verified_on is null or c.verified_on <= :day) and ";

    private CareTable() {}

    static List<Cared> pages(Reader tenant) {
        return tenant.list(PAGES + "= :tenant where p.status = 'PUBLISHED' and p.tenant_id = :tenant", CareTable::page);
    }

    static List<Cared> lists(Reader tenant) {
        return tenant.list(LISTS + "c.tenant_id = :tenant", CareTable::ofList);
    }

    /** Pages of several tenants that may be due for an agent. */
    static List<Cared> oldPages(Reader granted, UUID agent, Instant before) {
        return granted.list(
                PAGES + "in (:tenants) where p.status = 'PUBLISHED' and " + OLD_PAGES
                        + "(c.owner_id = :agent or (c.owner_id is null and (p.updated_by is null or p.updated_by = :agent))) and p.tenant_id in (:tenants)",
                CareTable::page, "agent", agent, "day", day(before), "moment", before);
    }

    static List<Cared> oldLists(Reader granted, UUID agent, Instant before) {
        return granted.list(
                LISTS + OLD_LISTS + "(c.owner_id is null or c.owner_id = :agent) and c.tenant_id in (:tenants)", CareTable::ofList,
                "agent", agent, "day", day(before));
    }

    /** Tenants that may have something due. */
    static Collection<TenantId> tenants(Database database, Instant before) {
        return database.acrossTerritory("site.care: which tenants have content to be verified").list(
                "select p.tenant_id from site_page p where p.status = 'PUBLISHED' and (p.verified_on <= :day or (p.verified_on is null and p.updated_at <= :moment))"
                        + " union select c.tenant_id from site_care c where c.of_list = true and (c.verified_on is null or c.verified_on <= :day)",
                row -> new TenantId(row.uuid("tenant_id")), "day", day(before), "moment", before);
    }

    private static LocalDate day(Instant moment) {
        return moment.atZone(ZoneOffset.UTC).toLocalDate();
    }

    static void verifyPage(Transaction transaction, UUID id, LocalDate day) {
        transaction.execute("update site_page p set verified_on = :day where p.tenant_id = :tenant and p.id = :id", "day", day, "id", id);
    }

    static void verifyList(Transaction transaction, UUID id, LocalDate day) {
        row(transaction, id, true);
        transaction.execute("update site_care c set verified_on = :day where c.tenant_id = :tenant and c.record_id = :id", "day", day, "id", id);
    }

    static void assign(Transaction transaction, UUID id, boolean list, @Nullable UUID owner, @Nullable Integer months) {
        row(transaction, id, list);
        transaction.execute(
                "update site_care c set owner_id = :owner, months = :months where c.tenant_id = :tenant and c.record_id = :id",
                "owner", owner, "months", months, "id", id);
    }

    static void reminded(Transaction transaction, Cared cared, LocalDate due) {
        row(transaction, cared.id(), cared.list());
        transaction.execute("update site_care c set reminded_for = :due where c.tenant_id = :tenant and c.record_id = :id", "due", due, "id", cared.id());
    }

    private static void row(Transaction transaction, UUID id, boolean list) {
        if (transaction.count("select count(*) from site_care c where c.tenant_id = :tenant and c.record_id = :id", "id", id) == 0) {
            transaction.execute("insert into site_care (tenant_id, record_id, of_list) values (:tenant, :id, :list)", "id", id, "list", list);
        }
    }

    private static Cared page(Row row) {
        UUID owner = row.uuidOrNull("owner_id");
        LocalDate verified = row.dateOrNull("verified_on");
        return new Cared(
                new TenantId(row.uuid("tenant_id")), row.uuid("id"), false, row.string("title"), owner == null ? row.uuidOrNull("updated_by") : owner,
                owner != null, verified, verified == null ? day(row.instant("updated_at")) : verified, row.integerOrNull("months"), row.dateOrNull("reminded_for"));
    }

    private static Cared ofList(Row row) {
        UUID owner = row.uuidOrNull("owner_id");
        LocalDate verified = row.dateOrNull("verified_on");
        return new Cared(
                new TenantId(row.uuid("tenant_id")), row.uuid("record_id"), true, "", owner, owner != null, verified, verified,
                row.integerOrNull("months"), row.dateOrNull("reminded_for"));
    }
}
