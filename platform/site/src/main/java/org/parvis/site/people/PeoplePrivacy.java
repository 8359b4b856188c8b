package org.parvis.site.people;

import java.io.IOException;
import java.time.Instant;
import java.time.Period;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.osgi.service.component.annotations.Component;
import org.parvis.api.data.Reader;
import org.parvis.api.data.Transaction;
import org.parvis.api.privacy.Export;
import org.parvis.api.privacy.PersonalData;
import org.parvis.api.tenant.TenantId;

/** What the site keeps about people: those that it presents. */
@Component(service = PersonalData.class)
public final class PeoplePrivacy implements PersonalData {
    private static final String PEOPLE = "site.people";

    @Override
    public List<Processing> processings() {
        return List.of(new Processing(
                        PEOPLE, "site.privacy.people.purpose", "site.privacy.people.categories", LegalBasis.PUBLIC_TASK, Period.ofMonths(1))
                .of("site.privacy.people.persons"));
    }

    /** Telephone numbers are compared here: everybody writes them in another way. */
    @Override
    public Collection<TenantId> holders(Reader acrossTerritory, org.parvis.api.privacy.Person person) {
        Set<TenantId> holders = new TreeSet<>();
        acrossTerritory.list(
                        "select p.tenant_id, p.phone, p.email from site_person p where p.phone <> '' or p.email <> ''",
                        row -> person.reachedBy(row.string("email"), row.string("phone")) ? new TenantId(row.uuid("tenant_id")) : TenantId.TERRITORY)
                .stream()
                .filter(tenant -> !tenant.equals(TenantId.TERRITORY))
                .forEach(holders::add);
        return holders;
    }

    @Override
    public void export(Reader tenant, org.parvis.api.privacy.Person person, Export out) throws IOException {
        for (Person one : of(tenant, person)) {
            out.record(PEOPLE, one.name(), List.of(
                    new Export.Field("name", "site.privacy.people.name", one.name()),
                    new Export.Field("role", "site.privacy.people.role", one.role()),
                    new Export.Field("detail", "site.privacy.people.detail", one.detail()),
                    new Export.Field("phone", "site.privacy.people.phone", one.phone()),
                    new Export.Field("email", "site.privacy.people.email", one.email())));
        }
    }

    @Override
    public List<Erasure> erase(Transaction transaction, org.parvis.api.privacy.Person person, Instant now) {
        List<Person> people = of(transaction, person);
        for (Person one : people) {
            PeopleTable.deletePerson(transaction, one.id());
            transaction.touch(People.TAG, "person:" + one.id());
        }
        return List.of(Erasure.erased(PEOPLE, people.size()));
    }

    private static List<Person> of(Reader reader, org.parvis.api.privacy.Person person) {
        return PeopleTable.people(reader).stream().filter(one -> person.reachedBy(one.email(), one.phone())).toList();
    }
}
