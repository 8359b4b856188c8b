package org.parvis.site.hours;

import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import org.parvis.api.data.Reader;
import org.parvis.api.data.Row;
import org.parvis.api.data.Transaction;

/** SQL of places and exceptions. */
final class HoursTable {

    private HoursTable() {}

    static List<Place> places(Reader reader) {
        // Few rows, read for every page: sorted here, since a sort costs Derby more than the rest of the query.
        return reader.list(
                        "select p.id, p.name, p.address, p.note, p.week, p.closed_on_holidays, p.place_order, p.version from site_place p"
                                + " where p.tenant_id = :tenant",
                        HoursTable::place)
                .stream()
                .sorted(Comparator.comparingInt(Place::position).thenComparing(Place::id))
                .toList();
    }

    static List<Exceptional> exceptions(Reader reader, LocalDate from) {
        return reader.list(
                        "select e.id, e.place_id, e.first_day, e.last_day, e.slots, e.reason from site_exception e"
                                + " where e.tenant_id = :tenant and e.last_day >= :day",
                        HoursTable::exceptional,
                        "day", from)
                .stream()
                .sorted(Comparator.comparing(Exceptional::from).thenComparing(Exceptional::id))
                .toList();
    }

    private static Place place(Row row) {
        return new Place(
                row.uuid("id"), row.string("name"), row.string("address"), row.string("note"), Week.parse(row.string("week")),
                row.bool("closed_on_holidays"), row.integer("place_order"), row.integer("version"));
    }

    private static Exceptional exceptional(Row row) {
        return new Exceptional(
                row.uuid("id"), row.uuidOrNull("place_id"), row.date("first_day"), row.date("last_day"),
                Slots.parse(row.string("slots")), row.string("reason"));
    }

    static void insert(Transaction transaction, Place place) {
        transaction.execute(
                "insert into site_place (tenant_id, id, name, address, note, week, closed_on_holidays, place_order, version)"
                        + " values (:tenant, :id, :name, :address, :note, :week, :closed, :position, :version)",
                parameters(place));
    }

    /** Updates the row if it still has the place's version; the number of rows says whether it had. */
    static int update(Transaction transaction, Place place) {
        return transaction.execute(
                "update site_place p set name = :name, address = :address, note = :note, week = :week, closed_on_holidays = :closed,"
                        + " place_order = :position, version = p.version + 1"
                        + " where p.tenant_id = :tenant and p.id = :id and p.version = :version",
                parameters(place));
    }

    private static Object[] parameters(Place place) {
        return new Object[] {
            "id", place.id(), "name", place.name(), "address", place.address(), "note", place.note(), "week", place.week().text(),
            "closed", place.closedOnHolidays(), "position", place.position(), "version", place.version()
        };
    }

    static void deletePlace(Transaction transaction, UUID id) {
        transaction.execute("delete from site_exception e where e.tenant_id = :tenant and e.place_id = :id", "id", id);
        transaction.execute("delete from site_place p where p.tenant_id = :tenant and p.id = :id", "id", id);
    }

    static void insert(Transaction transaction, Exceptional exceptional) {
        transaction.execute(
                "insert into site_exception (tenant_id, id, place_id, first_day, last_day, slots, reason)"
                        + " values (:tenant, :id, :place, :first, :last, :slots, :reason)",
                "id", exceptional.id(), "place", exceptional.place(), "first", exceptional.from(), "last", exceptional.to(),
                "slots", Slots.text(exceptional.slots()), "reason", exceptional.reason());
    }

    static int deleteException(Transaction transaction, UUID id) {
        return transaction.execute("delete from site_exception e where e.tenant_id = :tenant and e.id = :id", "id", id);
    }
}
