package org.parvis.acts;

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
import org.parvis.api.tenant.TenantId;

/**
 * Names in acts. They are public by law and kept for good: acts are archives of the commune (code du patrimoine, L211-1 and L213-1), and
 * the name of their author has to be on them (CGCT, R2131-1).
 */
@Component(service = PersonalData.class)
public final class ActsPrivacy implements PersonalData {
    private static final String AUTHORS = "acts.authors";
    private static final int FOR_EVER = 100;

    @Override
    public List<Processing> processings() {
        return List.of(new Processing(AUTHORS, "acts.privacy.purpose", "acts.privacy.categories", LegalBasis.LEGAL_OBLIGATION, Period.ofYears(FOR_EVER))
                .of("acts.privacy.persons")
                .sharedWith("acts.privacy.recipients"));
    }

    @Override
    public Collection<TenantId> holders(Reader acrossTerritory, Person person) {
        return acrossTerritory.list(
                "select distinct a.tenant_id from acts_act a where a.signatory in (:names)", row -> new TenantId(row.uuid("tenant_id")), "names",
                person.names());
    }

    @Override
    public void export(Reader tenant, Person person, Export out) throws IOException {
        for (List<Export.Field> act : tenant.list(
                "select a.title, a.signatory, a.capacity, a.adopted from acts_act a where a.tenant_id = :tenant and a.signatory in (:names) order by a.adopted",
                row -> List.of(
                        new Export.Field("title", "acts.field.title", row.string("title")),
                        new Export.Field("signatory", "acts.field.signatory", row.string("signatory")),
                        new Export.Field("capacity", "acts.field.capacity", row.string("capacity")),
                        new Export.Field("adopted", "acts.field.adopted", row.date("adopted").toString())),
                "names", person.names())) {
            out.record(AUTHORS, String.valueOf(act.get(0).value()), act);
        }
    }

    @Override
    public List<Erasure> erase(Transaction transaction, Person person, Instant now) {
        long kept = transaction.count(
                "select count(*) from acts_act a where a.tenant_id = :tenant and a.signatory in (:names)", "names", person.names());
        return kept == 0 ? List.of() : List.of(Erasure.kept(AUTHORS, kept, "acts.privacy.kept"));
    }
}
