package org.parvis.identity;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import org.osgi.service.component.annotations.Component;
import org.parvis.api.data.Reader;
import org.parvis.api.data.Transaction;
import org.parvis.api.privacy.PurgeRule;
import org.parvis.api.tenant.TenantId;

/** Deletes what is over its time: sessions, counted attempts. */
@Component
public final class Purge implements PurgeRule {

    @Override
    public String name() {
        return "identity.sessions";
    }

    @Override
    public String processing() {
        return "identity.sessions";
    }

    @Override
    public Collection<TenantId> due(Reader acrossTerritory, Instant now) {
        return List.of(TenantId.TERRITORY);
    }

    @Override
    public int purge(Transaction transaction, Instant now) {
        return SessionTable.deleteExpired(transaction, now) + PendingTable.deleteExpired(transaction, now) + Throttle.deleteOld(transaction, now)
                + ProviderSessionTable.deleteExpired(transaction, now);
    }
}
