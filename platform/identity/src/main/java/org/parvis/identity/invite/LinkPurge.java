package org.parvis.identity.invite;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.osgi.service.component.annotations.Component;
import org.parvis.api.data.Reader;
import org.parvis.api.data.Transaction;
import org.parvis.api.privacy.PurgeRule;
import org.parvis.api.tenant.TenantId;

/** Deletes links that are over, and accounts whose invitation nobody answered in a month after that. */
@Component
public final class LinkPurge implements PurgeRule {
    private static final Duration PATIENCE = Duration.ofDays(30);

    @Override
    public String name() {
        return "identity.links";
    }

    @Override
    public String processing() {
        return "identity.accounts";
    }

    @Override
    public Collection<TenantId> due(Reader acrossTerritory, Instant now) {
        return List.of(TenantId.TERRITORY);
    }

    @Override
    public int purge(Transaction transaction, Instant now) {
        List<UUID> never = transaction.list(
                """
                select a.id from identity_account a where a.tenant_id = :tenant and a.last_sign_in is null and a.must_change = true and exists (
                    select 1 from identity_link l where l.tenant_id = :tenant and l.account_id = a.id and l.purpose = :invite and l.expires < :before)
                """,
                row -> row.uuid("id"),
                "invite", LinkTable.Purpose.INVITE, "before", now.minus(PATIENCE));
        transaction.execute("delete from identity_grant g where g.tenant_id = :tenant and g.account_id in (:ids)", "ids", never);
        transaction.execute("delete from identity_account a where a.tenant_id = :tenant and a.id in (:ids)", "ids", never);
        return never.size() + LinkTable.deleteExpired(transaction, LinkTable.Purpose.FORGOTTEN, now)
                + LinkTable.deleteExpired(transaction, LinkTable.Purpose.INVITE, now.minus(PATIENCE));
    }
}
