package org.parvis.identity.mandate;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Component;
import org.parvis.api.data.Reader;
import org.parvis.api.data.Transaction;
import org.parvis.api.privacy.Export;
import org.parvis.api.privacy.Person;
import org.parvis.api.privacy.PersonalData;
import org.parvis.api.privacy.PurgeRule;
import org.parvis.api.tenant.TenantId;

/** Mandates are the proof that somebody was acted for: kept a year after their end, then gone with all that was done. */
@Component(service = {PersonalData.class, PurgeRule.class})
public final class MandatePrivacy implements PersonalData, PurgeRule {
    private static final String MANDATES = "identity.mandates";
    private static final int BATCH = 1_000;
    /** What nobody agreed to. */
    private static final Duration DRAFT = Duration.ofDays(1);

    private static final String OVER =
            "((m.agreed is not null and ((m.ended is not null and m.ended < :before) or (m.ended is null and m.ends < :before))) or (m.agreed is null and m.made < :drafts))";
    private static final String OF =
            " (m.email in (:emails) or m.phone in (:phones)) ";

    @Override
    public List<Processing> processings() {
        return List.of(new Processing(
                        MANDATES, "identity.data.mandates.purpose", "identity.data.mandates.categories", LegalBasis.PUBLIC_TASK, SqlMandates.KEPT)
                .of("identity.data.mandates.persons"));
    }

    @Override
    public String name() {
        return MANDATES;
    }

    @Override
    public String processing() {
        return MANDATES;
    }

    private static Instant before(Instant now) {
        return now.atZone(ZoneOffset.UTC).minus(SqlMandates.KEPT).toInstant();
    }

    @Override
    public Collection<TenantId> due(Reader acrossTerritory, Instant now) {
        return acrossTerritory.list(
                "select distinct m.tenant_id from identity_mandate m where " + OVER, row -> new TenantId(row.uuid("tenant_id")),
                "before", before(now), "drafts", now.minus(DRAFT));
    }

    @Override
    public int purge(Transaction transaction, Instant now) {
        List<UUID> over = transaction.list(
                "select m.id from identity_mandate m where m.tenant_id = :tenant and " + OVER + " fetch first " + BATCH + " rows only",
                row -> row.uuid("id"),
                "before", before(now), "drafts", now.minus(DRAFT));
        return transaction.execute("delete from identity_mandate m where m.tenant_id = :tenant and m.id in (:ids)", "ids", over);
    }

    @Override
    public Collection<TenantId> holders(Reader acrossTerritory, Person person) {
        return acrossTerritory.list(
                "select distinct m.tenant_id from identity_mandate m where" + OF, row -> new TenantId(row.uuid("tenant_id")),
                "emails", person.emails(), "phones", person.phones());
    }

    private record Line(
            UUID id, String reference, String name, String email, String phone, String purpose, Instant made, String by, @Nullable Instant agreed, Instant ends) {}

    @Override
    public void export(Reader tenant, Person person, Export out) throws IOException {
        for (Line line : tenant.list(
                """
                select m.id, m.reference, m.person_name, m.email, m.phone, m.purpose, m.made, m.made_by_name, m.agreed, m.ends
                from identity_mandate m where m.tenant_id = :tenant and"""
                        + OF + "order by m.made",
                row -> new Line(
                        row.uuid("id"), row.string("reference"), row.string("person_name"), row.string("email"), row.string("phone"), row.string("purpose"),
                        row.instant("made"), row.string("made_by_name"), row.instantOrNull("agreed"), row.instant("ends")),
                "emails", person.emails(), "phones", person.phones())) {
            out.record(MANDATES, line.reference(), List.of(
                    new Export.Field("name", "identity.data.name", line.name()),
                    new Export.Field("email", "identity.sign-in.email", line.email()),
                    new Export.Field("phone", "identity.mandate.phone", line.phone()),
                    new Export.Field("purpose", "identity.mandate.purpose", line.purpose()),
                    new Export.Field("made", "identity.mandate.made", line.made()),
                    new Export.Field("by", "identity.mandate.by", line.by()),
                    new Export.Field("agreed", "identity.mandate.agreed", line.agreed()),
                    new Export.Field("ends", "identity.mandate.until", line.ends())));
            for (MandateTable.Act act : MandateTable.acts(tenant, line.id())) {
                out.record(MANDATES, line.reference(), List.of(
                        new Export.Field("happened", "identity.mandate.happened", act.happened()),
                        new Export.Field("by", "identity.mandate.by", act.agent()),
                        new Export.Field("action", "identity.mandate.action", act.action()),
                        new Export.Field("detail", "identity.mandate.detail", act.detail())));
            }
        }
    }

    /** A year of proof (GDPR, article 17.3 (e)); the purge does it then. */
    @Override
    public List<Erasure> erase(Transaction transaction, Person person, Instant now) {
        long kept = transaction.count(
                "select count(*) from identity_mandate m where m.tenant_id = :tenant and" + OF, "emails", person.emails(), "phones", person.phones());
        return List.of(Erasure.kept(MANDATES, kept, "identity.data.mandates.kept"));
    }
}
