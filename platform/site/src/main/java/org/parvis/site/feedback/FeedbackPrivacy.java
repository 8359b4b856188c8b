package org.parvis.site.feedback;

import java.time.Instant;
import java.time.Period;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import org.osgi.service.component.annotations.Component;
import org.parvis.api.data.Reader;
import org.parvis.api.data.Transaction;
import org.parvis.api.privacy.PersonalData;
import org.parvis.api.privacy.PurgeRule;
import org.parvis.api.tenant.TenantId;

/** Nobody is named, but people write what they want: it goes after a year. */
@Component(service = {PersonalData.class, PurgeRule.class})
public final class FeedbackPrivacy implements PersonalData, PurgeRule {
    private static final String FEEDBACK = "site.feedback";
    private static final Period KEPT = Period.ofYears(1);

    @Override
    public String name() {
        return FEEDBACK;
    }

    @Override
    public String processing() {
        return FEEDBACK;
    }

    private static Instant before(Instant now) {
        return now.atZone(ZoneOffset.UTC).minus(KEPT).toInstant();
    }

    @Override
    public Collection<TenantId> due(Reader acrossTerritory, Instant now) {
        return acrossTerritory.list(
                "select distinct f.tenant_id from site_feedback f where f.made_at < :before", row -> new TenantId(row.uuid("tenant_id")),
                "before", before(now));
    }

    @Override
    public int purge(Transaction transaction, Instant now) {
        return transaction.execute("delete from site_feedback f where f.tenant_id = :tenant and f.made_at < :before", "before", before(now));
    }

    @Override
    public List<Processing> processings() {
        return List.of(new Processing(FEEDBACK, "site.privacy.feedback.purpose", "site.privacy.feedback.categories", LegalBasis.PUBLIC_TASK, KEPT)
                .of("site.privacy.feedback.persons"));
    }
}
