package org.parvis.identity.absence;

import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import org.osgi.service.component.annotations.Component;
import org.parvis.api.data.Reader;
import org.parvis.api.data.Transaction;
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

    private static LocalDate before(Instant now) {
        return now.atZone(ZoneOffset.UTC).toLocalDate().minus(KEPT);
    }
}
