package org.parvis.demarches;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.parvis.api.data.Reader;
import org.parvis.api.data.Transaction;
import org.parvis.api.privacy.PurgeRule;
import org.parvis.api.tenant.TenantId;

/** Forms that were not gone on with go after thirty days, with their files. */
@Component(service = PurgeRule.class)
public final class DraftPurge implements PurgeRule {
    private static final int BATCH = 500;

    private final Drafts drafts;

    @Activate
    public DraftPurge(@Reference Drafts drafts) {
        this.drafts = drafts;
    }

    @Override
    public String name() {
        return "demarches.drafts";
    }

    @Override
    public String processing() {
        return DemarchesPrivacy.DRAFTS;
    }

    @Override
    public Collection<TenantId> due(Reader acrossTerritory, Instant now) {
        return acrossTerritory.list(
                "select distinct d.tenant_id from demarches_draft d where d.expires_at <= :now", row -> new TenantId(row.uuid("tenant_id")), "now", now);
    }

    @Override
    public int purge(Transaction transaction, Instant now) {
        List<UUID> expired = DraftTable.expired(transaction, now, BATCH);
        expired.forEach(id -> drafts.drop(transaction, id));
        return expired.size();
    }
}
