package org.parvis.audit;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.parvis.api.data.Database;
import org.parvis.api.data.Transaction;
import org.parvis.api.job.Job;
import org.parvis.api.tenant.TenantId;

/** Seals what was recorded since the last time, batch after batch, in the order of the entries' ids. */
@Component(service = {Job.class, Sealer.class})
public final class Sealer implements Job {
    static final int BATCH = 1000;

    private final Database database;
    private final Clock clock;

    @Activate
    public Sealer(@Reference Database database, @Reference Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "audit.seal";
    }

    @Override
    public Duration every() {
        return Duration.ofMinutes(1);
    }

    @Override
    public void run(Instant now) {
        List<TenantId> waiting = database.acrossTerritory("audit.seal: whose entries wait for their seal")
                .list("select distinct a.tenant_id from audit_entry a where a.seal is null", row -> new TenantId(row.uuid("tenant_id")));
        waiting.forEach(this::seal);
    }

    /** Seals all that waits in a tenant. */
    void seal(TenantId tenant) {
        while (database.of(tenant).call(this::sealBatch) == BATCH) {
            // The next batch.
        }
    }

    /** Number and digest are unique in a tenant: should two nodes seal at a time, one of them fails and leaves no trace. */
    private int sealBatch(Transaction transaction) {
        List<Recorded> entries = transaction.list(
                "select " + Recorded.COLUMNS + " from audit_entry a where a.tenant_id = :tenant and a.seal is null order by a.id fetch first " + BATCH + " rows only",
                Recorded::of);
        if (entries.isEmpty()) {
            return 0;
        }
        Seal last = last(transaction);
        long number = last.number() + 1;
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        List<Object[]> places = new ArrayList<>(entries.size());
        for (int place = 0; place < entries.size(); place++) {
            places.add(new Object[] {"id", entries.get(place).id(), "seal", number, "place", place});
        }
        transaction.executeAll("update audit_entry a set seal = :seal, place = :place where a.tenant_id = :tenant and a.id = :id and a.seal is null", places);
        transaction.execute(
                "insert into audit_seal (tenant_id, seal, previous, digest, entries, sealed) values (:tenant, :seal, :previous, :digest, :entries, :now)",
                "seal", number, "previous", last.digest(), "digest", Seal.digest(transaction.tenant(), number, last.digest(), now, entries),
                "entries", entries.size(), "now", now);
        return entries.size();
    }

    static Seal last(Transaction transaction) {
        return transaction
                .one("select " + Seal.COLUMNS + " from audit_seal s where s.tenant_id = :tenant order by s.seal desc fetch first 1 rows only", Seal::of)
                .orElse(new Seal(0, "", Seal.NONE, 0, Instant.EPOCH));
    }
}
