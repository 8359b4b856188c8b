package org.parvis.identity.passkey;

import java.io.IOException;
import java.time.Instant;
import java.time.Period;
import java.util.ArrayList;
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

/** Passkeys live as long as the account, or until their owner removes them; challenges five minutes. */
@Component(service = {PersonalData.class, PurgeRule.class})
public final class PasskeyPrivacy implements PersonalData, PurgeRule {
    private static final String PERSONS = "identity.person-passkeys";
    private static final String AGENTS = "identity.passkeys";

    @Override
    public List<Processing> processings() {
        return List.of(
                processing(PERSONS, Period.ofYears(3)),
                // Deleted with the account, or by its owner.
                processing(AGENTS, Period.ZERO).of("identity.data.persons"));
    }

    private static Processing processing(String id, Period retention) {
        return new Processing(id, "identity.data.passkeys.purpose", "identity.data.passkeys.categories", LegalBasis.PUBLIC_TASK, retention)
                .controlledBy(Controller.TERRITORY);
    }

    @Override
    public Collection<TenantId> holders(Reader acrossTerritory, Person person) {
        return person.accounts().isEmpty() ? List.of() : List.of(TenantId.TERRITORY);
    }

    /** Accounts are behind the territory's door alone: a commune's finds none. */
    @Override
    public void export(Reader tenant, Person person, Export out) throws IOException {
        if (person.accounts().isEmpty()) {
            return;
        }
        for (Passkey passkey : PasskeyTable.of(tenant, person.accounts())) {
            out.record(passkey.owner().kind() == Owner.Kind.PERSON ? PERSONS : AGENTS, passkey.name(), List.of(
                    new Export.Field("name", "identity.passkey.name", passkey.name()),
                    new Export.Field("credential", "identity.data.credential", passkey.credential()),
                    new Export.Field("public_key", "identity.data.public-key", passkey.attested()),
                    new Export.Field("backed_up", "identity.data.backed-up", passkey.backedUp()),
                    new Export.Field("since", "identity.data.started", passkey.since()),
                    new Export.Field("last_used", "identity.data.used", passkey.lastUsed())));
        }
    }

    @Override
    public List<Erasure> erase(Transaction transaction, Person person, Instant now) {
        if (person.accounts().isEmpty()) {
            return List.of();
        }
        List<Passkey> all = PasskeyTable.of(transaction, person.accounts());
        long agents = all.stream().filter(one -> one.owner().kind() == Owner.Kind.AGENT).count();
        long persons = all.size() - agents;
        PasskeyTable.deleteOfPersons(transaction, person.accounts());
        List<Erasure> done = new ArrayList<>();
        if (persons > 0) {
            done.add(Erasure.erased(PERSONS, persons));
        }
        if (agents > 0) {
            done.add(Erasure.kept(AGENTS, agents, "identity.data.kept"));
        }
        return done;
    }

    @Override
    public String name() {
        return "identity.challenges";
    }

    @Override
    public String processing() {
        return PERSONS;
    }

    @Override
    public Collection<TenantId> due(Reader acrossTerritory, Instant now) {
        return List.of(TenantId.TERRITORY);
    }

    @Override
    public int purge(Transaction transaction, Instant now) {
        return ChallengeTable.deleteExpired(transaction, now);
    }
}
