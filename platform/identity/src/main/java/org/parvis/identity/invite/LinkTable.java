package org.parvis.identity.invite;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.parvis.api.data.Reader;
import org.parvis.api.data.Row;
import org.parvis.api.data.Transaction;
import org.parvis.api.tenant.TenantId;

/** Links that were sent: statements and row mapping. All behind the territory's door; of a link's secret only the hash is kept. */
final class LinkTable {
    private static final String SELECT =
            "select l.token_hash, l.account_id, l.purpose, l.in_tenant, l.made, l.expires, l.made_by from identity_link l where l.tenant_id = :tenant and ";

    private LinkTable() {}

    /** What a link is for. */
    enum Purpose {
        INVITE,
        FORGOTTEN
    }

    /**
     * As stored; times in UTC.
     *
     * @param by name of the agent who invites, or empty
     */
    record Link(String hash, UUID account, Purpose purpose, TenantId tenant, Instant made, Instant expires, String by) {}

    /** Takes the place of a former one of the same purpose. */
    static void replace(Transaction transaction, Link link) {
        transaction.execute(
                "delete from identity_link l where l.tenant_id = :tenant and l.account_id = :account and l.purpose = :purpose",
                "account", link.account(), "purpose", link.purpose());
        transaction.execute(
                """
                insert into identity_link (tenant_id, token_hash, account_id, purpose, in_tenant, made, expires, made_by)
                values (:tenant, :hash, :account, :purpose, :place, :made, :expires, :by)
                """,
                "hash", link.hash(), "account", link.account(), "purpose", link.purpose(), "place", link.tenant(), "made", link.made(),
                "expires", link.expires(), "by", link.by());
    }

    static Optional<Link> valid(Reader reader, String hash, Instant now) {
        return reader.one(SELECT + "l.token_hash = :hash and l.expires > :now", LinkTable::map, "hash", hash, "now", now);
    }

    static List<Link> invitations(Reader reader) {
        return reader.list(SELECT + "l.purpose = :purpose order by l.made", LinkTable::map, "purpose", Purpose.INVITE);
    }

    /** All links of an account are over once one of them was used; false if another request was first. */
    static boolean use(Transaction transaction, Link link) {
        boolean first = transaction.execute("delete from identity_link l where l.tenant_id = :tenant and l.token_hash = :hash", "hash", link.hash()) == 1;
        transaction.execute("delete from identity_link l where l.tenant_id = :tenant and l.account_id = :account", "account", link.account());
        return first;
    }

    static int deleteExpired(Transaction transaction, Purpose purpose, Instant before) {
        return transaction.execute(
                "delete from identity_link l where l.tenant_id = :tenant and l.purpose = :purpose and l.expires < :before", "purpose", purpose, "before", before);
    }

    private static Link map(Row row) {
        return new Link(
                row.string("token_hash"), row.uuid("account_id"), Purpose.valueOf(row.string("purpose")), new TenantId(row.uuid("in_tenant")),
                row.instant("made"), row.instant("expires"), row.string("made_by"));
    }
}
