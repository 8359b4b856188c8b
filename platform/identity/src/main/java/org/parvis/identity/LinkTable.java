package org.parvis.identity;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.parvis.api.data.Reader;
import org.parvis.api.data.Row;
import org.parvis.api.data.Transaction;

/** Which person at which issuer an account belongs to: statements and row mapping. All behind the territory's door. */
final class LinkTable {
    private static final String SELECT = "select l.issuer, l.subject, l.account_id, l.since, l.last_used from identity_oidc_link l where l.tenant_id = :tenant and ";

    private LinkTable() {}

    /** @param lastUsed when it was last signed in with (UTC), or null */
    record Link(String issuer, String subject, UUID account, Instant since, @Nullable Instant lastUsed) {}

    static Optional<Link> of(Reader reader, String issuer, String subject) {
        return reader.one(SELECT + "l.issuer = :issuer and l.subject = :subject", LinkTable::map, "issuer", issuer, "subject", subject);
    }

    static List<Link> of(Reader reader, UUID account) {
        return reader.list(SELECT + "l.account_id = :account order by l.issuer", LinkTable::map, "account", account);
    }

    static void insert(Transaction transaction, Link link) {
        transaction.execute(
                """
                insert into identity_oidc_link (tenant_id, issuer, subject, account_id, since, last_used)
                values (:tenant, :issuer, :subject, :account, :since, :used)
                """,
                "issuer", link.issuer(), "subject", link.subject(), "account", link.account(), "since", link.since(), "used", link.lastUsed());
    }

    static void used(Transaction transaction, Link link, Instant now) {
        transaction.execute(
                "update identity_oidc_link l set last_used = :now where l.tenant_id = :tenant and l.issuer = :issuer and l.subject = :subject",
                "now", now, "issuer", link.issuer(), "subject", link.subject());
    }

    static boolean delete(Transaction transaction, UUID account, String issuer) {
        return transaction.execute(
                        "delete from identity_oidc_link l where l.tenant_id = :tenant and l.account_id = :account and l.issuer = :issuer",
                        "account", account, "issuer", issuer)
                > 0;
    }

    private static Link map(Row row) {
        return new Link(row.string("issuer"), row.string("subject"), row.uuid("account_id"), row.instant("since"), row.instantOrNull("last_used"));
    }
}
