package org.parvis.identity.citizen;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.parvis.api.data.Reader;
import org.parvis.api.data.Row;
import org.parvis.api.data.Transaction;
import org.parvis.api.identity.Assurance;
import org.parvis.api.tenant.TenantId;

/** Sessions of citizens: statements and row mapping. All behind the territory's door; those on communes' hosts go with their parent. */
final class PersonSessionTable {
    private static final String SELECT =
            """
            select s.token_hash, s.person_id, s.parent_hash, s.on_site, s.started, s.last_used, s.expires, s.lasting, s.device, s.way_in, s.assurance
            from identity_person_session s where s.tenant_id = :tenant and\s""";

    private PersonSessionTable() {}

    /**
     * A session as stored; times in UTC.
     *
     * @param parent hash of the session on the territory's host that it hangs on, or null: it is that one
     * @param site on whose host
     * @param lasting whether the browser keeps it when it is closed
     * @param wayIn name of the {@link PersonSignIn.Method}
     */
    record Stored(
            String hash, UUID person, @Nullable String parent, TenantId site, Instant started, Instant lastUsed, Instant expires, boolean lasting,
            String device, String wayIn, Assurance assurance) {

        /** Hash of the session on the territory's host. */
        String root() {
            return parent == null ? hash : parent;
        }

        Stored used(Instant now, Instant until) {
            return new Stored(hash, person, parent, site, started, now, until, lasting, device, wayIn, assurance);
        }
    }

    static void insert(Transaction transaction, Stored session) {
        transaction.execute(
                """
                insert into identity_person_session
                    (tenant_id, token_hash, person_id, parent_hash, on_site, started, last_used, expires, lasting, device, way_in, assurance)
                values (:tenant, :hash, :person, :parent, :site, :started, :used, :expires, :lasting, :device, :way, :assurance)
                """,
                "hash", session.hash(), "person", session.person(), "parent", session.parent(), "site", session.site(), "started", session.started(),
                "used", session.lastUsed(), "expires", session.expires(), "lasting", session.lasting(), "device", session.device(),
                "way", session.wayIn(), "assurance", session.assurance());
    }

    static Optional<Stored> one(Reader reader, String hash) {
        return reader.one(SELECT + "s.token_hash = :hash", PersonSessionTable::map, "hash", hash);
    }

    /** When the owner of a session proved last who they are. */
    static Optional<Instant> proved(Reader reader, String hash) {
        return reader.one(
                "select s.started, s.proved from identity_person_session s where s.tenant_id = :tenant and s.token_hash = :hash",
                row -> Optional.ofNullable(row.instantOrNull("proved")).orElseGet(() -> row.instant("started")),
                "hash", hash);
    }

    static void proved(Transaction transaction, String hash, Instant now) {
        transaction.execute("update identity_person_session s set proved = :now where s.tenant_id = :tenant and s.token_hash = :hash", "now", now, "hash", hash);
    }

    /** @param device id of the browser that announces messages and has that session */
    static void tie(Transaction transaction, String hash, UUID device) {
        transaction.execute("update identity_person_session s set push_device = :device where s.tenant_id = :tenant and s.token_hash = :hash", "device", device, "hash", hash);
    }

    /** The browser that announces messages and has that session, if it does. */
    static Optional<UUID> device(Reader reader, String hash) {
        return reader.list(
                        "select s.push_device from identity_person_session s where s.tenant_id = :tenant and s.token_hash = :hash and s.push_device is not null",
                        row -> row.uuid("push_device"), "hash", hash)
                .stream().findFirst();
    }

    /** Those on the territory's host, one for each browser. */
    static List<Stored> roots(Reader reader, UUID person, Instant now) {
        return reader.list(
                SELECT + "s.person_id = :person and s.parent_hash is null and s.expires > :now order by s.last_used desc", PersonSessionTable::map,
                "person", person, "now", now);
    }

    /** Use of a session is use of the one that it hangs on. */
    static void slide(Transaction transaction, Stored session, Instant used, Instant expires) {
        List<String> hashes = new ArrayList<>(List.of(session.hash(), session.root()));
        transaction.execute(
                "update identity_person_session s set last_used = :used, expires = :expires where s.tenant_id = :tenant and s.token_hash in (:hashes)",
                "used", used, "expires", expires, "hashes", hashes);
    }

    /** With all that hang on it. */
    static void delete(Transaction transaction, String hash) {
        transaction.execute("delete from identity_person_session s where s.tenant_id = :tenant and s.token_hash = :hash", "hash", hash);
    }

    /** @param keptRoot hash of the one to keep with all that hang on it, or null */
    static void deleteOf(Transaction transaction, UUID person, @Nullable String keptRoot) {
        transaction.execute(
                """
                delete from identity_person_session s
                where s.tenant_id = :tenant and s.person_id = :person and s.parent_hash is null and s.token_hash <> :kept
                """,
                "person", person, "kept", keptRoot == null ? "-" : keptRoot);
    }

    static void deleteOn(Transaction transaction, UUID person, TenantId site) {
        transaction.execute(
                "delete from identity_person_session s where s.tenant_id = :tenant and s.person_id = :person and s.on_site = :site", "person", person, "site", site);
    }

    static int deleteExpired(Transaction transaction, Instant now) {
        return transaction.execute("delete from identity_person_session s where s.tenant_id = :tenant and s.expires < :now", "now", now);
    }

    private static Stored map(Row row) {
        return new Stored(
                row.string("token_hash"),
                row.uuid("person_id"),
                row.stringOrNull("parent_hash"),
                new TenantId(row.uuid("on_site")),
                row.instant("started"),
                row.instant("last_used"),
                row.instant("expires"),
                row.bool("lasting"),
                row.string("device"),
                row.string("way_in"),
                Assurance.valueOf(row.string("assurance")));
    }
}
