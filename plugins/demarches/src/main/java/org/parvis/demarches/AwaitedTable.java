package org.parvis.demarches;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.parvis.api.calendar.CivilTime;
import org.parvis.api.data.Reader;
import org.parvis.api.data.Transaction;
import org.parvis.api.tenant.Site;
import org.parvis.demarches.clock.ClockEvent;
import org.parvis.demarches.procedure.Workflow;

/** SQL of the ends of the time that was given for pieces: of files that wait for them. */
public final class AwaitedTable {
    private AwaitedTable() {}

    /** A file for whose pieces the time is over. */
    record Over(UUID file, Instant until) {}

    /** Takes down until when a file waits, if it does. */
    static void put(Transaction transaction, Site site, CaseFile file) {
        transaction.execute("delete from demarches_awaited a where a.tenant_id = :tenant and a.file_id = :file", "file", file.id());
        if (file.stand().kind() == Workflow.Kind.WAITING) {
            file.clock().stream().filter(ClockEvent.Asked.class::isInstance).map(ClockEvent.Asked.class::cast).reduce((first, last) -> last)
                    .ifPresent(asked -> transaction.execute(
                            "insert into demarches_awaited (tenant_id, file_id, until_at) values (:tenant, :file, :until)",
                            "file", file.id(), "until", CivilTime.endOfDay(asked.until(), site.tenant().zone())));
        }
    }

    /** When the time for the pieces that a file waits for ends, or ended. */
    public static Optional<Instant> until(Reader reader, UUID file) {
        return reader.one(
                "select a.until_at from demarches_awaited a where a.tenant_id = :tenant and a.file_id = :file", row -> row.instant("until_at"), "file", file);
    }

    /** Of a tenant, those of which nobody was told at a stage. */
    static List<Over> untold(Reader reader, String stage, Instant now, int limit) {
        return reader.list(
                "select a.file_id, a.until_at from demarches_awaited a join demarches_file f on f.id = a.file_id and f.tenant_id = :tenant"
                        + " where a.tenant_id = :tenant and f.kind = 'WAITING' and a.until_at <= :now and not exists (select r.file_id from demarches_reminder r"
                        + " where r.tenant_id = :tenant and r.file_id = a.file_id and r.stage = :stage and r.silence_at = a.until_at)"
                        + " order by a.until_at, a.file_id fetch first " + limit + " rows only",
                row -> new Over(row.uuid("file_id"), row.instant("until_at")), "now", now, "stage", stage);
    }

    /** Files that have waited since before their ends were taken down. */
    static List<CaseFile> unknown(Reader reader, int limit) {
        return reader.list(
                        "select f.id from demarches_file f where f.tenant_id = :tenant and f.kind = 'WAITING' and not exists (select a.file_id from demarches_awaited a"
                                + " where a.tenant_id = :tenant and a.file_id = f.id) fetch first " + limit + " rows only", row -> row.uuid("id"))
                .stream().flatMap(id -> CaseTable.byId(reader, id).stream()).toList();
    }
}
