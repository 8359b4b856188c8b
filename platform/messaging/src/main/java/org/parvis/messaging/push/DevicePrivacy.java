package org.parvis.messaging.push;

import java.io.IOException;
import java.net.URI;
import java.time.Instant;
import java.time.Period;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.parvis.api.data.Reader;
import org.parvis.api.data.Transaction;
import org.parvis.api.privacy.Export;
import org.parvis.api.privacy.Person;
import org.parvis.api.privacy.PersonalData;
import org.parvis.api.privacy.PersonalRows;
import org.parvis.api.privacy.PurgeRule;
import org.parvis.api.tenant.TenantId;

/** Devices that announce messages: the territory's, until the person or the browser takes them back. */
@Component(service = {PersonalData.class, PurgeRule.class})
public final class DevicePrivacy implements PersonalData, PurgeRule {
    private static final String DEVICES = "messaging.devices";
    /** Since no message reached it. */
    private static final Period KEPT = Period.ofYears(1);
    private static final int BATCH = 1_000;
    private static final PersonalRows ROWS = PersonalRows.byAccount("messaging_device", "r.person", "r.reached < :moment");

    private final SealedSubscriptions subscriptions;

    @Activate
    public DevicePrivacy(@Reference SealedSubscriptions subscriptions) {
        this.subscriptions = subscriptions;
    }

    @Override
    public String name() {
        return DEVICES;
    }

    @Override
    public String processing() {
        return DEVICES;
    }

    private static Instant before(Instant now) {
        return now.atZone(ZoneOffset.UTC).minus(KEPT).toInstant();
    }

    @Override
    public Collection<TenantId> due(Reader acrossTerritory, Instant now) {
        return ROWS.due(acrossTerritory, before(now));
    }

    @Override
    public int purge(Transaction transaction, Instant now) {
        return ROWS.purge(transaction, before(now), BATCH);
    }

    @Override
    public List<Processing> processings() {
        return List.of(new Processing(DEVICES, "messaging.privacy.devices.purpose", "messaging.privacy.devices.categories", LegalBasis.CONSENT, KEPT)
                .sharedWith("messaging.privacy.devices.recipients")
                .controlledBy(Controller.TERRITORY));
    }

    @Override
    public Collection<TenantId> holders(Reader acrossTerritory, Person person) {
        long held = acrossTerritory.count("select count(*) from messaging_device d where d.person in (:accounts)", "accounts", person.accounts());
        return held == 0 ? List.of() : List.of(TenantId.TERRITORY);
    }

    /** Not the whole address: whoever knows it may send there. */
    @Override
    public void export(Reader tenant, Person person, Export out) throws IOException {
        for (Browser browser : BrowserTable.of(tenant, person.accounts())) {
            out.record(DEVICES, browser.label(), List.of(
                    new Export.Field("device", "messaging.device.label", browser.label()),
                    new Export.Field("service", "messaging.device.service", String.valueOf(URI.create(subscriptions.open(browser).endpoint()).getHost())),
                    new Export.Field("since", "messaging.device.since", browser.since()),
                    new Export.Field("reached", "messaging.device.reached", browser.reached())));
        }
    }

    @Override
    public List<Erasure> erase(Transaction transaction, Person person, Instant now) {
        return List.of(Erasure.erased(DEVICES, ROWS.erase(transaction, person)));
    }
}
