package org.parvis.privacy;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.parvis.api.audit.Audit;
import org.parvis.api.audit.AuditEntry;
import org.parvis.api.data.Database;
import org.parvis.api.plugin.ActivePlugins;
import org.parvis.api.plugin.Plugins;
import org.parvis.api.privacy.DataRequests;
import org.parvis.api.privacy.Person;
import org.parvis.api.privacy.PersonalData;
import org.parvis.api.tenant.TenantId;
import org.parvis.api.tenant.Tenants;
import org.parvis.api.view.Themes;

/** Asks all plugins, also those that a tenant has deactivated: their data are still there. */
@Component(service = DataRequests.class)
public final class Requests implements DataRequests {
    private final Database database;
    private final Plugins plugins;
    private final Audit audit;
    private final Tenants tenants;
    private final Themes themes;
    private final Clock clock;

    @Activate
    public Requests(
            @Reference Database database, @Reference Plugins plugins, @Reference Audit audit, @Reference Tenants tenants, @Reference Themes themes,
            @Reference Clock clock) {
        this.database = database;
        this.plugins = plugins;
        this.audit = audit;
        this.tenants = tenants;
        this.themes = themes;
        this.clock = clock;
    }

    @Override
    public List<Held> find(TenantId where, Person asked, AuditEntry.Party by) {
        return Holding.newest(plugins, active -> {
            Person person = identified(active, asked);
            List<Held> held = new ArrayList<>();
            for (TenantId tenant : holders(active, where, person)) {
                Map<String, Long> counts = counts(active, tenant, person);
                counts.forEach((processing, records) -> held.add(new Held(tenant, processing, records)));
                if (!counts.isEmpty()) {
                    record(tenant, AuditEntry.by(by, "privacy.search", "").concerning(party(person)));
                }
            }
            return held;
        });
    }

    @Override
    public void export(TenantId where, Person asked, AuditEntry.Party by, Locale language, OutputStream out) throws IOException {
        try {
            Holding.newest(plugins, active -> {
                Person person = identified(active, asked);
                List<TenantId> all = holders(active, where, person);
                all.forEach(tenant -> record(tenant, AuditEntry.by(by, "privacy.export", "").concerning(party(person))));
                try {
                    new PersonZip(database, active, tenants, themes, language, clock.instant()).write(all, person, out);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
                return Boolean.TRUE;
            });
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    @Override
    public List<Erased> erase(TenantId where, Person asked, AuditEntry.Party by, String ground) {
        return Holding.newest(plugins, active -> {
            Person person = identified(active, asked);
            Erasing erasing = new Erasing(database, active);
            List<Erased> erased = new ArrayList<>();
            for (TenantId tenant : holders(active, where, person)) {
                // Without the person: nothing of theirs stays behind.
                erased.addAll(erasing.erase(tenant, person, clock.instant(),
                        (transaction, done) -> audit.record(transaction, AuditEntry.by(by, "privacy.erase", "").detail(ground))));
            }
            return erased;
        });
    }

    private Person identified(ActivePlugins active, Person asked) {
        Person person = asked;
        for (PersonalData data : active.of(PersonalData.class)) {
            person = data.identify(database.of(TenantId.TERRITORY), person);
        }
        return person;
    }

    private List<TenantId> holders(ActivePlugins active, TenantId where, Person person) {
        return where.equals(TenantId.TERRITORY) ? new Erasing(database, active).holders(person) : List.of(where);
    }

    private Map<String, Long> counts(ActivePlugins active, TenantId tenant, Person person) {
        Map<String, Long> counts = new LinkedHashMap<>();
        for (PersonalData data : active.of(PersonalData.class)) {
            try {
                data.export(database.of(tenant), person, (processing, title, fields) -> counts.merge(processing, 1L, Long::sum));
            } catch (IOException nothingIsWritten) {
                throw new UncheckedIOException(nothingIsWritten);
            }
        }
        return counts;
    }

    private void record(TenantId tenant, AuditEntry entry) {
        database.of(tenant).write(transaction -> audit.record(transaction, entry));
    }

    static AuditEntry.Party party(Person person) {
        String ref = person.refs().stream().sorted().findFirst().orElse("");
        return new AuditEntry.Party(ref, person.names().stream().sorted().findFirst().orElse(ref));
    }
}
