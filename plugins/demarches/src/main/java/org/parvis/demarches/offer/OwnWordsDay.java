package org.parvis.demarches.offer;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.parvis.api.desk.DayItems;
import org.parvis.api.tenant.TenantId;
import org.parvis.demarches.Offers;
import org.parvis.demarches.Procedures;
import org.parvis.demarches.VersionTable;
import org.parvis.demarches.procedure.Procedure;
import org.parvis.demarches.procedure.Texts.Wanted;

/** Procedures of which a later version changed shared texts that the commune says in its own words. */
@Component(service = DayItems.class)
public final class OwnWordsDay implements DayItems {
    private static final Kind KIND = new Kind("demarches.words", "demarches.words.label", Offers.PERMISSION, List.of());

    private final Procedures procedures;
    private final Offers offers;
    private final OwnWords words;

    @Activate
    public OwnWordsDay(@Reference Procedures procedures, @Reference Offers offers, @Reference OwnWords words) {
        this.procedures = procedures;
        this.offers = offers;
        this.words = words;
    }

    @Override
    public Kind kind() {
        return KIND;
    }

    /** From what is remembered of each tenant: no query but the first. */
    @Override
    public List<Item> items(Asked asked) {
        Wanted wanted = Wanted.of(Locale.forLanguageTag(asked.agent().language()));
        List<Item> items = new ArrayList<>();
        for (TenantId tenant : asked.tenants()) {
            for (Offers.Offered offered : offers.offered(tenant)) {
                int changed = words.of(offered.offer()).size();
                if (changed > 0 && items.size() < asked.limit()) {
                    Procedure procedure = offered.procedure();
                    items.add(new Item(
                            tenant, procedure.id(), procedure.title(wanted), "demarches.words.day", List.of(changed), OfferDesk.PATH + "/" + procedure.id(), null, false,
                            installed(procedure, asked.now())));
                }
            }
        }
        return items;
    }

    private Instant installed(Procedure procedure, Instant otherwise) {
        return procedures.versions().stream()
                .filter(version -> version.procedure().equals(procedure.id()) && version.number() == procedure.version())
                .map(VersionTable.Version::installedAt)
                .findFirst()
                .orElse(otherwise);
    }
}
