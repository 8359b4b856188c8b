package org.parvis.identity.citizen;

import java.io.IOException;
import java.time.Instant;
import java.time.Period;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.parvis.api.data.Reader;
import org.parvis.api.data.Transaction;
import org.parvis.api.privacy.Export;
import org.parvis.api.privacy.PersonalData;
import org.parvis.api.tenant.TenantId;
import org.parvis.api.tenant.Tenants;
import org.parvis.identity.citizen.GrantTable.Grant;
import org.parvis.identity.citizen.PersonSessionTable.Stored;
import org.parvis.identity.factor.FactorTable;

/** Citizens' accounts: the territory decides on them, since one account serves all communes. */
@Component(service = PersonalData.class)
public final class PersonPrivacy implements PersonalData {
    static final String ACCOUNTS = "identity.persons";
    static final String SESSIONS = "identity.person-sessions";
    static final Period UNUSED = Period.ofYears(3);

    private final Tenants tenants;

    @Activate
    public PersonPrivacy(@Reference Tenants tenants) {
        this.tenants = tenants;
    }

    @Override
    public List<Processing> processings() {
        return List.of(
                processing(ACCOUNTS, "citizens", UNUSED).sharedWith("identity.data.citizens.recipients"),
                processing(SESSIONS, "citizen-sessions", Period.ofDays((int) PersonSessions.LASTING_AT_MOST.toDays())));
    }

    private static Processing processing(String id, String what, Period retention) {
        String messages = "identity.data." + what;
        return new Processing(id, messages + ".purpose", messages + ".categories", LegalBasis.PUBLIC_TASK, retention).controlledBy(Controller.TERRITORY);
    }

    @Override
    public org.parvis.api.privacy.Person identify(Reader territory, org.parvis.api.privacy.Person asked) {
        org.parvis.api.privacy.Person all = asked;
        for (String email : asked.emails()) {
            Optional<Person> known = PersonTable.byEmail(territory, email);
            if (known.isPresent()) {
                String name = known.get().name().isEmpty() ? email : known.get().name();
                all = all.withAccount(known.get().id(), email, name);
            }
        }
        return all;
    }

    @Override
    public Collection<TenantId> holders(Reader acrossTerritory, org.parvis.api.privacy.Person person) {
        boolean none = person.accounts().isEmpty()
                || acrossTerritory.count("select count(*) from identity_person p where p.id in (:ids)", "ids", person.accounts()) == 0;
        return none ? List.of() : List.of(TenantId.TERRITORY);
    }

    /** Accounts are behind the territory's door alone: a commune's finds none. */
    @Override
    public void export(Reader tenant, org.parvis.api.privacy.Person person, Export out) throws IOException {
        for (UUID id : person.accounts()) {
            Person account = PersonTable.byId(tenant, id).orElse(null);
            if (account != null) {
                out.record(ACCOUNTS, account.email(), List.of(
                        new Export.Field("email", "identity.sign-in.email", account.email()),
                        new Export.Field("name", "identity.data.name", account.name()),
                        new Export.Field("phone", "identity.person.phone", account.phone()),
                        new Export.Field("language", "identity.data.language", account.language()),
                        new Export.Field("created", "identity.person.created", account.created()),
                        new Export.Field("last_sign_in", "identity.data.last", account.lastUsed()),
                        new Export.Field("two_steps", "identity.factor.title", FactorTable.PERSONS.isOn(tenant, id))));
                grants(tenant, id, out);
                sessions(tenant, account, out);
            }
        }
    }

    private void grants(Reader tenant, UUID id, Export out) throws IOException {
        for (Grant grant : GrantTable.of(tenant, id)) {
            String name = tenants.byId(grant.site()).map(site -> site.tenant().name().name()).orElse(grant.site().toString());
            out.record(ACCOUNTS, name, List.of(
                    new Export.Field("shown_to", "identity.person.communes.title", name),
                    new Export.Field("name", "identity.person.shows.name", grant.name()),
                    new Export.Field("email", "identity.person.shows.email", grant.email()),
                    new Export.Field("phone", "identity.person.shows.phone", grant.phone()),
                    new Export.Field("since", "identity.person.since", grant.since())));
        }
    }

    private static void sessions(Reader tenant, Person account, Export out) throws IOException {
        // Those that are over and wait for the purge are theirs too.
        for (Stored session : PersonSessionTable.roots(tenant, account.id(), Instant.EPOCH)) {
            out.record(SESSIONS, session.device(), List.of(
                    new Export.Field("device", "identity.data.device", session.device()),
                    new Export.Field("started", "identity.data.started", session.started()),
                    new Export.Field("last_used", "identity.data.used", session.lastUsed())));
        }
    }

    @Override
    public List<Erasure> erase(Transaction transaction, org.parvis.api.privacy.Person person, Instant now) {
        if (person.accounts().isEmpty()) {
            return List.of();
        }
        person.accounts().forEach(id -> PersonSessions.revoke(transaction, id));
        return List.of(Erasure.erased(ACCOUNTS, PersonTable.delete(transaction, person.accounts())));
    }
}
