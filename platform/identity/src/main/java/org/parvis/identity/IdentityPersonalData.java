package org.parvis.identity;

import java.io.IOException;
import java.time.Instant;
import java.time.Period;
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
import org.parvis.api.tenant.TenantId;

/** What is kept of agents: the territory's, since one account works for several communes. */
@Component
public final class IdentityPersonalData implements PersonalData {
    private static final String ACCOUNTS = "identity.accounts";
    private static final String SESSIONS = "identity.sessions";
    private static final String ACCOUNT =
            "select a.id, a.email, a.person_name, a.tongue, a.last_sign_in from identity_account a where a.tenant_id = :tenant and ";

    @Override
    public List<Processing> processings() {
        return List.of(
                // Deleted with the last role.
                processing("accounts", Period.ZERO), processing("sessions", Period.ofDays(3)));
    }

    private static Processing processing(String what, Period retention) {
        String messages = "identity.data." + what;
        return new Processing("identity." + what, messages + ".purpose", messages + ".categories", LegalBasis.PUBLIC_TASK, retention)
                .of("identity.data.persons")
                .controlledBy(Controller.TERRITORY);
    }

    @Override
    public Person identify(Reader territory, Person person) {
        Person all = person;
        for (String email : person.emails()) {
            Optional<Account> known = AccountTable.byEmail(territory, email);
            if (known.isPresent()) {
                all = all.withAccount(known.get().id(), email, known.get().name());
            }
        }
        return all;
    }

    @Override
    public Collection<TenantId> holders(Reader acrossTerritory, Person person) {
        return person.accounts().isEmpty() ? List.of() : List.of(TenantId.TERRITORY);
    }

    /** Accounts are behind the territory's door alone: a commune's finds none. */
    @Override
    public void export(Reader tenant, Person person, Export out) throws IOException {
        for (UUID id : person.accounts()) {
            for (List<Export.Field> account : tenant.list(
                    ACCOUNT + "a.id = :id",
                    row -> List.of(
                            new Export.Field("email", "identity.sign-in.email", row.string("email")),
                            new Export.Field("name", "identity.data.name", row.string("person_name")),
                            new Export.Field("language", "identity.data.language", row.string("tongue")),
                            new Export.Field("last_sign_in", "identity.data.last", row.instantOrNull("last_sign_in"))),
                    "id", id)) {
                out.record(ACCOUNTS, String.valueOf(account.get(0).value()), account);
            }
            for (List<Export.Field> session : tenant.list(
                    "select s.started, s.last_used, s.device from identity_session s where s.tenant_id = :tenant and s.account_id = :id order by s.started",
                    row -> List.of(
                            new Export.Field("device", "identity.data.device", row.string("device")),
                            new Export.Field("started", "identity.data.started", row.instant("started")),
                            new Export.Field("last_used", "identity.data.used", row.instant("last_used"))),
                    "id", id)) {
                out.record(SESSIONS, String.valueOf(session.get(0).value()), session);
            }
        }
    }

    /** An account lives as long as it has a role: taking the role away erases it. */
    @Override
    public List<Erasure> erase(Transaction transaction, Person person, Instant now) {
        long accounts = person.accounts().isEmpty()
                ? 0
                : transaction.count("select count(*) from identity_account a where a.tenant_id = :tenant and a.id in (:ids)", "ids", person.accounts());
        return List.of(Erasure.kept(ACCOUNTS, accounts, "identity.data.kept"));
    }
}
