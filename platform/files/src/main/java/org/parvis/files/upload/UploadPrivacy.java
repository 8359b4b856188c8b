package org.parvis.files.upload;

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

/** Who is sending which file: a day at most. The bytes go with the purge of files. */
@Component(service = {PersonalData.class, PurgeRule.class})
public final class UploadPrivacy implements PersonalData, PurgeRule {
    private static final String UPLOADS = "files.uploads";

    @Override
    public String name() {
        return UPLOADS;
    }

    @Override
    public String processing() {
        return UPLOADS;
    }

    @Override
    public Collection<TenantId> due(Reader acrossTerritory, Instant now) {
        return acrossTerritory.list(
                "select distinct u.tenant_id from files_upload u where u.until_at < :now", row -> new TenantId(row.uuid("tenant_id")), "now", now);
    }

    @Override
    public int purge(Transaction transaction, Instant now) {
        return transaction.execute("delete from files_upload u where u.tenant_id = :tenant and u.until_at < :now", "now", now);
    }

    @Override
    public List<Processing> processings() {
        return List.of(new Processing(
                UPLOADS, "files.privacy.uploads.purpose", "files.privacy.uploads.categories", LegalBasis.PUBLIC_TASK, Period.ofDays(1))
                .of("files.privacy.uploads.persons"));
    }

    @Override
    public Collection<TenantId> holders(Reader acrossTerritory, Person person) {
        return acrossTerritory.list(
                "select distinct u.tenant_id from files_upload u where lower(u.agent_email) in (:emails)",
                row -> new TenantId(row.uuid("tenant_id")), "emails", person.emails());
    }

    @Override
    public void export(Reader tenant, Person person, Export out) throws IOException {
        for (List<Export.Field> upload : tenant.list(
                "select u.file_name, u.until_at from files_upload u where u.tenant_id = :tenant and lower(u.agent_email) in (:emails)",
                row -> List.of(
                        new Export.Field("file", "files.privacy.uploads.file", row.string("file_name")),
                        new Export.Field("until", "files.privacy.uploads.until", row.instant("until_at"))),
                "emails", person.emails())) {
            out.record(UPLOADS, String.valueOf(upload.get(0).value()), upload);
        }
    }

    @Override
    public List<Erasure> erase(Transaction transaction, Person person, Instant now) {
        int erased = transaction.execute(
                "delete from files_upload u where u.tenant_id = :tenant and lower(u.agent_email) in (:emails)", "emails", person.emails());
        return List.of(Erasure.erased(UPLOADS, erased));
    }
}
