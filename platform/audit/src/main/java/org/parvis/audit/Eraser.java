package org.parvis.audit;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.parvis.api.audit.AuditEntry;
import org.parvis.api.data.Transaction;

/**
 * Erases what entries say, with their salt; that they were there, and their place in the chain, stays.
 *
 * <p>Each erasure is itself an entry, whose subject is a digest over the ids of what it erased: content that goes otherwise is found.
 */
@Component(service = Eraser.class)
public final class Eraser {
    static final String ACTION = "audit.erase";
    static final int BATCH = 1000;

    private final SqlAudit audit;

    @Activate
    public Eraser(@Reference SqlAudit audit) {
        this.audit = audit;
    }

    /** Erases a batch of what is older; returns how many entries. */
    int before(Transaction transaction, Instant old) {
        return erase(transaction, "a.happened < :old", "old", old);
    }

    /** Erases a batch of the entries that concern a person, by e-mail address or account; not those that tell what the person did as an agent. */
    int concerning(Transaction transaction, Collection<String> refs) {
        return erase(transaction, "(a.person_ref in (:refs) or a.behalf_ref in (:refs))", "refs", refs);
    }

    private int erase(Transaction transaction, String which, Object... parameters) {
        // The digest goes by the order of the chain, which what is not sealed yet will join in the order of its ids.
        List<UUID> ids = transaction.list(
                "select a.id from audit_entry a where a.tenant_id = :tenant and a.salt is not null and " + which
                        + " order by a.seal, a.place, a.id fetch first " + BATCH + " rows only",
                row -> row.uuid("id"), parameters);
        if (ids.isEmpty()) {
            return 0;
        }
        MessageDigest digest = Commitment.sha256();
        ids.forEach(id -> add(digest, id));
        UUID record = audit.write(
                transaction,
                AuditEntry.by((AuditEntry.Party) null, ACTION, Commitment.HEX.formatHex(digest.digest())).detail(String.valueOf(ids.size())));
        List<Object[]> rows = new ArrayList<>(ids.size());
        ids.forEach(id -> rows.add(new Object[] {"id", id, "record", record}));
        transaction.executeAll(
                """
                update audit_entry a set erased_by = :record, salt = null, actor_ref = null, actor_name = null, behalf_ref = null,
                        behalf_name = null, person_ref = null, person_name = null, done = null, subject = null, detail = null, about = null
                where a.tenant_id = :tenant and a.id = :id
                """,
                rows);
        return ids.size();
    }

    /** Adds an id to the digest of an erasure. */
    static void add(MessageDigest digest, UUID id) {
        digest.update(ByteBuffer.allocate(Long.BYTES * 2).putLong(id.getMostSignificantBits()).putLong(id.getLeastSignificantBits()).array());
    }
}
