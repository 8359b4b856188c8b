package org.parvis.site.hours;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.parvis.api.audit.Audit;
import org.parvis.api.data.Database;
import org.parvis.api.data.Ids;
import org.parvis.api.identity.Agent;
import org.parvis.api.route.Conflict;
import org.parvis.api.route.NotFound;
import org.parvis.api.tenant.TenantId;

/** The opening hours of each tenant's places. */
@Component(service = Hours.class)
public final class Hours {

    /** Tag of all pages that show hours. */
    public static final String TAG = "site.hours";

    private final Database database;
    private final Audit audit;

    @Activate
    public Hours(@Reference Database database, @Reference Audit audit) {
        this.database = database;
        this.audit = audit;
    }

    /** In their order; the first is the main one. */
    public List<Place> places(TenantId tenant) {
        return HoursTable.places(database.of(tenant));
    }

    /** Those that end on that day or later, by their first day. */
    public List<Exceptional> exceptions(TenantId tenant, LocalDate from) {
        return HoursTable.exceptions(database.of(tenant), from);
    }

    public Optional<Place> place(TenantId tenant, UUID id) {
        return places(tenant).stream().filter(place -> place.id().equals(id)).findFirst();
    }

    /**
     * Adds a place (version 0) or replaces the one with that id and version.
     *
     * @throws Conflict if another has changed it since
     */
    public void save(TenantId tenant, Place place, @Nullable Agent agent) {
        database.of(tenant).write(transaction -> {
            if (place.version() == 0) {
                HoursTable.insert(transaction, new Place(
                        place.id(), place.name(), place.address(), place.note(), place.week(), place.closedOnHolidays(), place.position(), 1));
            } else if (HoursTable.update(transaction, place) == 0) {
                throw new Conflict("site.conflict");
            }
            audit.record(transaction, agent, "site.hours", place.id().toString(), "");
            transaction.touch(TAG);
        });
    }

    void removePlace(TenantId tenant, UUID id, @Nullable Agent agent) {
        database.of(tenant).write(transaction -> {
            HoursTable.deletePlace(transaction, id);
            audit.record(transaction, agent, "site.hours.remove", id.toString(), "");
            transaction.touch(TAG);
        });
    }

    public UUID add(TenantId tenant, Exceptional exceptional, @Nullable Agent agent) {
        database.of(tenant).write(transaction -> {
            HoursTable.insert(transaction, exceptional);
            audit.record(transaction, agent, "site.exception", exceptional.id().toString(), "");
            transaction.touch(TAG);
        });
        return exceptional.id();
    }

    void removeException(TenantId tenant, UUID id, @Nullable Agent agent) {
        database.of(tenant).write(transaction -> {
            if (HoursTable.deleteException(transaction, id) == 0) {
                throw new NotFound();
            }
            audit.record(transaction, agent, "site.exception.remove", id.toString(), "");
            transaction.touch(TAG);
        });
    }

    static UUID newId() {
        return Ids.next();
    }
}
