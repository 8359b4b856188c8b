package org.parvis.identity.code;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.parvis.api.code.FollowUp.Thing;
import org.parvis.api.data.Reader;
import org.parvis.api.data.Row;
import org.parvis.api.data.Transaction;

/** Codes and who has one open: statements and row mapping. */
final class CodeTable {
    private static final String SELECT =
            "select c.id, c.kind, c.thing, c.email_hash, c.phone_hash, c.expires, c.sent_again, c.in_message from identity_code c where c.tenant_id = :tenant and ";

    private CodeTable() {}

    /**
     * As stored; {@code expires} in UTC.
     *
     * @param sentAgain whether it was sent later than the first one, which goes on working
     * @param inMessage whether it was in a message about the thing: then none that is sent later takes its place
     */
    record Code(UUID id, Thing thing, @Nullable String emailHash, @Nullable String phoneHash, Instant expires, boolean sentAgain, boolean inMessage) {

        boolean isOf(String contactHash) {
            return contactHash.equals(emailHash) || contactHash.equals(phoneHash);
        }
    }

    static void insert(Transaction transaction, Code code, String codeHash, String linkHash, Instant now) {
        transaction.execute(
                """
                insert into identity_code (tenant_id, id, kind, thing, code_hash, link_hash, email_hash, phone_hash, issued, expires, sent_again, in_message)
                values (:tenant, :id, :kind, :thing, :code, :link, :email, :phone, :now, :expires, :again, :message)
                """,
                "id", code.id(), "kind", code.thing().kind(), "thing", code.thing().id(), "code", codeHash, "link", linkHash,
                "email", code.emailHash(), "phone", code.phoneHash(), "now", now, "expires", code.expires(), "again", code.sentAgain(),
                "message", code.inMessage());
    }

    static Optional<Code> byCode(Reader reader, String hash, Instant now) {
        return reader.one(SELECT + "c.code_hash = :hash and c.expires > :now", CodeTable::map, "hash", hash, "now", now);
    }

    static Optional<Code> byLink(Reader reader, String hash, Instant now) {
        return reader.one(SELECT + "c.link_hash = :hash and c.expires > :now", CodeTable::map, "hash", hash, "now", now);
    }

    /** The one that was given out first. */
    static Optional<Code> first(Reader reader, Thing thing, Instant now) {
        return reader.one(
                SELECT + "c.kind = :kind and c.thing = :thing and c.expires > :now and c.sent_again = false", CodeTable::map,
                "kind", thing.kind(), "thing", thing.id(), "now", now);
    }

    static List<Code> ofContact(Reader reader, String hash, Instant now) {
        return reader.list(SELECT + "(c.email_hash = :hash or c.phone_hash = :hash) and c.expires > :now order by c.issued", CodeTable::map, "hash", hash, "now", now);
    }

    static void delete(Transaction transaction, Thing thing) {
        transaction.execute(
                "delete from identity_code c where c.tenant_id = :tenant and c.kind = :kind and c.thing = :thing", "kind", thing.kind(), "thing", thing.id());
    }

    /** Those that were sent to who had lost the first: a later one takes their place. */
    static void deleteSentAgain(Transaction transaction, Thing thing) {
        transaction.execute(
                "delete from identity_code c where c.tenant_id = :tenant and c.kind = :kind and c.thing = :thing and c.sent_again = true"
                        + " and c.in_message = false",
                "kind", thing.kind(), "thing", thing.id());
    }

    static int deleteOf(Transaction transaction, Collection<String> contactHashes) {
        return transaction.execute(
                "delete from identity_code c where c.tenant_id = :tenant and (c.email_hash in (:hashes) or c.phone_hash in (:hashes))", "hashes", contactHashes);
    }

    static void open(Transaction transaction, UUID code, String tokenHash, Instant until) {
        transaction.execute(
                "insert into identity_code_open (tenant_id, token_hash, code_id, expires) values (:tenant, :hash, :code, :until)",
                "hash", tokenHash, "code", code, "until", until);
    }

    /** What somebody has opened, and until when; in UTC. */
    record Open(Thing thing, Instant until) {}

    static Optional<Open> opened(Reader reader, String tokenHash, Instant now) {
        return reader.one(
                """
                select c.kind, c.thing, o.expires from identity_code_open o
                join identity_code c on c.tenant_id = :tenant and c.id = o.code_id
                where o.tenant_id = :tenant and o.token_hash = :hash and o.expires > :now and c.expires > :now
                """,
                row -> new Open(new Thing(row.string("kind"), row.string("thing")), row.instant("expires")),
                "hash", tokenHash, "now", now);
    }

    static void keepOpen(Transaction transaction, String tokenHash, Instant until) {
        transaction.execute(
                "update identity_code_open o set expires = :until where o.tenant_id = :tenant and o.token_hash = :hash", "hash", tokenHash, "until", until);
    }

    static void close(Transaction transaction, String tokenHash) {
        transaction.execute("delete from identity_code_open o where o.tenant_id = :tenant and o.token_hash = :hash", "hash", tokenHash);
    }

    static int deleteExpired(Transaction transaction, Instant now) {
        return transaction.execute("delete from identity_code_open o where o.tenant_id = :tenant and o.expires < :now", "now", now)
                + transaction.execute("delete from identity_code c where c.tenant_id = :tenant and c.expires < :now", "now", now);
    }

    private static Code map(Row row) {
        return new Code(
                row.uuid("id"), new Thing(row.string("kind"), row.string("thing")), row.stringOrNull("email_hash"), row.stringOrNull("phone_hash"),
                row.instant("expires"), row.bool("sent_again"), row.bool("in_message"));
    }
}
