package org.parvis.identity.citizen;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.parvis.api.audit.Audit;
import org.parvis.api.audit.AuditEntry;
import org.parvis.api.data.Database;
import org.parvis.api.data.Reader;
import org.parvis.api.data.Seal;
import org.parvis.api.data.TenantData;
import org.parvis.api.data.Transaction;
import org.parvis.api.identity.Assurance;
import org.parvis.api.notify.Notification;
import org.parvis.api.notify.Notifications;
import org.parvis.api.notify.Recipient;
import org.parvis.api.tenant.TenantId;
import org.parvis.identity.PasswordService;
import org.parvis.identity.factor.FactorTable;
import org.parvis.identity.factor.Factors;

/** The second step of citizens who want one. Each change of it is told to the account's address. */
@Component(service = PersonFactor.class)
public final class PersonFactor {
    /** So long after somebody said that telephone and recovery codes are lost does the first step alone let in: time for the owner to read the mail and object. */
    static final Duration LOST = Duration.ofDays(3);

    private final TenantData territory;
    private final Audit audit;
    private final Notifications notifications;
    private final Factors factors;
    private final SessionDevices devices;

    @Activate
    public PersonFactor(
            @Reference Database database, @Reference Audit audit, @Reference Notifications notifications, @Reference PasswordService passwords,
            @Reference Seal seal, @Reference SessionDevices devices) {
        this.territory = database.of(TenantId.TERRITORY);
        this.audit = audit;
        this.notifications = notifications;
        this.factors = new Factors(territory, FactorTable.PERSONS, seal, "identity.person-factor", passwords.passwords());
        this.devices = devices;
    }

    Factors.State state(UUID person, Instant now) {
        return factors.state(person, now);
    }

    boolean isOn(UUID person) {
        return factors.isOn(person);
    }

    /**
     * Whether who came in that way is asked for a code; a second step that was said to be lost, and whose time is over, goes now.
     *
     * <p>A passkey is two steps by itself, and so is what a provider vouches for from the level « substantial » on (eIDAS, 2015/1502, 2.2.1).
     */
    boolean asks(Transaction transaction, UUID person, PersonSignIn.Proven how, Instant now) {
        boolean strong = how.method() == PersonSignIn.Method.PASSKEY || how.assurance().compareTo(Assurance.SUBSTANTIAL) >= 0;
        if (strong || !FactorTable.PERSONS.isOn(transaction, person)) {
            return false;
        }
        boolean given = lostSince(transaction, person).filter(since -> !now.isBefore(since.plus(LOST))).isPresent();
        if (given) {
            factors.remove(transaction, person);
            note(transaction, person, "lost", PersonKinds.FACTOR_OFF, Map.of());
        }
        return !given;
    }

    /** Makes a secret to be scanned; the one in use, if any, stays until a code of the new one was typed. */
    void begin(UUID person, Instant now) {
        factors.begin(person, now);
    }

    /**
     * Takes the new secret into use if the code is its; ends the other sessions, and what announces messages elsewhere.
     *
     * @param root hash of the session that stays
     * @return the recovery codes, empty if the code is wrong or came too late
     */
    Optional<List<String>> confirm(UUID person, String typed, String root, Instant now) {
        Optional<List<String>> confirmed = territory.call(transaction -> {
            Optional<List<String>> codes = factors.confirm(transaction, person, typed, now);
            if (codes.isPresent()) {
                found(transaction, person);
                PersonSessions.endAll(transaction, person, root);
                note(transaction, person, "on", PersonKinds.FACTOR_ON, Map.of());
            }
            return codes;
        });
        confirmed.ifPresent(codes -> devices.endingAll(person, root));
        return confirmed;
    }

    /** New recovery codes; those before are worth nothing any more. */
    List<String> newCodes(UUID person) {
        return territory.call(transaction -> {
            found(transaction, person);
            note(transaction, person, "codes", PersonKinds.FACTOR_CODES, Map.of());
            return factors.replaceCodes(transaction, person);
        });
    }

    void remove(UUID person) {
        territory.write(transaction -> {
            factors.remove(transaction, person);
            note(transaction, person, "off", PersonKinds.FACTOR_OFF, Map.of());
        });
    }

    /** Uses up what was typed; whoever has a code has lost nothing. */
    boolean accept(Transaction transaction, UUID person, String typed, Instant now) {
        Factors.Typed what = factors.accept(transaction, person, typed, now);
        if (what == Factors.Typed.WRONG) {
            return false;
        }
        if (what == Factors.Typed.RECOVERY) {
            record(transaction, person, "recovery");
        }
        found(transaction, person);
        return true;
    }

    /**
     * Somebody whose first step was right says that telephone and recovery codes are lost.
     *
     * @return when the first step alone will do (UTC); the same when it was said before
     */
    Instant lost(UUID person, Instant now) {
        return territory.call(transaction -> {
            Optional<Instant> before = lostSince(transaction, person);
            if (before.isEmpty()) {
                transaction.execute(
                        "update identity_person_factor f set lost = :now where f.tenant_id = :tenant and f.account_id = :person", "now", now, "person", person);
                note(transaction, person, "lost-said", PersonKinds.FACTOR_LOST, Map.of("jours", Long.toString(LOST.toDays())));
            }
            return before.orElse(now).plus(LOST);
        });
    }

    /** Nothing is lost, whatever somebody said: the owner has a code, a passkey or new recovery codes. */
    static void found(Transaction transaction, UUID person) {
        transaction.execute("update identity_person_factor f set lost = null where f.tenant_id = :tenant and f.account_id = :person", "person", person);
    }

    private static Optional<Instant> lostSince(Reader reader, UUID person) {
        return reader.one(
                "select f.lost from identity_person_factor f where f.tenant_id = :tenant and f.account_id = :person and f.lost is not null",
                row -> row.instant("lost"),
                "person", person);
    }

    private void note(Transaction transaction, UUID id, String what, String kind, Map<String, String> more) {
        record(transaction, id, what);
        PersonTable.byId(transaction, id).ifPresent(person -> {
            Map<String, String> values = new HashMap<>(more);
            values.put("adresse", person.email());
            notifications.send(transaction, Notification.of(kind, new Recipient(person.email(), null, id, person.locale()), values));
        });
    }

    private void record(Transaction transaction, UUID id, String what) {
        audit.record(transaction, AuditEntry.by(PersonSignIn.party(transaction, id), "identity.person-factor." + what, id.toString()));
    }
}
