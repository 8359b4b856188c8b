package org.parvis.identity.citizen;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import org.osgi.service.component.annotations.Component;
import org.parvis.api.data.Reader;
import org.parvis.api.data.Transaction;
import org.parvis.api.privacy.PurgeRule;
import org.parvis.api.tenant.TenantId;

/** Deletes what is over its time: sessions, proofs of addresses, codes. */
@Component
public final class PersonPurge implements PurgeRule {

    @Override
    public String name() {
        return PersonPrivacy.SESSIONS;
    }

    @Override
    public String processing() {
        return PersonPrivacy.SESSIONS;
    }

    @Override
    public Collection<TenantId> due(Reader acrossTerritory, Instant now) {
        return List.of(TenantId.TERRITORY);
    }

    @Override
    public int purge(Transaction transaction, Instant now) {
        return TicketTable.deleteExpired(transaction, now) + ProofTable.deleteExpired(transaction, now) + PersonSessionTable.deleteExpired(transaction, now)
                + StepTable.deleteExpired(transaction, now);
    }
}
