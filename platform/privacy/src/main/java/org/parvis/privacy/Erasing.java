package org.parvis.privacy;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import org.parvis.api.data.Database;
import org.parvis.api.data.Transaction;
import org.parvis.api.plugin.ActivePlugins;
import org.parvis.api.privacy.DataRequests.Erased;
import org.parvis.api.privacy.Person;
import org.parvis.api.privacy.PersonalData;
import org.parvis.api.tenant.TenantId;

/** Asks plugins for the tenants that hold something of a person, and to erase it. */
final class Erasing {
    private final Database database;
    private final ActivePlugins active;

    Erasing(Database database, ActivePlugins active) {
        this.database = database;
        this.active = active;
    }

    /** The territory last: its accounts are what finds the rest, so that what was interrupted can be asked for again. */
    List<TenantId> holders(Person person) {
        TreeSet<TenantId> all = new TreeSet<>();
        active.of(PersonalData.class).forEach(data -> all.addAll(data.holders(database.acrossTerritory("privacy: who holds data of a person"), person)));
        List<TenantId> ordered = new ArrayList<>(all);
        if (ordered.remove(TenantId.TERRITORY)) {
            ordered.add(TenantId.TERRITORY);
        }
        return ordered;
    }

    /**
     * In one transaction of the tenant.
     *
     * @param record writes down what became of it, in the same transaction
     */
    List<Erased> erase(TenantId tenant, Person person, Instant now, BiConsumer<Transaction, List<Erased>> record) {
        return database.of(tenant).call(transaction -> {
            List<Erased> done = new ArrayList<>();
            for (PersonalData data : active.of(PersonalData.class)) {
                data.erase(transaction, person, now).stream()
                        .filter(erasure -> erasure.records() > 0)
                        .forEach(erasure -> done.add(new Erased(tenant, erasure)));
            }
            record.accept(transaction, done);
            return done;
        });
    }
}
