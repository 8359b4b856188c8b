package org.parvis.demarches;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.parvis.api.data.Database;
import org.parvis.api.route.Conflict;
import org.parvis.api.stats.Counters;
import org.parvis.api.tenant.TenantId;
import org.parvis.demarches.procedure.Procedure;

/** Whether people are satisfied with what became of their files: asked once, when a file is closed. */
@Component(service = Satisfaction.class)
public final class Satisfaction {
    public static final List<String> ANSWERS = List.of("yes", "partly", "no");

    private final Database database;
    private final Counters counters;

    @Activate
    public Satisfaction(@Reference Database database, @Reference Counters counters) {
        this.database = database;
        this.counters = counters;
    }

    /** Whether people are asked: not who took their request back. */
    public static boolean asks(CaseFile file, Procedure procedure) {
        return file.closed() && !procedure.workflow().takenBack().contains(file.stand().state());
    }

    /** What was answered, if something was. */
    public Optional<String> of(TenantId tenant, CaseFile file) {
        return database.of(tenant).one(
                "select o.answer from demarches_opinion o where o.tenant_id = :tenant and o.file_id = :file", row -> row.string("answer"), "file", file.id());
    }

    /** @throws Conflict if the file goes on, or was answered for already */
    public void give(TenantId tenant, CaseFile file, String answer, Instant now) {
        if (!file.closed()) {
            throw new Conflict("demarches.error.conflict");
        }
        database.of(tenant).write(transaction -> {
            if (transaction.count("select count(*) from demarches_opinion o where o.tenant_id = :tenant and o.file_id = :file", "file", file.id()) > 0) {
                throw new Conflict("demarches.satisfied.twice");
            }
            transaction.execute(
                    "insert into demarches_opinion (tenant_id, file_id, answer, given_at) values (:tenant, :file, :answer, :now)",
                    "file", file.id(), "answer", answer, "now", now.truncatedTo(ChronoUnit.MICROS));
        });
        counters.add(tenant, DemarchesStatistics.SATISFIED, answer, 1);
    }
}
