package org.parvis.demarches.known;

import java.io.IOException;
import java.time.Instant;
import java.time.Period;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.osgi.service.component.annotations.Component;
import org.parvis.api.data.Reader;
import org.parvis.api.data.Transaction;
import org.parvis.api.privacy.Export;
import org.parvis.api.privacy.Person;
import org.parvis.api.privacy.PersonalData;
import org.parvis.api.privacy.PersonalRows;
import org.parvis.api.privacy.PurgeRule;
import org.parvis.api.tenant.TenantId;

/** What people have us keep for their next requests: theirs to take along and to take back, and gone when it was of no use for long. */
@Component(service = {PersonalData.class, PurgeRule.class})
public final class KnownPrivacy implements PersonalData, PurgeRule {
    private static final String KNOWN = "demarches.known";
    private static final Period UNUSED = Period.ofYears(3);
    private static final PersonalRows ROWS = PersonalRows.byAccount("demarches_known", "r.account_id", "r.kept_at < :moment");

    @Override
    public List<Processing> processings() {
        return List.of(new Processing(KNOWN, "demarches.privacy.known.purpose", "demarches.privacy.known.categories", LegalBasis.CONSENT, UNUSED));
    }

    @Override
    public String name() {
        return KNOWN;
    }

    @Override
    public String processing() {
        return KNOWN;
    }

    private static Instant before(Instant now) {
        return now.atZone(ZoneOffset.UTC).minus(UNUSED).toInstant();
    }

    @Override
    public Collection<TenantId> due(Reader acrossTerritory, Instant now) {
        return ROWS.due(acrossTerritory, before(now));
    }

    @Override
    public int purge(Transaction transaction, Instant now) {
        return ROWS.purge(transaction, before(now));
    }

    @Override
    public Collection<TenantId> holders(Reader acrossTerritory, Person person) {
        return ROWS.holders(acrossTerritory, person);
    }

    @Override
    public void export(Reader tenant, Person person, Export out) throws IOException {
        for (UUID account : person.accounts()) {
            Optional<Known.Data> data = Known.of(tenant, account);
            if (data.isPresent()) {
                out.record(KNOWN, account.toString(), List.of(
                        new Export.Field("name", "demarches.privacy.name", data.get().name()),
                        new Export.Field("email", "demarches.privacy.email", data.get().email()),
                        new Export.Field("phone", "demarches.privacy.phone", data.get().phone()),
                        new Export.Field("address", "demarches.privacy.address", data.get().address()),
                        new Export.Field("updated", "demarches.privacy.updated", data.get().keptAt())));
            }
        }
    }

    @Override
    public List<Erasure> erase(Transaction transaction, Person person, Instant now) {
        return List.of(Erasure.erased(KNOWN, Known.erase(transaction, List.copyOf(person.accounts()))));
    }
}
