package org.parvis.identity;

import java.time.Clock;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.parvis.api.audit.Audit;
import org.parvis.api.data.Ids;
import org.parvis.api.data.Transaction;
import org.parvis.api.identity.Agent;
import org.parvis.api.tenant.TenantId;

/** The audit log in a table: this class only ever inserts, {@link Purge} deletes what is over its time, nothing updates. */
@Component(service = {Audit.class, SqlAudit.class})
public final class SqlAudit implements Audit {
    private static final int LONGEST_SUBJECT = 120;
    private static final int LONGEST_DETAIL = 400;

    private final Clock clock;

    @Activate
    public SqlAudit(@Reference Clock clock) {
        this.clock = clock;
    }

    @Override
    public void record(Transaction transaction, @Nullable Agent agent, String action, String subject, String detail) {
        record(transaction, agent, action, subject, detail, null);
    }

    /** Records an action on what the territory owns and one of its tenants is concerned with: {@code about}. */
    void record(Transaction transaction, @Nullable Agent agent, String action, String subject, String detail, @Nullable TenantId about) {
        transaction.execute(
                """
                insert into identity_audit (tenant_id, id, happened, account_id, done, subject, detail, in_tenant)
                values (:tenant, :id, :now, :account, :action, :subject, :detail, :place)
                """,
                "id", Ids.next(), "now", clock.instant(), "account", agent == null ? null : agent.id(), "action", action,
                "subject", cut(subject, LONGEST_SUBJECT), "detail", cut(detail, LONGEST_DETAIL), "place", about);
    }

    private static String cut(String text, int longest) {
        return text.length() <= longest ? text : text.substring(0, longest);
    }
}
