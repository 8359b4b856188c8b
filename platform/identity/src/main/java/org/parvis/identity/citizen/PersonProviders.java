package org.parvis.identity.citizen;

import java.util.List;
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
import org.parvis.api.identity.Assurance;
import org.parvis.api.notify.Notification;
import org.parvis.api.notify.Notifications;
import org.parvis.api.notify.Recipient;
import org.parvis.api.route.NotFound;
import org.parvis.api.route.Request;
import org.parvis.api.tenant.TenantId;
import org.parvis.identity.SealedTexts;
import org.parvis.identity.SqlSessions;
import org.parvis.identity.Throttle;
import org.parvis.identity.citizen.ArrivalTable.Arrival;
import org.parvis.identity.citizen.PersonLinkTable.Link;
import org.parvis.identity.oidc.Identity;

/**
 * Citizens whom an identity provider recognised.
 *
 * <p>An account is never found by an address that the provider tells: it is tied to the person at the provider by its owner, signed in to
 * it, and found by that from then on.
 */
@Component(service = PersonProviders.class)
public final class PersonProviders {
    private static final Pivot NONE = Pivot.of("");

    private final TenantData territory;
    private final PersonSignIn signIn;
    private final Notifications notifications;
    private final Audit audit;
    private final SealedTexts sealed;

    @Activate
    public PersonProviders(
            @Reference Database database, @Reference PersonSignIn signIn, @Reference Notifications notifications, @Reference Audit audit,
            @Reference SealedTexts sealed) {
        this.territory = database.of(TenantId.TERRITORY);
        this.signIn = signIn;
        this.notifications = notifications;
        this.audit = audit;
        this.sealed = sealed;
    }

    /** What came of tying. */
    enum Tied {
        YES,
        /** The person at the provider has another account here. */
        TAKEN,
        /** The account belongs to another person at that provider. */
        OTHER,
        /** Too late. */
        OVER
    }

    /** Signs in whose account is known, with what the provider certifies today. */
    Optional<PersonSignIn.Next> signIn(Identity identity, String backTo, Request request) {
        Arrival arrival = arrival("", identity, "");
        return territory.call(transaction -> {
            Throttle.succeeded(transaction, Throttle.Purpose.PROVIDER, request.clientAddress());
            Link link = PersonLinkTable.of(transaction, identity.issuer(), identity.subject()).orElse(null);
            if (link == null) {
                return Optional.empty();
            }
            renew(transaction, link, arrival, request);
            // Not lasting: the provider asks that its session and ours end together.
            return Optional.of(signIn.next(transaction, request, link.person(), proven(arrival), false, backTo, provided(arrival)));
        });
    }

    /** Keeps who has come, until they have shown or made their account; the token for the browser's cookie. */
    String keep(Identity identity, String backTo, Request request) {
        String token = SqlSessions.newToken();
        Arrival arrival = arrival(SqlSessions.hash(token), identity, backTo);
        territory.write(transaction -> ArrivalTable.insert(transaction, arrival, request.now()));
        return token;
    }

    Optional<Arrival> arrival(String token, Request request) {
        return ArrivalTable.one(territory, SqlSessions.hash(token), request.now());
    }

    /** An answer to {@link #tie(UUID, Arrival, Request)}. */
    record Session(Tied tied, @Nullable String token) {}

    /** Ties who has come to the account of the one who is signed in, whose session is the provider's from then on. */
    Session tie(UUID person, Arrival arrival, Request request) {
        return territory.call(transaction -> {
            if (!ArrivalTable.delete(transaction, arrival.hash())) {
                return new Session(Tied.OVER, null);
            }
            Tied tied = tie(transaction, person, arrival, request);
            return new Session(tied, tied == Tied.YES ? open(transaction, request, person, arrival) : null);
        });
    }

    /** Ties for the owner, who went to the provider from the account's page; the session stays as it is. */
    Tied tie(UUID person, Identity identity, Request request) {
        Arrival arrival = arrival("", identity, "");
        return territory.call(transaction -> tie(transaction, person, arrival, request));
    }

    private Tied tie(Transaction transaction, UUID id, Arrival arrival, Request request) {
        Person person = PersonTable.byId(transaction, id).orElseThrow(NotFound::new);
        Optional<Link> known = PersonLinkTable.of(transaction, arrival.issuer(), arrival.subject());
        if (known.isPresent()) {
            boolean own = known.get().person().equals(id);
            if (own) {
                renew(transaction, known.get(), arrival, request);
            }
            return own ? Tied.YES : Tied.TAKEN;
        }
        if (PersonLinkTable.of(transaction, id).stream().anyMatch(link -> link.provider().equals(arrival.provider()))) {
            return Tied.OTHER;
        }
        PersonLinkTable.insert(transaction, new Link(
                arrival.issuer(), arrival.subject(), id, arrival.provider(), request.now(), request.now(), arrival.assurance(), arrival.pivot(), NONE));
        if (person.name().isEmpty()) {
            PersonTable.update(transaction, id, pivot(arrival).callName(), person.phone(), person.language());
        }
        PersonSessions.revoke(transaction, id);
        audit.record(transaction, AuditEntry.by(PersonSignIn.party(person), "identity.person-link", id.toString()).detail(arrival.provider()));
        // The owner is told: whoever found a session open on a desk must not get a way in that nobody notices.
        notifications.send(transaction, Notification.of(
                PersonKinds.PROVIDER, Recipient.email(person.email(), person.locale()), Map.of("adresse", person.email())));
        return Tied.YES;
    }

    /** Unties, and forgets what the provider certified; sessions go on. */
    boolean untie(UUID id, String provider) {
        return territory.call(transaction -> {
            Optional<Link> link = PersonLinkTable.of(transaction, id).stream().filter(one -> one.provider().equals(provider)).findFirst();
            link.ifPresent(one -> {
                PersonLinkTable.delete(transaction, one);
                audit.record(transaction, AuditEntry.by(PersonSignIn.party(transaction, id), "identity.person-unlink", id.toString()).detail(provider));
            });
            return link.isPresent();
        });
    }

    List<Link> links(UUID person) {
        return PersonLinkTable.of(territory, person);
    }

    /** What the provider certified of somebody on the way to an account. */
    Pivot pivot(Arrival arrival) {
        return arrival.pivot() == null ? NONE : Pivot.of(sealed.open(arrival.pivot(), SealedTexts.pivot(arrival.issuer(), arrival.subject())));
    }

    Pivot pivot(Link link) {
        return link.open(sealed);
    }

    /** Where the session of a token, on whatever host, began. */
    Optional<ProvidedTable.Provided> began(String token) {
        return PersonSessionTable.one(territory, SqlSessions.hash(token)).flatMap(session -> ProvidedTable.of(territory, session.root()))
                .map(began -> new ProvidedTable.Provided(began.provider(), sealed.open(began.idToken(), SealedTexts.idToken(began.provider())), began.mark()));
    }

    private String open(Transaction transaction, Request request, UUID person, Arrival arrival) {
        String token = signIn.open(transaction, request, person, proven(arrival), false);
        ProvidedTable.insert(transaction, SqlSessions.hash(token), provided(arrival));
        return token;
    }

    private static PersonSignIn.Proven proven(Arrival arrival) {
        return new PersonSignIn.Proven(PersonSignIn.Method.PROVIDER, arrival.assurance());
    }

    private static ProvidedTable.Provided provided(Arrival arrival) {
        return new ProvidedTable.Provided(arrival.provider(), arrival.idToken(), arrival.mark());
    }

    private static void renew(Transaction transaction, Link link, Arrival arrival, Request request) {
        PersonLinkTable.delete(transaction, link);
        PersonLinkTable.insert(transaction, new Link(
                link.issuer(), link.subject(), link.person(), link.provider(), link.since(), request.now(), arrival.assurance(), arrival.pivot(), NONE));
    }

    /** Not within a transaction: it seals. */
    private Arrival arrival(String hash, Identity identity, String backTo) {
        String email = identity.text("email").map(PersonSignInPages::normal).filter(PersonSignInPages::isEmail).orElse("");
        return new Arrival(
                hash, identity.issuer(), identity.subject(), identity.provider(), assurance(identity.acr()), email,
                sealed.seal(identity.idToken(), SealedTexts.idToken(identity.provider())), backTo,
                sealed.seal(Pivot.of(identity).text(), SealedTexts.pivot(identity.issuer(), identity.subject())), identity.mark());
    }

    /** Levels of eIDAS as FranceConnect names them; any other proves no more than an address does. */
    static Assurance assurance(@Nullable String acr) {
        return switch (acr == null ? "" : acr) {
            case "eidas1" -> Assurance.LOW;
            case "eidas2" -> Assurance.SUBSTANTIAL;
            case "eidas3" -> Assurance.HIGH;
            default -> Assurance.DECLARED;
        };
    }
}
