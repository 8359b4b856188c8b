package org.parvis.identity.oidc;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import org.osgi.service.component.annotations.Component;
import org.parvis.api.data.Reader;
import org.parvis.api.data.Transaction;
import org.parvis.api.privacy.PurgeRule;
import org.parvis.api.tenant.TenantId;

/** Deletes ways to a provider that nobody came back from. */
@Component
public final class AttemptPurge implements PurgeRule {

    @Override
    public String name() {
        return "identity.attempts";
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
        return AttemptTable.deleteExpired(transaction, now) + LogoutTable.deleteExpired(transaction, now);
    }
}
