package org.parvis.demarches.cosign;

import java.io.IOException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import org.osgi.service.component.annotations.Component;
import org.parvis.api.data.Reader;
import org.parvis.api.data.Transaction;
import org.parvis.api.privacy.Export;
import org.parvis.api.privacy.Person;
import org.parvis.api.privacy.PersonalData;
import org.parvis.api.tenant.TenantId;
import org.parvis.demarches.DemarchesPrivacy;

/** Who was named as a cosigner takes along that they were; it is kept and goes with the file. */
@Component(service = PersonalData.class)
public final class CosignerPrivacy implements PersonalData {
    /** A part of that of files. */
    @Override
    public List<Processing> processings() {
        return List.of();
    }

    @Override
    public Collection<TenantId> holders(Reader acrossTerritory, Person person) {
        return acrossTerritory.list(
                "select distinct c.tenant_id from demarches_cosigner c where lower(c.email) in (:emails)", row -> new TenantId(row.uuid("tenant_id")),
                "emails", person.emails());
    }

    @Override
    public void export(Reader tenant, Person person, Export out) throws IOException {
        for (List<Export.Field> cosigner : tenant.list(
                "select f.file_no, c.part, c.name, c.email, c.answer, c.asked_at from demarches_cosigner c"
                        + " join demarches_file f on f.tenant_id = :tenant and f.id = c.file_id where c.tenant_id = :tenant and lower(c.email) in (:emails)",
                row -> List.of(
                        new Export.Field("number", "demarches.privacy.number", row.string("file_no")),
                        new Export.Field("role", "demarches.privacy.role", row.string("part")),
                        new Export.Field("name", "demarches.privacy.name", row.string("name")),
                        new Export.Field("email", "demarches.privacy.email", row.string("email")),
                        new Export.Field("answer", "demarches.privacy.answer", row.string("answer")),
                        new Export.Field("received", "demarches.privacy.received", row.instant("asked_at"))),
                "emails", person.emails())) {
            out.record(DemarchesPrivacy.FILES, "cosigner " + cosigner.get(0).value(), cosigner);
        }
    }

    @Override
    public List<Erasure> erase(Transaction transaction, Person person, Instant now) {
        long kept = transaction.count(
                "select count(*) from demarches_cosigner c where c.tenant_id = :tenant and lower(c.email) in (:emails)", "emails", person.emails());
        return kept == 0 ? List.of() : List.of(Erasure.kept(DemarchesPrivacy.FILES, kept, "demarches.privacy.kept"));
    }
}
