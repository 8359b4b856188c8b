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
import org.parvis.api.privacy.PersonalRows;
import org.parvis.api.privacy.PurgeRule;
import org.parvis.api.tenant.TenantId;

/** Who is sending which file: a day at most. The bytes go with the purge of files. */
@Component(service = {PersonalData.class, PurgeRule.class})
public final class UploadPrivacy implements PersonalData, PurgeRule {
    private static final String UPLOADS = "files.uploads";
    private static final PersonalRows ROWS = PersonalRows.byEmail("files_upload", "lower(r.agent_email)", "r.until_at < :moment");

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
        return ROWS.due(acrossTerritory, now);
    }

    @Override
    public int purge(Transaction transaction, Instant now) {
        return ROWS.purge(transaction, now);
    }

    @Override
    public List<Processing> processings() {
        return List.of(new Processing(
                UPLOADS, "files.privacy.uploads.purpose", "files.privacy.uploads.categories", LegalBasis.PUBLIC_TASK, Period.ofDays(1))
                .of("files.privacy.uploads.persons"));
    }

    @Override
    public Collection<TenantId> holders(Reader acrossTerritory, Person person) {
        return ROWS.holders(acrossTerritory, person);
    }

    @Override
    public void export(Reader tenant, Person person, Export out) throws IOException {
        for (List<Export.Field> upload : ROWS.of(
                tenant, person, "r.file_name, r.until_at",
                row -> List.of(
                        new Export.Field("file", "files.privacy.uploads.file", row.string("file_name")),
                        new Export.Field("until", "files.privacy.uploads.until", row.instant("until_at"))))) {
            out.record(UPLOADS, String.valueOf(upload.get(0).value()), upload);
        }
    }

    @Override
    public List<Erasure> erase(Transaction transaction, Person person, Instant now) {
        return List.of(Erasure.erased(UPLOADS, ROWS.erase(transaction, person)));
    }
}
