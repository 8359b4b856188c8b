package org.parvis.identity.code;

import java.io.IOException;
import java.time.Instant;
import java.time.Period;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.osgi.service.component.annotations.Component;
import org.parvis.api.data.Reader;
import org.parvis.api.data.Transaction;
import org.parvis.api.privacy.Export;
import org.parvis.api.privacy.Person;
import org.parvis.api.privacy.PersonalData;
import org.parvis.api.privacy.PurgeRule;
import org.parvis.api.tenant.TenantId;

/** Codes hold hashes of what people gave; they go when they are over. */
@Component(service = {PersonalData.class, PurgeRule.class})
public final class CodePrivacy implements PersonalData, PurgeRule {
    private static final String CODES = "identity.codes";

    @Override
    public List<Processing> processings() {
        return List.of(new Processing(CODES, "identity.data.codes.purpose", "identity.data.codes.categories", LegalBasis.PUBLIC_TASK, Period.ZERO));
    }

    @Override
    public String name() {
        return CODES;
    }

    @Override
    public String processing() {
        return CODES;
    }

    @Override
    public Collection<TenantId> due(Reader acrossTerritory, Instant now) {
        Set<TenantId> due = new HashSet<>(acrossTerritory.list(
                "select distinct c.tenant_id from identity_code c where c.expires < :now", row -> new TenantId(row.uuid("tenant_id")), "now", now));
        due.addAll(acrossTerritory.list(
                "select distinct o.tenant_id from identity_code_open o where o.expires < :now", row -> new TenantId(row.uuid("tenant_id")), "now", now));
        return due;
    }

    @Override
    public int purge(Transaction transaction, Instant now) {
        return CodeTable.deleteExpired(transaction, now);
    }

    private static Set<String> hashes(Person person) {
        Set<String> hashes = new HashSet<>();
        person.emails().stream().map(Hashes::email).filter(Objects::nonNull).forEach(hashes::add);
        person.phones().stream().map(Hashes::phone).filter(Objects::nonNull).forEach(hashes::add);
        return hashes;
    }

    @Override
    public Collection<TenantId> holders(Reader acrossTerritory, Person person) {
        return acrossTerritory.list(
                "select distinct c.tenant_id from identity_code c where c.email_hash in (:hashes) or c.phone_hash in (:hashes)",
                row -> new TenantId(row.uuid("tenant_id")),
                "hashes", hashes(person));
    }

    @Override
    public void export(Reader tenant, Person person, Export out) throws IOException {
        record Line(String kind, Instant issued, Instant expires) {}
        for (Line line : tenant.list(
                """
                select c.kind, c.issued, c.expires from identity_code c
                where c.tenant_id = :tenant and (c.email_hash in (:hashes) or c.phone_hash in (:hashes)) order by c.issued
                """,
                row -> new Line(row.string("kind"), row.instant("issued"), row.instant("expires")),
                "hashes", hashes(person))) {
            out.record(CODES, line.kind(), List.of(
                    new Export.Field("kind", "identity.data.code.kind", line.kind()),
                    new Export.Field("issued", "identity.data.code.issued", line.issued()),
                    new Export.Field("expires", "identity.data.code.expires", line.expires())));
        }
    }

    @Override
    public List<Erasure> erase(Transaction transaction, Person person, Instant now) {
        return List.of(Erasure.erased(CODES, CodeTable.deleteOf(transaction, hashes(person))));
    }
}
