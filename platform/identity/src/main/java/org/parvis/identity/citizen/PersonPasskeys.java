package org.parvis.identity.citizen;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.parvis.api.audit.Audit;
import org.parvis.api.audit.AuditEntry;
import org.parvis.api.data.Database;
import org.parvis.api.data.TenantData;
import org.parvis.api.data.Transaction;
import org.parvis.api.notify.Notification;
import org.parvis.api.notify.Notifications;
import org.parvis.api.notify.Recipient;
import org.parvis.api.route.NotFound;
import org.parvis.api.route.Request;
import org.parvis.api.tenant.TenantId;
import org.parvis.identity.Throttle;
import org.parvis.identity.passkey.Owner;
import org.parvis.identity.passkey.Passkey;
import org.parvis.identity.passkey.PasskeyKinds;
import org.parvis.identity.passkey.Passkeys;
import org.parvis.identity.passkey.Verdict;

/** What passkeys do to citizens' accounts, written down in the audit log. */
@Component(service = PersonPasskeys.class)
public final class PersonPasskeys {
    private final TenantData territory;
    private final Passkeys passkeys;
    private final PersonSignIn signIn;
    private final Notifications notifications;
    private final Audit audit;
    private final Throttle throttle;

    @Activate
    public PersonPasskeys(
            @Reference Database database, @Reference Passkeys passkeys, @Reference PersonSignIn signIn, @Reference Notifications notifications,
            @Reference Audit audit) {
        this.territory = database.of(TenantId.TERRITORY);
        this.passkeys = passkeys;
        this.signIn = signIn;
        this.notifications = notifications;
        this.audit = audit;
        this.throttle = new Throttle(territory);
    }

    /**
     * What came of signing in.
     *
     * @param token of the session, or null
     * @param problem what the sign-in page is to say, if there is none
     */
    record Outcome(@Nullable String token, String problem) {}

    Outcome signIn(String json, boolean lasting, Request request) {
        Optional<Duration> pause = throttle.enter(Throttle.Purpose.PERSON_PASSKEY, request.clientAddress(), request.now());
        if (pause.isPresent()) {
            return new Outcome(null, "attente");
        }
        return territory.call(transaction -> {
            Verdict verdict = passkeys.check(transaction, Owner.Kind.PERSON, json, request);
            if (verdict instanceof Verdict.Right right) {
                Throttle.succeeded(transaction, Throttle.Purpose.PERSON_PASSKEY, request.clientAddress());
                PersonSignIn.Proven how = PersonSignIn.Proven.by(PersonSignIn.Method.PASSKEY);
                return new Outcome(signIn.open(transaction, request, right.passkey().owner().account(), how, lasting), "");
            }
            Verdict.Not not = (Verdict.Not) verdict;
            if (not.reason() == Verdict.Reason.COUNTER && not.passkey() != null) {
                record(transaction, not.passkey().owner().account(), "identity.passkey.counter", not.passkey());
            }
            return new Outcome(null, not.reason() == Verdict.Reason.OVER ? "tard" : "refusee");
        });
    }

    Person person(UUID id) {
        return PersonTable.byId(territory, id).orElseThrow(NotFound::new);
    }

    Verdict add(UUID id, String name, String json, Request request) {
        return territory.call(transaction -> {
            Verdict verdict = passkeys.add(transaction, Owner.Kind.PERSON, id, name, json, request);
            if (verdict instanceof Verdict.Right right) {
                record(transaction, id, "identity.passkey.add", right.passkey());
                Person person = PersonTable.byId(transaction, id).orElseThrow(NotFound::new);
                // The owner is told: whoever found a session open on a desk must not get a way in that nobody notices.
                notifications.send(transaction, Notification.of(
                        PasskeyKinds.PERSON, Recipient.email(person.email(), person.locale()), Map.of("adresse", person.email(), "cle", name)));
            }
            return verdict;
        });
    }

    void rename(UUID id, Passkey passkey, String name) {
        territory.write(transaction -> {
            passkeys.rename(transaction, passkey, name);
            audit.record(transaction, AuditEntry.by(PersonSignIn.party(transaction, id), "identity.passkey.rename", passkey.id().toString()).detail(name));
        });
    }

    /** The e-mail address remains: no passkey is the last way in. */
    void remove(UUID id, Passkey passkey) {
        territory.write(transaction -> {
            if (passkeys.remove(transaction, passkey)) {
                record(transaction, id, "identity.passkey.remove", passkey);
            }
        });
    }

    private void record(Transaction transaction, UUID id, String action, Passkey passkey) {
        audit.record(transaction, AuditEntry.by(PersonSignIn.party(transaction, id), action, passkey.id().toString()).detail(passkey.name()));
    }
}
