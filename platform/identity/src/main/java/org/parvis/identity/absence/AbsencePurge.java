package org.parvis.identity.absence;

import java.io.IOException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import org.osgi.service.component.annotations.Component;
import org.parvis.api.data.Reader;
import org.parvis.api.data.Transaction;
import org.parvis.api.privacy.Export;
import org.parvis.api.privacy.Person;
import org.parvis.api.privacy.PersonalData;
import org.parvis.api.privacy.PurgeRule;
import org.parvis.api.tenant.TenantId;

/** Absences go a year after their end, with what they are declared for. */
@Component(service = {PersonalData.class, PurgeRule.class})
public final class AbsencePurge implements PersonalData, PurgeRule {
    static final Period KEPT = Period.ofYears(1);
    private static final String ABSENCES = "identity.absences";

    @Override
    public List<Processing> processings() {
        return List.of(new Processing(ABSENCES, "identity.data.absences.purpose", "identity.data.absences.categories", LegalBasis.PUBLIC_TASK, KEPT)
                .of("identity.data.persons")
                .controlledBy(Controller.TERRITORY));
    }

    @Override
    public String name() {
        return ABSENCES;
    }

    @Override
    public String processing() {
        return ABSENCES;
    }

    @Override
    public Collection<TenantId> due(Reader acrossTerritory, Instant now) {
        return acrossTerritory.count("select count(*) from identity_absence b where b.last_day < :before", "before", before(now)) == 0
                ? List.of()
                : List.of(TenantId.TERRITORY);
    }

    @Override
    public int purge(Transaction transaction, Instant now) {
        return AbsenceTable.deleteOld(transaction, before(now));
    }

    @Override
    public Collection<TenantId> holders(Reader acrossTerritory, Person person) {
        return person.accounts().isEmpty() ? List.of() : List.of(TenantId.TERRITORY);
    }

    /** Absences are behind the territory's door alone: a commune's finds none. */
    @Override
    public void export(Reader tenant, Person person, Export out) throws IOException {
        for (List<Export.Field> line : tenant.list(
                "select b.first_day, b.last_day, b.made_by, b.ended from identity_absence b where b.tenant_id = :tenant and b.account_id in (:accounts) order by b.first_day",
                row -> List.of(
                        new Export.Field("from", "identity.absence.from", row.date("first_day")),
                        new Export.Field("until", "identity.absence.until", row.date("last_day")),
                        new Export.Field("by", "identity.mandate.by", row.string("made_by")),
                        new Export.Field("ended", "identity.absence.ended", row.instantOrNull("ended"))),
                "accounts", person.accounts())) {
            out.record(ABSENCES, String.valueOf(line.get(0).value()), line);
        }
    }

    /** They go with the account, and a year after their end. */
    @Override
    public List<Erasure> erase(Transaction transaction, Person person, Instant now) {
        long kept = transaction.count(
                "select count(*) from identity_absence b where b.tenant_id = :tenant and b.account_id in (:accounts)", "accounts", person.accounts());
        return List.of(Erasure.kept(ABSENCES, kept, "identity.data.kept"));
    }

    private static LocalDate before(Instant now) {
        return now.atZone(ZoneOffset.UTC).toLocalDate().minus(KEPT);
    }
}
