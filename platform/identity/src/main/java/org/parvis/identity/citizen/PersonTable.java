package org.parvis.identity.citizen;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.parvis.api.data.Reader;
import org.parvis.api.data.Row;
import org.parvis.api.data.Transaction;

/** Citizens' accounts: statements and row mapping. All behind the territory's door. */
final class PersonTable {
    private static final String SELECT =
            "select p.id, p.email, p.person_name, p.phone, p.tongue, p.password_hash, p.created, p.last_used from identity_person p where p.tenant_id = :tenant and ";

    private PersonTable() {}

    static Optional<Person> byId(Reader reader, UUID id) {
        return reader.one(SELECT + "p.id = :id", PersonTable::map, "id", id);
    }

    static Optional<Person> byEmail(Reader reader, String email) {
        return reader.one(SELECT + "p.email = :email", PersonTable::map, "email", email);
    }

    static List<Person> byIds(Reader reader, Collection<UUID> ids) {
        return reader.list(SELECT + "p.id in (:ids)", PersonTable::map, "ids", ids);
    }

    static void insert(Transaction transaction, Person person) {
        transaction.execute(
                """
                insert into identity_person (tenant_id, id, email, person_name, phone, tongue, password_hash, created, last_used, warned)
                values (:tenant, :id, :email, :name, :phone, :language, :hash, :created, :used, null)
                """,
                "id", person.id(), "email", person.email(), "name", person.name(), "phone", person.phone(), "language", person.language(),
                "hash", person.passwordHash(), "created", person.created(), "used", person.lastUsed());
    }

    static void update(Transaction transaction, UUID id, String name, @Nullable String phone, String language) {
        transaction.execute(
                "update identity_person p set person_name = :name, phone = :phone, tongue = :language where p.tenant_id = :tenant and p.id = :id",
                "name", name, "phone", phone, "language", language, "id", id);
    }

    static void updateEmail(Transaction transaction, UUID id, String email) {
        transaction.execute("update identity_person p set email = :email where p.tenant_id = :tenant and p.id = :id", "email", email, "id", id);
    }

    static void updatePassword(Transaction transaction, UUID id, @Nullable String hash) {
        transaction.execute("update identity_person p set password_hash = :hash where p.tenant_id = :tenant and p.id = :id", "hash", hash, "id", id);
    }

    static void used(Transaction transaction, UUID id, Instant now) {
        transaction.execute("update identity_person p set last_used = :now, warned = null where p.tenant_id = :tenant and p.id = :id", "now", now, "id", id);
    }

    /** Whose account was not used since that moment, and who was not told so yet. */
    static List<Person> unusedUnwarned(Reader reader, Instant since, int limit) {
        return reader.list(
                SELECT + "p.last_used < :since and p.warned is null order by p.last_used fetch first " + limit + " rows only", PersonTable::map, "since", since);
    }

    static void warned(Transaction transaction, UUID id, Instant now) {
        transaction.execute("update identity_person p set warned = :now where p.tenant_id = :tenant and p.id = :id", "now", now, "id", id);
    }

    /** Accounts not used since {@code since} whose owners were told before {@code warned}, by id. */
    static List<UUID> unusedWarned(Reader reader, Instant since, Instant warned, UUID after, int limit) {
        return reader.list(
                "select p.id from identity_person p where p.tenant_id = :tenant and p.last_used < :since and p.warned < :warned and p.id > :after"
                        + " order by p.id fetch first :limit rows only",
                row -> row.uuid("id"),
                "since", since, "warned", warned, "after", after, "limit", limit);
    }

    /** False if it was used meanwhile. */
    static boolean deleteUnused(Transaction transaction, UUID id, Instant since, Instant warned) {
        return transaction.execute(
                        "delete from identity_person p where p.tenant_id = :tenant and p.id = :id and p.last_used < :since and p.warned < :warned",
                        "id", id, "since", since, "warned", warned)
                == 1;
    }

    static int delete(Transaction transaction, Collection<UUID> ids) {
        return transaction.execute("delete from identity_person p where p.tenant_id = :tenant and p.id in (:ids)", "ids", ids);
    }

    private static Person map(Row row) {
        return new Person(
                row.uuid("id"),
                row.string("email"),
                row.string("person_name"),
                row.stringOrNull("phone"),
                row.string("tongue"),
                row.stringOrNull("password_hash"),
                row.instant("created"),
                row.instant("last_used"));
    }
}
