package org.parvis.testkit;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.parvis.api.audit.Audit;
import org.parvis.api.audit.AuditEntry;
import org.parvis.api.data.Transaction;
import org.parvis.api.tenant.TenantId;

/** An audit log in memory. */
public final class RecordingAudit implements Audit {
    private final List<Recorded> entries = new CopyOnWriteArrayList<>();

    /** An entry and in whose log it is. */
    public record Recorded(TenantId tenant, AuditEntry entry) {}

    @Override
    public void record(Transaction transaction, AuditEntry entry) {
        entries.add(new Recorded(transaction.tenant(), entry));
    }

    /** All of them, oldest first. */
    public List<Recorded> entries() {
        return List.copyOf(entries);
    }

    /** Those of one action in a tenant's log, oldest first. */
    public List<AuditEntry> of(TenantId tenant, String action) {
        return entries.stream()
                .filter(recorded -> recorded.tenant().equals(tenant) && recorded.entry().action().equals(action))
                .map(Recorded::entry)
                .toList();
    }
}
