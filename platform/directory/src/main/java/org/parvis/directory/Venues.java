package org.parvis.directory;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.parvis.api.audit.Audit;
import org.parvis.api.data.Database;
import org.parvis.api.data.Reader;
import org.parvis.api.data.Row;
import org.parvis.api.data.Transaction;
import org.parvis.api.directory.Venue;
import org.parvis.api.identity.Agent;
import org.parvis.api.route.Conflict;
import org.parvis.api.tenant.Coordinates;
import org.parvis.api.tenant.TenantId;

/** Venues: each tenant's own, and those of the territory, which all use. */
@Component(service = Venues.class)
public final class Venues {

    private static final String SELECT =
            "select v.tenant_id, v.id, v.name, v.address, v.latitude, v.longitude, v.capacity, v.wheelchair, v.wheelchair_note, v.version"
                    + " from directory_venue v where v.tenant_id = :tenant";

    private final Database database;
    private final Audit audit;

    @Activate
    public Venues(@Reference Database database, @Reference Audit audit) {
        this.database = database;
        this.audit = audit;
    }

    /** A venue and which of its versions it is. */
    record Kept(Venue venue, int version) {}

    /** Those that the tenant itself keeps, by name. */
    List<Kept> own(TenantId tenant) {
        return database.of(tenant).list(SELECT + " order by v.sort_key, v.id", Venues::kept);
    }

    Optional<Kept> own(TenantId tenant, UUID id) {
        return database.of(tenant).one(SELECT + " and v.id = :id", Venues::kept, "id", id);
    }

    /** Those that the tenant may use: its own, then the territory's. */
    List<Venue> usable(TenantId tenant) {
        List<Venue> all = new ArrayList<>(own(tenant).stream().map(Kept::venue).toList());
        if (!tenant.equals(TenantId.TERRITORY)) {
            own(TenantId.TERRITORY).forEach(kept -> all.add(kept.venue()));
        }
        return all;
    }

    Optional<Venue> usable(TenantId tenant, UUID id) {
        return own(tenant, id).or(() -> own(TenantId.TERRITORY, id)).map(Kept::venue);
    }

    /**
     * Adds a venue (version 0) or replaces the one with that version.
     *
     * @throws Conflict if another has changed it since
     */
    void save(Venue venue, int version, @Nullable Agent agent) {
        database.of(venue.owner()).write(transaction -> {
            if (write(transaction, venue, version) == 0) {
                throw new Conflict("directory.conflict");
            }
            audit.record(transaction, agent, "directory.venue", venue.id().toString(), venue.name());
            transaction.touch(Listings.TAG);
        });
    }

    private static int write(Transaction transaction, Venue venue, int version) {
        Coordinates at = venue.coordinates();
        String sql = version == 0
                ? "insert into directory_venue (tenant_id, id, name, sort_key, address, latitude, longitude, capacity, wheelchair, wheelchair_note, version)"
                        + " values (:tenant, :id, :name, :key, :address, :latitude, :longitude, :capacity, :wheelchair, :note, :version + 1)"
                : "update directory_venue v set name = :name, sort_key = :key, address = :address, latitude = :latitude, longitude = :longitude,"
                        + " capacity = :capacity, wheelchair = :wheelchair, wheelchair_note = :note, version = v.version + 1"
                        + " where v.tenant_id = :tenant and v.id = :id and v.version = :version";
        return transaction.execute(
                sql, "id", venue.id(), "name", venue.name(), "key", DetailsRow.sortKey(venue.name()), "address", venue.address(),
                "latitude", at == null ? null : at.latitude(), "longitude", at == null ? null : at.longitude(), "capacity", venue.capacity(),
                "wheelchair", venue.access(), "note", venue.accessNote(), "version", version);
    }

    void delete(Venue venue, Agent agent) {
        database.of(venue.owner()).write(transaction -> {
            transaction.execute("delete from directory_venue v where v.tenant_id = :tenant and v.id = :id", "id", venue.id());
            audit.record(transaction, agent, "directory.venue.delete", venue.id().toString(), venue.name());
            transaction.touch(Listings.TAG);
        });
    }

    private static Kept kept(Row row) {
        Double latitude = row.doubleOrNull("latitude");
        Double longitude = row.doubleOrNull("longitude");
        return new Kept(
                new Venue(
                        new TenantId(row.uuid("tenant_id")), row.uuid("id"), row.string("name"), row.string("address"),
                        latitude == null || longitude == null ? null : new Coordinates(latitude, longitude), row.integerOrNull("capacity"),
                        Venue.Access.valueOf(row.string("wheelchair")), row.string("wheelchair_note")),
                row.integer("version"));
    }

    static boolean any(Reader reader) {
        return reader.one("select v.id from directory_venue v where v.tenant_id = :tenant fetch first 1 rows only", row -> row.uuid("id")).isPresent();
    }
}
