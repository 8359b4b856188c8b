package org.parvis.demarches.archive;

import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
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
import org.parvis.api.route.Unavailable;
import org.parvis.api.tenant.TenantId;
import org.parvis.demarches.CaseListener;
import org.parvis.demarches.CaseTable;
import org.parvis.demarches.Cases;
import org.parvis.demarches.DemarchesPrivacy;
import org.parvis.demarches.Drafts;
import org.parvis.demarches.Tie;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Closed files go when the time that their procedure keeps them is over: history, attachments, letters, code. */
@Component(service = PurgeRule.class)
public final class CasePurge implements PurgeRule {
    private static final Logger LOG = LoggerFactory.getLogger(CasePurge.class);
    private static final int BATCH = 50;

    private final Drafts drafts;
    private final FollowUp followUp;
    private final CaseArchive archive;
    private final CaseListener life;

    @Activate
    public CasePurge(@Reference Drafts drafts, @Reference FollowUp followUp, @Reference CaseArchive archive, @Reference CaseListener life) {
        this.drafts = drafts;
        this.followUp = followUp;
        this.archive = archive;
        this.life = life;
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
        return apply(transaction, now).records();
    }

    /** Each file is in the archive, if its procedure says so, before it is erased. One that cannot be put there stays, and keeps no other from going. */
    @Override
    public Purged apply(Transaction transaction, Instant now) {
        List<UUID> ids = new ArrayList<>();
        List<String> archives = new ArrayList<>();
        for (UUID id : CaseTable.toPurge(transaction, now, BATCH)) {
            List<UUID> together = together(transaction, id);
            if (archived(transaction, together, now, archives)) {
                ids.addAll(together);
            }
        }
        for (UUID id : ids) {
            drafts.deleteFiles(transaction, id);
            followUp.revoke(transaction, Cases.thing(id));
        }
        if (!ids.isEmpty()) {
            life.deleted(transaction, ids);
            CaseTable.delete(transaction, ids);
        }
        return new Purged(ids.size(), archives);
    }

    /** Files that went into it go with it, and so those that went into them. */
    private static List<UUID> together(Transaction transaction, UUID id) {
        List<UUID> together = new ArrayList<>(List.of(id));
        for (List<UUID> more = together; !more.isEmpty(); ) {
            more = Tie.into(transaction, more);
            together.addAll(more);
        }
        return together;
    }

    private boolean archived(Transaction transaction, List<UUID> together, Instant now, List<String> archives) {
        List<String> made = new ArrayList<>();
        for (UUID id : together) {
            try {
                archive.keep(transaction, id, now).ifPresent(made::add);
            } catch (UncheckedIOException | Unavailable unwritten) {
                LOG.error("The file {} cannot be archived and is not erased: {}", id, unwritten.toString());
                return false;
            }
        }
        archives.addAll(made);
        return true;
    }
}
