package org.parvis.demarches;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.parvis.api.code.FollowUp;
import org.parvis.api.data.Reader;
import org.parvis.api.data.Transaction;
import org.parvis.api.privacy.PurgeRule;
import org.parvis.api.tenant.TenantId;

/** Closed files go when the time that their procedure keeps them is over: history, attachments, letters, code. */
@Component(service = PurgeRule.class)
public final class CasePurge implements PurgeRule {
    private static final int BATCH = 200;

    private final Drafts drafts;
    private final FollowUp followUp;

    @Activate
    public CasePurge(@Reference Drafts drafts, @Reference FollowUp followUp) {
        this.drafts = drafts;
        this.followUp = followUp;
    }

    @Override
    public String name() {
        return "demarches.files";
    }

    @Override
    public String processing() {
        return DemarchesPrivacy.FILES;
    }

    @Override
    public Collection<TenantId> due(Reader acrossTerritory, Instant now) {
        return acrossTerritory.list(
                "select distinct f.tenant_id from demarches_file f where f.purge_at <= :now", row -> new TenantId(row.uuid("tenant_id")), "now", now);
    }

    @Override
    public int purge(Transaction transaction, Instant now) {
        List<UUID> ids = CaseTable.toPurge(transaction, now, BATCH);
        for (UUID id : ids) {
            drafts.deleteFiles(transaction, id);
            followUp.revoke(transaction, new FollowUp.Thing(Cases.KIND, id.toString()));
        }
        if (!ids.isEmpty()) {
            CaseTable.delete(transaction, ids);
            transaction.touch(Reports.TAG);
        }
        return ids.size();
    }
}
