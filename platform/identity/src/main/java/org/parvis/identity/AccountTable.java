package org.parvis.identity;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.parvis.api.data.Reader;
import org.parvis.api.data.Row;
import org.parvis.api.data.Transaction;
import org.parvis.api.tenant.TenantId;

/** Accounts and their roles: statements and row mapping. All behind the territory's door. */
public final class AccountTable {
    private static final String SELECT =
            "select a.id, a.email, a.person_name, a.tongue, a.password_hash, a.must_change, a.usable_until from identity_account a ";

    private AccountTable() {}

    public static Optional<Account> byId(Reader reader, UUID id) {
        return reader.one(SELECT + "where a.tenant_id = :tenant and a.id = :id", AccountTable::map, "id", id);
    }

    public static Optional<Account> byEmail(Reader reader, String email) {
        return reader.one(SELECT + "where a.tenant_id = :tenant and a.email = :email", AccountTable::map, "email", email);
    }

    static List<Account> withRoleIn(Reader reader, TenantId tenant) {
        return reader.list(
                SELECT
                        + """
                        where a.tenant_id = :tenant and (
                            exists (select 1 from identity_role r where r.tenant_id = :tenant and r.account_id = a.id and r.in_tenant = :place)
                            or exists (select 1 from identity_grant g where g.tenant_id = :tenant and g.account_id = a.id and g.in_tenant = :place))
                        order by a.person_name, a.id
                        """,
                AccountTable::map,
                "place", tenant);
    }

    static void insert(Transaction transaction, Account account) {
        transaction.execute(
                """
                insert into identity_account (tenant_id, id, email, person_name, tongue, password_hash, must_change, usable_until, last_sign_in)
                values (:tenant, :id, :email, :name, :language, :hash, :mustChange, :closing, null)
                """,
                "id", account.id(), "email", account.email(), "name", account.name(), "language", account.language(),
                "hash", account.passwordHash(), "mustChange", account.mustChange(), "closing", account.usableUntil());
    }

    static int updatePassword(Transaction transaction, Account account) {
        return transaction.execute(
                """
                update identity_account a set password_hash = :hash, must_change = :mustChange, usable_until = :closing
                where a.tenant_id = :tenant and a.id = :id
                """,
                "hash", account.passwordHash(), "mustChange", account.mustChange(), "closing", account.usableUntil(), "id", account.id());
    }

    /** Another password, and not the same one better hashed: links that were sent to choose one are worth nothing any more. */
    public static int changePassword(Transaction transaction, Account account) {
        transaction.execute("delete from identity_link l where l.tenant_id = :tenant and l.account_id = :account", "account", account.id());
        return updatePassword(transaction, account);
    }

    static void updatePerson(Transaction transaction, UUID id, String name, String language) {
        transaction.execute(
                "update identity_account a set person_name = :name, tongue = :language where a.tenant_id = :tenant and a.id = :id",
                "name", name, "language", language, "id", id);
    }

    static void signedIn(Transaction transaction, UUID id, Instant now) {
        transaction.execute(
                "update identity_account a set last_sign_in = :now where a.tenant_id = :tenant and a.id = :id", "now", now, "id", id);
    }

    public static void delete(Transaction transaction, UUID id) {
        transaction.execute("delete from identity_account a where a.tenant_id = :tenant and a.id = :id", "id", id);
    }

    static Account map(Row row) {
        return new Account(
                row.uuid("id"),
                row.string("email"),
                row.string("person_name"),
                row.string("tongue"),
                row.string("password_hash"),
                row.bool("must_change"),
                row.instantOrNull("usable_until"));
    }
}
