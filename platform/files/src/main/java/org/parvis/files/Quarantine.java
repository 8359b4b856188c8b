package org.parvis.files;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.parvis.api.data.Database;
import org.parvis.api.tenant.TenantId;

/** SQL of infected files. */
final class Quarantine {
    private static final Duration KEPT = Duration.ofDays(30);

    private final Database database;

    Quarantine(Database database) {
        this.database = database;
    }

    /** A row. */
    record Held(UUID id, UUID key, String content, String fileName, String finding, Instant since) {}

    void insert(TenantId tenant, Held held) {
        database.of(tenant).write(transaction -> transaction.execute(
                "insert into files_quarantine (tenant_id, id, key_id, content, file_name, finding, held_at)"
                        + " values (:tenant, :id, :key, :content, :name, :finding, :since)",
                "id", held.id(), "key", held.key(), "content", held.content(), "name", held.fileName(), "finding", held.finding(),
                "since", held.since()));
    }

    /** Forgets what has been held for a month. */
    void expire(Instant now) {
        Instant before = now.minus(KEPT);
        List<TenantId> tenants = database.acrossTerritory("tenants whose quarantine has expired").list(
                "select distinct q.tenant_id from files_quarantine q where q.held_at < :before", row -> new TenantId(row.uuid("tenant_id")), "before", before);
        for (TenantId tenant : tenants) {
            database.of(tenant).write(transaction -> transaction.execute(
                    "delete from files_quarantine q where q.tenant_id = :tenant and q.held_at < :before", "before", before));
        }
    }

    List<String> contents() {
        return database.acrossTerritory("content held in quarantine").list("select q.content from files_quarantine q", row -> row.string("content"));
    }
}
