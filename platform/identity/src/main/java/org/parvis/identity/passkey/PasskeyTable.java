package org.parvis.identity.passkey;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.parvis.api.data.Reader;
import org.parvis.api.data.Row;
import org.parvis.api.data.Transaction;
import org.parvis.identity.SqlSessions;

/** Passkeys and whose they are: statements and row mapping. All behind the territory's door. */
public final class PasskeyTable {
    private static final String SELECT =
            """
            select k.id, k.credential, k.attested, k.label, k.counter, k.backup_eligible, k.backed_up, k.transports, k.since, k.last_used,
            o.handle, o.person_id, o.account_id
            from identity_passkey k join identity_passkey_owner o on o.tenant_id = :tenant and o.handle = k.handle
            where k.tenant_id = :tenant and\s""";

    private PasskeyTable() {}

    static Optional<Owner> owner(Reader reader, Owner.Kind kind, UUID account) {
        return reader.one(
                "select o.handle from identity_passkey_owner o where o.tenant_id = :tenant and o." + column(kind) + " = :account",
                row -> new Owner(row.string("handle"), kind, account),
                "account", account);
    }

    static void insert(Transaction transaction, Owner owner) {
        transaction.execute(
                "insert into identity_passkey_owner (tenant_id, handle, " + column(owner.kind()) + ") values (:tenant, :handle, :account)",
                "handle", owner.handle(), "account", owner.account());
    }

    static List<Passkey> of(Reader reader, Owner.Kind kind, UUID account) {
        return reader.list(SELECT + "o." + column(kind) + " = :account order by k.since", PasskeyTable::map, "account", account);
    }

    /** Those of people and agents with one of these ids. */
    static List<Passkey> of(Reader reader, Collection<UUID> accounts) {
        return reader.list(SELECT + "(o.person_id in (:ids) or o.account_id in (:ids)) order by k.since", PasskeyTable::map, "ids", accounts);
    }

    static Optional<Passkey> byCredential(Reader reader, String credential) {
        return reader.one(SELECT + "k.credential_hash = :hash", PasskeyTable::map, "hash", SqlSessions.hash(credential));
    }

    /** Whether an agent has one. */
    public static boolean hasAgent(Reader reader, UUID account) {
        return reader.count(
                        """
                        select count(*) from identity_passkey k join identity_passkey_owner o on o.tenant_id = :tenant and o.handle = k.handle
                        where k.tenant_id = :tenant and o.account_id = :account
                        """,
                        "account", account)
                > 0;
    }

    static void insert(Transaction transaction, Passkey passkey) {
        transaction.execute(
                """
                insert into identity_passkey (tenant_id, id, handle, credential_hash, credential, attested, label, counter, backup_eligible, backed_up,
                    transports, since, last_used)
                values (:tenant, :id, :handle, :hash, :credential, :attested, :label, :counter, :eligible, :backed, :transports, :since, null)
                """,
                "id", passkey.id(), "handle", passkey.owner().handle(), "hash", SqlSessions.hash(passkey.credential()), "credential", passkey.credential(),
                "attested", passkey.attested(), "label", passkey.name(), "counter", passkey.counter(), "eligible", passkey.backupEligible(),
                "backed", passkey.backedUp(), "transports", String.join(",", passkey.transports()), "since", passkey.since());
    }

    static void used(Transaction transaction, UUID id, WebAuthn.Used used, Instant now) {
        transaction.execute(
                "update identity_passkey k set counter = :counter, backed_up = :backed, last_used = :now where k.tenant_id = :tenant and k.id = :id",
                "counter", used.counter(), "backed", used.backedUp(), "now", now, "id", id);
    }

    static void rename(Transaction transaction, UUID id, String name) {
        transaction.execute("update identity_passkey k set label = :label where k.tenant_id = :tenant and k.id = :id", "label", name, "id", id);
    }

    static boolean delete(Transaction transaction, UUID id) {
        return transaction.execute("delete from identity_passkey k where k.tenant_id = :tenant and k.id = :id", "id", id) == 1;
    }

    /** All of an agent, who lost what they were on. */
    public static void deleteOfAgent(Transaction transaction, UUID account) {
        transaction.execute("delete from identity_passkey_owner o where o.tenant_id = :tenant and o.account_id = :account", "account", account);
    }

    static int deleteOfPersons(Transaction transaction, Collection<UUID> ids) {
        return transaction.execute("delete from identity_passkey_owner o where o.tenant_id = :tenant and o.person_id in (:ids)", "ids", ids);
    }

    private static String column(Owner.Kind kind) {
        return kind == Owner.Kind.PERSON ? "person_id" : "account_id";
    }

    private static Passkey map(Row row) {
        UUID person = row.uuidOrNull("person_id");
        Owner owner = person == null
                ? new Owner(row.string("handle"), Owner.Kind.AGENT, row.uuid("account_id"))
                : new Owner(row.string("handle"), Owner.Kind.PERSON, person);
        String transports = row.stringOrNull("transports");
        return new Passkey(
                row.uuid("id"), owner, row.string("credential"), row.string("attested"), row.string("label"), row.longValue("counter"),
                row.bool("backup_eligible"), row.bool("backed_up"), transports == null || transports.isEmpty() ? List.of() : List.of(transports.split(",")),
                row.instant("since"), row.instantOrNull("last_used"));
    }
}
