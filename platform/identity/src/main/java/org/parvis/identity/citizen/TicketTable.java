package org.parvis.identity.citizen;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.parvis.api.data.Row;
import org.parvis.api.data.Transaction;
import org.parvis.api.tenant.TenantId;

/** Codes that carry a sign-in from the territory's host to a commune's, once. All behind the territory's door. */
final class TicketTable {
    /** From one redirect to the next. */
    static final Duration LIFETIME = Duration.ofSeconds(60);

    private TicketTable() {}

    /**
     * As stored.
     *
     * @param session hash of the session on the territory's host
     * @param challenge SHA-256 of the verifier that the commune's host keeps in the browser (RFC 7636, S256), in hexadecimal
     */
    record Ticket(String session, TenantId site, String challenge) {}

    static void insert(Transaction transaction, String hash, Ticket ticket, Instant now) {
        transaction.execute(
                """
                insert into identity_person_ticket (tenant_id, code_hash, session_hash, on_site, challenge, expires)
                values (:tenant, :hash, :session, :site, :challenge, :expires)
                """,
                "hash", hash, "session", ticket.session(), "site", ticket.site(), "challenge", ticket.challenge(), "expires", now.plus(LIFETIME));
    }

    /** Uses a ticket up; empty if it is none, over, or another request was first. */
    static Optional<Ticket> take(Transaction transaction, String hash, Instant now) {
        Optional<Ticket> ticket = transaction.one(
                "select t.session_hash, t.on_site, t.challenge from identity_person_ticket t where t.tenant_id = :tenant and t.code_hash = :hash and t.expires > :now",
                TicketTable::map, "hash", hash, "now", now);
        int deleted = transaction.execute("delete from identity_person_ticket t where t.tenant_id = :tenant and t.code_hash = :hash", "hash", hash);
        return deleted == 1 ? ticket : Optional.empty();
    }

    static int deleteExpired(Transaction transaction, Instant now) {
        return transaction.execute("delete from identity_person_ticket t where t.tenant_id = :tenant and t.expires < :now", "now", now);
    }

    private static Ticket map(Row row) {
        return new Ticket(row.string("session_hash"), new TenantId(row.uuid("on_site")), row.string("challenge"));
    }
}
