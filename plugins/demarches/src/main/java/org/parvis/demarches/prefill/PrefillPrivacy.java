package org.parvis.demarches.prefill;

import java.io.IOException;
import java.time.Instant;
import java.time.Period;
import java.util.Collection;
import java.util.List;
import org.osgi.service.component.annotations.Component;
import org.parvis.api.data.Reader;
import org.parvis.api.data.Transaction;
import org.parvis.api.privacy.Export;
import org.parvis.api.privacy.Person;
import org.parvis.api.privacy.PersonalData;
import org.parvis.api.privacy.PersonalRows;
import org.parvis.api.privacy.PurgeRule;
import org.parvis.api.tenant.TenantId;

/** What stands behind links to prepared forms: gone with the last day of its link. */
@Component(service = {PersonalData.class, PurgeRule.class})
public final class PrefillPrivacy implements PersonalData, PurgeRule {
    private static final String PREFILLS = "demarches.prefills";
    private static final int BATCH = 500;
    private static final PersonalRows ROWS = PersonalRows.byEmail("demarches_prefill", "r.email", "r.expires_at <= :moment");

    @Override
    public List<Processing> processings() {
        return List.of(new Processing(
                        PREFILLS, "demarches.privacy.prefills.purpose", "demarches.privacy.prefills.categories", LegalBasis.PUBLIC_TASK,
                        Period.ofDays(Prefills.MOST_DAYS))
                .of("demarches.privacy.persons"));
    }

    @Override
    public String name() {
        return PREFILLS;
    }

    @Override
    public String processing() {
        return PREFILLS;
    }

    @Override
    public Collection<TenantId> due(Reader acrossTerritory, Instant now) {
        return ROWS.due(acrossTerritory, now);
    }

    @Override
    public int purge(Transaction transaction, Instant now) {
        return ROWS.purge(transaction, now, BATCH);
    }

    @Override
    public Collection<TenantId> holders(Reader acrossTerritory, Person person) {
        return ROWS.holders(acrossTerritory, person);
    }

    @Override
    public void export(Reader tenant, Person person, Export out) throws IOException {
        for (List<Export.Field> prefill : ROWS.of(tenant, person, "r.procedure_id, r.made_at, r.answers", row -> List.of(
                new Export.Field("procedure", "demarches.privacy.procedure", row.string("procedure_id")),
                new Export.Field("updated", "demarches.privacy.updated", row.instant("made_at")),
                new Export.Field("answers", "demarches.privacy.answers", row.string("answers"))))) {
            out.record(PREFILLS, String.valueOf(prefill.get(0).value()), prefill);
        }
    }

    @Override
    public List<Erasure> erase(Transaction transaction, Person person, Instant now) {
        return List.of(Erasure.erased(PREFILLS, ROWS.erase(transaction, person)));
    }
}
