package org.parvis.identity.citizen;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.parvis.api.data.Database;
import org.parvis.api.data.TenantData;
import org.parvis.api.job.Job;
import org.parvis.api.tenant.TenantId;
import org.parvis.identity.SealedTexts;
import org.parvis.identity.citizen.PersonLinkTable.Link;

/** Encrypts what identity providers certified before there was encryption. */
@Component
public final class SealPivots implements Job {
    private static final int BATCH = 200;

    private final TenantData territory;
    private final SealedTexts sealed;

    @Activate
    public SealPivots(@Reference Database database, @Reference SealedTexts sealed) {
        this.territory = database.of(TenantId.TERRITORY);
        this.sealed = sealed;
    }

    @Override
    public String name() {
        return "identity.seal-pivots";
    }

    @Override
    public Duration every() {
        return Duration.ofHours(1);
    }

    @Override
    public void run(Instant now) {
        List<Link> clear = PersonLinkTable.clear(territory, BATCH);
        while (!clear.isEmpty()) {
            for (Link link : clear) {
                String pivot = sealed.seal(link.clear().text(), SealedTexts.pivot(link.issuer(), link.subject()));
                territory.write(transaction -> PersonLinkTable.seal(transaction, link, pivot));
            }
            clear = PersonLinkTable.clear(territory, BATCH);
        }
    }
}
