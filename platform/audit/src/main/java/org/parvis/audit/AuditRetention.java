package org.parvis.audit;

import java.io.IOException;
import java.time.Instant;
import java.time.Period;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.parvis.api.data.Reader;
import org.parvis.api.data.Transaction;
import org.parvis.api.privacy.Export;
import org.parvis.api.privacy.Person;
import org.parvis.api.privacy.PersonalData;
import org.parvis.api.privacy.PurgeRule;
import org.parvis.api.tenant.TenantId;

/** What entries say is kept for three years; what they say about a person is handed over to them, and erased when they ask. */
@Component(service = {PersonalData.class, PurgeRule.class})
public final class AuditRetention implements PersonalData, PurgeRule {
    static final Period KEPT = Period.ofYears(3);

    private static final String PROCESSING = "audit.log";
    private static final String ABOUT = "(a.person_ref in (:refs) or a.behalf_ref in (:refs))";
    private static final String BY = "a.actor_ref in (:refs)";

    private final Eraser eraser;

    @Activate
    public AuditRetention(@Reference Eraser eraser) {
        this.eraser = eraser;
    }

    @Override
    public String name() {
        return "audit.log";
    }

    @Override
    public String processing() {
        return PROCESSING;
    }

    @Override
    public Collection<TenantId> due(Reader acrossTerritory, Instant now) {
        return acrossTerritory.list(
                "select distinct a.tenant_id from audit_entry a where a.happened < :old and a.salt is not null",
                row -> new TenantId(row.uuid("tenant_id")), "old", old(now));
    }

    @Override
    public int purge(Transaction transaction, Instant now) {
        return eraser.before(transaction, old(now));
    }

    private static Instant old(Instant now) {
        return now.atOffset(ZoneOffset.UTC).minus(KEPT).toInstant();
    }

    @Override
    public List<Processing> processings() {
        return List.of(new Processing(PROCESSING, "audit.data.purpose", "audit.data.categories", LegalBasis.LEGAL_OBLIGATION, KEPT).of("audit.data.persons"));
    }

    @Override
    public Collection<TenantId> holders(Reader acrossTerritory, Person person) {
        return acrossTerritory.list(
                "select distinct a.tenant_id from audit_entry a where a.person_ref in (:refs) or a.behalf_ref in (:refs) or a.actor_ref in (:refs)",
                row -> new TenantId(row.uuid("tenant_id")), "refs", person.refs());
    }

    /** Oldest first; piece by piece, for an agent's years of work are many entries. */
    @Override
    public void export(Reader tenant, Person person, Export out) throws IOException {
        List<Recorded> next = entries(tenant, person, "", new Object[] {"refs", person.refs()});
        while (!next.isEmpty()) {
            for (Recorded entry : next) {
                Recorded.Content content = entry.content();
                if (content != null) {
                    out.record(PROCESSING, content.action(), List.of(
                            new Export.Field("happened", "audit.column.date", entry.happened()),
                            new Export.Field("by", "audit.column.actor", content.actorName()),
                            new Export.Field("for", "audit.column.behalf", content.behalfName()),
                            new Export.Field("action", "audit.column.action", content.action()),
                            new Export.Field("detail", "audit.column.object", content.detail())));
                }
            }
            next = entries(tenant, person, " and a.id > :after", new Object[] {"refs", person.refs(), "after", next.get(next.size() - 1).id()});
        }
    }

    private static List<Recorded> entries(Reader tenant, Person person, String further, Object[] parameters) {
        return tenant.list(
                "select " + Recorded.COLUMNS + " from audit_entry a where a.tenant_id = :tenant and (" + ABOUT + " or " + BY + ")" + further
                        + " order by a.id fetch first 1000 rows only",
                Recorded::of, parameters);
    }

    @Override
    public List<Erasure> erase(Transaction transaction, Person person, Instant now) {
        long erased = 0;
        int some;
        do {
            some = eraser.concerning(transaction, person.refs());
            erased += some;
        } while (some > 0);
        long kept = transaction.count("select count(*) from audit_entry a where a.tenant_id = :tenant and " + BY, "refs", person.refs());
        return List.of(Erasure.erased(PROCESSING, erased), Erasure.kept(PROCESSING, kept, "audit.erase.kept"));
    }
}
