package org.parvis.messaging.push;

import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.parvis.api.audit.Audit;
import org.parvis.api.audit.AuditEntry;
import org.parvis.api.data.Database;
import org.parvis.api.data.Ids;
import org.parvis.api.data.TenantData;
import org.parvis.api.data.Transaction;
import org.parvis.api.identity.Account;
import org.parvis.api.notify.Devices;
import org.parvis.api.tenant.TenantId;

/** Devices of persons: the territory's data, since accounts are. */
@Component(service = {Devices.class, StoredDevices.class})
public final class StoredDevices implements Devices {
    /** Of one person; whoever adds one more loses that which was not reached for the longest time. */
    static final int MOST = 10;

    private final TenantData territory;
    private final PushReadiness readiness;
    private final ServerKeys keys;
    private final SealedSubscriptions subscriptions;
    private final Audit audit;

    @Activate
    public StoredDevices(
            @Reference Database database, @Reference PushReadiness readiness, @Reference ServerKeys keys, @Reference SealedSubscriptions subscriptions,
            @Reference Audit audit) {
        this.territory = database.of(TenantId.TERRITORY);
        this.readiness = readiness;
        this.keys = keys;
        this.subscriptions = subscriptions;
        this.audit = audit;
    }

    @Override
    public boolean offered() {
        return readiness.ready();
    }

    @Override
    public String key() {
        return keys.publicKey();
    }

    @Override
    public List<Device> of(UUID person) {
        return BrowserTable.of(territory, List.of(person)).stream()
                .map(one -> new Device(one.id(), one.fingerprint(), one.label(), one.since()))
                .toList();
    }

    /** Ids of the devices of each person; none while the operator has switched push messages off. */
    public Map<UUID, List<UUID>> ids(Collection<UUID> persons) {
        if (persons.isEmpty() || !readiness.ready()) {
            return Map.of();
        }
        return BrowserTable.of(territory, persons).stream()
                .collect(Collectors.groupingBy(Browser::person, Collectors.mapping(Browser::id, Collectors.toList())));
    }

    Optional<Browser> byId(UUID id) {
        return BrowserTable.byId(territory, id);
    }

    @Override
    public boolean add(Account person, Subscription subscription, String label, Instant now) {
        if (!Browser.isSound(subscription)) {
            return false;
        }
        UUID id = Ids.next();
        Browser browser = new Browser(
                id, person.id(), subscriptions.seal(id, SealedSubscriptions.clear(subscription)), Browser.fingerprint(subscription), label, now, now);
        territory.write(transaction -> {
            BrowserTable.deleteBy(transaction, browser.fingerprint());
            BrowserTable.insert(transaction, browser);
            BrowserTable.of(transaction, List.of(person.id())).stream()
                    .sorted(Comparator.comparing(Browser::reached).reversed())
                    .skip(MOST)
                    .forEach(one -> BrowserTable.delete(transaction, one.id()));
            record(transaction, party(person), "add", browser);
        });
        return true;
    }

    @Override
    public boolean remove(Account person, UUID id) {
        return territory.call(transaction -> {
            Optional<Browser> browser = BrowserTable.byId(transaction, id).filter(one -> one.person().equals(person.id()));
            browser.ifPresent(one -> delete(transaction, party(person), "remove", one));
            return browser.isPresent();
        });
    }

    /** The push service knows it no more (RFC 8030, 7.3). */
    void gone(Browser browser) {
        territory.write(transaction -> delete(transaction, null, "gone", browser));
    }

    void reached(Browser browser, Instant now) {
        territory.write(transaction -> BrowserTable.reached(transaction, browser.id(), now));
    }

    private void delete(Transaction transaction, AuditEntry.@Nullable Party by, String what, Browser browser) {
        if (BrowserTable.delete(transaction, browser.id())) {
            record(transaction, by, what, browser);
        }
    }

    private void record(Transaction transaction, AuditEntry.@Nullable Party by, String what, Browser browser) {
        audit.record(transaction, AuditEntry.by(by, "messaging.device." + what, browser.id().toString()).detail(browser.label()));
    }

    private static AuditEntry.Party party(Account person) {
        return new AuditEntry.Party(person.id().toString(), person.displayName());
    }
}
