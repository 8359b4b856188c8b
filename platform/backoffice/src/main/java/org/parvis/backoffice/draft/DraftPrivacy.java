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
import org.parvis.api.privacy.PurgeRule;
import org.parvis.api.tenant.TenantId;

/** Drafts are their agent's; they go a month after their last change. */
@Component(service = {PersonalData.class, PurgeRule.class})
public final class DraftPrivacy implements PersonalData, PurgeRule {
    private static final String DRAFTS = "backoffice.drafts";

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
        return acrossTerritory.list(
                "select distinct d.tenant_id from backoffice_draft d where d.saved_at < :before",
                row -> new TenantId(row.uuid("tenant_id")), "before", now.minus(Drafts.KEPT));
    }

    @Override
    public int purge(Transaction transaction, Instant now) {
        return transaction.execute("delete from backoffice_draft d where d.tenant_id = :tenant and d.saved_at < :before", "before", now.minus(Drafts.KEPT));
    }

    @Override
    public List<Processing> processings() {
        return List.of(new Processing(
                DRAFTS, "backoffice.privacy.drafts.purpose", "backoffice.privacy.drafts.categories", LegalBasis.PUBLIC_TASK, Period.ofDays(30))
                .of("backoffice.privacy.drafts.persons"));
    }

    @Override
    public Collection<TenantId> holders(Reader acrossTerritory, Person person) {
        return acrossTerritory.list(
                "select distinct d.tenant_id from backoffice_draft d where lower(d.agent_email) in (:emails)",
                row -> new TenantId(row.uuid("tenant_id")), "emails", person.emails());
    }

    @Override
    public void export(Reader tenant, Person person, Export out) throws IOException {
        for (List<Export.Field> draft : tenant.list(
                "select d.form_key, d.content, d.saved_at from backoffice_draft d where d.tenant_id = :tenant and lower(d.agent_email) in (:emails)",
                row -> List.of(
                        new Export.Field("form", "backoffice.privacy.drafts.form", row.string("form_key")),
                        new Export.Field("saved", "backoffice.privacy.drafts.saved", row.instant("saved_at")),
                        new Export.Field("content", "backoffice.privacy.drafts.content", row.string("content"))),
                "emails", person.emails())) {
            out.record(DRAFTS, String.valueOf(draft.get(0).value()), draft);
        }
    }

    @Override
    public List<Erasure> erase(Transaction transaction, Person person, Instant now) {
        int erased = transaction.execute(
                "delete from backoffice_draft d where d.tenant_id = :tenant and lower(d.agent_email) in (:emails)", "emails", person.emails());
        return List.of(Erasure.erased(DRAFTS, erased));
    }
}
