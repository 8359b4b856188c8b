package org.parvis.identity.citizen;

import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.parvis.api.data.Database;
import org.parvis.api.data.TenantData;
import org.parvis.api.data.Transaction;
import org.parvis.api.identity.Account;
import org.parvis.api.identity.AccountSessions;
import org.parvis.api.identity.Assurance;
import org.parvis.api.notify.Devices;
import org.parvis.api.notify.Devices.Device;
import org.parvis.api.route.Request;
import org.parvis.api.route.Response;
import org.parvis.api.tenant.TenantId;
import org.parvis.identity.SqlSessions;

/**
 * Which browser that announces messages has which session: whoever signs out of a browser, or ends its session from afar, has nothing announced there any
 * more. A session that ends by itself leaves the announcements on.
 *
 * <p>A cookie lets the browser be recognised when somebody signs in again in it; what it names is touched only if it is that person's.
 */
@Component(service = SessionDevices.class)
public final class SessionDevices {
    /** The longest that browsers keep one (RFC 6265bis). */
    private static final Duration REMEMBERED = Duration.ofDays(400);

    private final TenantData territory;
    private final Devices devices;

    @Activate
    public SessionDevices(@Reference Database database, @Reference Devices devices) {
        this.territory = database.of(TenantId.TERRITORY);
        this.devices = devices;
    }

    static String cookie(Request request) {
        return request.secure() ? "__Host-parvis-compte-appareil" : "parvis-compte-appareil";
    }

    /** This browser announces the messages of who is signed in from now on. */
    Response added(Response response, Request request, UUID person, String endpoint) {
        // The fingerprint of a device is made as the hash of a token is.
        Optional<UUID> added = devices.of(person).stream().filter(one -> one.fingerprint().equals(SqlSessions.hash(endpoint))).map(Device::id).findFirst();
        added.ifPresent(id -> territory.write(transaction -> request.cookie(AccountSessions.cookie(request.secure()))
                .ifPresent(token -> PersonSessionTable.tie(transaction, SqlSessions.hash(token), id))));
        return added.map(id -> response.cookie(new Response.Cookie(cookie(request), id.toString(), REMEMBERED))).orElse(response);
    }

    /** Somebody signs in: in a browser that announces messages, maybe. */
    static void follow(Transaction transaction, Request request, String token) {
        request.cookie(cookie(request)).flatMap(SessionDevices::uuid).ifPresent(device -> PersonSessionTable.tie(transaction, SqlSessions.hash(token), device));
    }

    /** To be called before the session of that token ends by its owner's wish; on whatever host it is. */
    void ending(String token) {
        PersonSessionTable.one(territory, SqlSessions.hash(token)).ifPresent(session -> ending(session.person(), session.root()));
    }

    /** @param root hash of the session on the territory's host */
    void ending(UUID person, String root) {
        PersonSessionTable.device(territory, root).ifPresent(device -> remove(new Left(person, device)));
    }

    /** A browser that announces messages, whose session ends in a transaction and which is to announce none once that has taken hold. */
    public record Left(UUID person, UUID device) {}

    static Optional<Left> left(Transaction transaction, PersonSessionTable.Stored session) {
        return PersonSessionTable.device(transaction, session.root()).map(device -> new Left(session.person(), device));
    }

    void remove(Left left) {
        account(left.person()).ifPresent(account -> devices.remove(account, left.device()));
    }

    /** When all sessions end but for that of {@code keptRoot}, if any: of all browsers its own goes on announcing. */
    void endingAll(UUID person, @Nullable String keptRoot) {
        Optional<UUID> kept = keptRoot == null ? Optional.empty() : PersonSessionTable.device(territory, keptRoot);
        account(person).ifPresent(account -> devices.of(person).stream()
                .map(Device::id)
                .filter(id -> !kept.equals(Optional.of(id)))
                .forEach(id -> devices.remove(account, id)));
    }

    /** The browser is nobody's now. */
    static Response forgotten(Response response, Request request) {
        return request.cookie(cookie(request)).isPresent() ? response.cookie(new Response.Cookie(cookie(request), "", Duration.ZERO)) : response;
    }

    private Optional<Account> account(UUID id) {
        return PersonTable.byId(territory, id).map(person -> new Account(
                id, person.name().isEmpty() ? null : person.name(), person.email(), person.phone(), person.language(), Assurance.DECLARED));
    }

    private static Optional<UUID> uuid(String text) {
        try {
            return Optional.of(UUID.fromString(text));
        } catch (IllegalArgumentException notOurs) {
            return Optional.empty();
        }
    }
}
