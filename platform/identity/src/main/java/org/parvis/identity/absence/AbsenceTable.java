package org.parvis.identity.absence;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.parvis.api.data.Reader;
import org.parvis.api.data.Row;
import org.parvis.api.data.Transaction;
import org.parvis.api.tenant.TenantId;

/** Absences: statements and row mapping. All behind the territory's door. */
final class AbsenceTable {
    private static final String SELECT =
            "select b.id, b.account_id, b.deputy_id, b.in_tenant, b.first_day, b.last_day, b.made_by, b.ended from identity_absence b where b.tenant_id = :tenant and ";

    private AbsenceTable() {}

    /**
     * As stored.
     *
     * @param tenant where it holds, or null: in all tenants that both work for
     * @param by name of who entered it
     * @param ended when it was ended early (UTC), or null
     */
    record Absence(
            UUID id, UUID account, UUID deputy, @Nullable TenantId tenant, LocalDate from, LocalDate until, String by, @Nullable Instant ended) {

        boolean isOn(LocalDate day) {
            return ended == null && !day.isBefore(from) && !day.isAfter(until);
        }
    }

    static void insert(Transaction transaction, Absence absence, Instant now) {
        transaction.execute(
                """
                insert into identity_absence (tenant_id, id, account_id, deputy_id, in_tenant, first_day, last_day, made, made_by, ended)
                values (:tenant, :id, :account, :deputy, :place, :since, :until, :now, :by, null)
                """,
                "id", absence.id(), "account", absence.account(), "deputy", absence.deputy(), "place", absence.tenant(), "since", absence.from(),
                "until", absence.until(), "now", now, "by", absence.by());
    }

    static Optional<Absence> byId(Reader reader, UUID id) {
        return reader.one(SELECT + "b.id = :id", AbsenceTable::map, "id", id);
    }

    /** Of agents, the latest first. */
    static List<Absence> of(Reader reader, Collection<UUID> accounts) {
        return reader.list(SELECT + "b.account_id in (:accounts) order by b.first_day desc, b.id desc", AbsenceTable::map, "accounts", accounts);
    }

    /** Those that a deputy may stand in for around a day: zones differ by a day at most. */
    static List<Absence> around(Reader reader, UUID deputy, LocalDate day) {
        return reader.list(
                SELECT + "b.deputy_id = :deputy and b.ended is null and b.first_day <= :latest and b.last_day >= :soonest order by b.first_day, b.id",
                AbsenceTable::map,
                "deputy", deputy, "latest", day.plusDays(1), "soonest", day.minusDays(1));
    }

    /** False if it was over already. */
    static boolean end(Transaction transaction, UUID id, Instant now) {
        return transaction.execute(
                        "update identity_absence b set ended = :now where b.tenant_id = :tenant and b.id = :id and b.ended is null", "now", now, "id", id)
                == 1;
    }

    static int deleteOld(Transaction transaction, LocalDate before) {
        return transaction.execute("delete from identity_absence b where b.tenant_id = :tenant and b.last_day < :before", "before", before);
    }

    private static Absence map(Row row) {
        UUID place = row.uuidOrNull("in_tenant");
        return new Absence(
                row.uuid("id"), row.uuid("account_id"), row.uuid("deputy_id"), place == null ? null : new TenantId(place), row.date("first_day"),
                row.date("last_day"), row.string("made_by"), row.instantOrNull("ended"));
    }
}
