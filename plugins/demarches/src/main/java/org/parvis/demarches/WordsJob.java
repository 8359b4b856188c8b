package org.parvis.demarches;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.parvis.api.data.Database;
import org.parvis.api.job.Job;
import org.parvis.api.tenant.TenantId;

/** Writes the words of files that were taken in before words were kept, or by a version of the plugin that does not keep them. */
@Component(service = Job.class)
public final class WordsJob implements Job {
    private static final int BATCH = 500;

    private final Database database;

    @Activate
    public WordsJob(@Reference Database database) {
        this.database = database;
    }

    /** A file without words. */
    private record Bare(UUID id, String sorted) {}

    @Override
    public String name() {
        return "demarches.words";
    }

    @Override
    public Duration every() {
        return Duration.ofHours(12);
    }

    @Override
    public void run(Instant now) {
        database.acrossTerritory("files without words").list(
                        "select distinct f.tenant_id from demarches_file f where not exists"
                                + " (select w.file_id from demarches_word w where w.tenant_id = f.tenant_id and w.file_id = f.id)",
                        row -> new TenantId(row.uuid("tenant_id")))
                .forEach(this::write);
    }

    private void write(TenantId tenant) {
        int written;
        do {
            written = database.of(tenant).call(transaction -> {
                List<Bare> bare = transaction.list(
                        "select f.id, f.sorted from demarches_file f where f.tenant_id = :tenant and f.sorted <> '' and not exists"
                                + " (select w.file_id from demarches_word w where w.tenant_id = :tenant and w.file_id = f.id) fetch first " + BATCH + " rows only",
                        row -> new Bare(row.uuid("id"), row.string("sorted")));
                bare.forEach(one -> WordTable.insert(transaction, one.id(), WordTable.words(one.sorted())));
                return bare.size();
            });
        } while (written == BATCH);
    }
}
