package org.parvis.backoffice.draft;

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

/** Drafts are their agent's; they go a month after their last change. */
@Component(service = {PersonalData.class, PurgeRule.class})
public final class DraftPrivacy implements PersonalData, PurgeRule {
    private static final String DRAFTS = "backoffice.drafts";
    private static final PersonalRows ROWS = PersonalRows.byEmail("backoffice_draft", "lower(r.agent_email)", "r.saved_at < :moment");

    @Override
    public String name() {
        return DRAFTS;
    }

    @Override
    public String processing() {
        return DRAFTS;
    }

    @Override
    public Collection<TenantId> due(Reader acrossTerritory, Instant now) {
        return ROWS.due(acrossTerritory, now.minus(Drafts.KEPT));
    }

    @Override
    public int purge(Transaction transaction, Instant now) {
        return ROWS.purge(transaction, now.minus(Drafts.KEPT));
    }

    @Override
    public List<Processing> processings() {
        return List.of(new Processing(
                DRAFTS, "backoffice.privacy.drafts.purpose", "backoffice.privacy.drafts.categories", LegalBasis.PUBLIC_TASK, Period.ofDays(30))
                .of("backoffice.privacy.drafts.persons"));
    }

    @Override
    public Collection<TenantId> holders(Reader acrossTerritory, Person person) {
        return ROWS.holders(acrossTerritory, person);
    }

    @Override
    public void export(Reader tenant, Person person, Export out) throws IOException {
        for (List<Export.Field> draft : ROWS.of(
                tenant, person, "r.form_key, r.content, r.saved_at",
                row -> List.of(
                        new Export.Field("form", "backoffice.privacy.drafts.form", row.string("form_key")),
                        new Export.Field("saved", "backoffice.privacy.drafts.saved", row.instant("saved_at")),
                        new Export.Field("content", "backoffice.privacy.drafts.content", row.string("content"))))) {
            out.record(DRAFTS, String.valueOf(draft.get(0).value()), draft);
        }
    }

    @Override
    public List<Erasure> erase(Transaction transaction, Person person, Instant now) {
        return List.of(Erasure.erased(DRAFTS, ROWS.erase(transaction, person)));
    }
}
