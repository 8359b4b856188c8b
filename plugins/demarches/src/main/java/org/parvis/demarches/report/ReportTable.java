package org.parvis.demarches.report;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.parvis.api.data.Reader;
import org.parvis.api.data.Row;
import org.parvis.api.data.Transaction;
import org.parvis.api.tenant.Coordinates;

/** SQL of reports. */
final class ReportTable {
    private static final String COLUMNS = "r.id, r.procedure_id, r.topic, r.street, r.place, r.latitude, r.longitude, r.hidden";
    private static final String FROM = " from demarches_report r join demarches_file f on f.tenant_id = :tenant and f.id = r.id"
            + " where r.tenant_id = :tenant and r.hidden = false and r.procedure_id = :procedure and f.state not in (:never)";
    private static final String PUBLIC = "select " + COLUMNS + ", f.file_no, f.version_no, f.state, f.received_at, f.updated_at, f.kind" + FROM;

    private ReportTable() {}

    /**
     * What is looked for.
     *
     * @param stand {@code open}, {@code closed} or empty: all
     * @param topic or empty: all
     * @param never states in which a report is not shown
     */
    record Wanted(String procedure, String stand, String topic, Collection<String> never) {}

    private static Report map(Row row) {
        Double latitude = row.doubleOrNull("latitude");
        Double longitude = row.doubleOrNull("longitude");
        return new Report(
                row.uuid("id"), row.string("procedure_id"), row.string("topic"), row.string("street"), row.string("place"),
                latitude == null || longitude == null ? null : new Coordinates(latitude, longitude), row.bool("hidden"));
    }

    private static Report.Public mapPublic(Row row) {
        return new Report.Public(
                map(row), row.string("file_no"), row.integer("version_no"), row.string("state"), row.instant("received_at"), row.instant("updated_at"),
                row.string("kind").equals("CLOSED"));
    }

    static void insert(Transaction transaction, Report report) {
        Coordinates at = report.at();
        transaction.execute(
                "insert into demarches_report (tenant_id, id, procedure_id, topic, street, place, latitude, longitude, hidden)"
                        + " values (:tenant, :id, :procedure, :topic, :street, :place, :latitude, :longitude, false)",
                "id", report.id(), "procedure", report.procedure(), "topic", report.topic(), "street", report.street(), "place", report.place(),
                "latitude", at == null ? null : at.latitude(), "longitude", at == null ? null : at.longitude());
    }

    /** What was corrected; whether it is hidden stays as it is. */
    static void update(Transaction transaction, Report report) {
        Coordinates at = report.at();
        transaction.execute(
                "update demarches_report r set topic = :topic, street = :street, place = :place, latitude = :latitude, longitude = :longitude"
                        + " where r.tenant_id = :tenant and r.id = :id",
                "id", report.id(), "topic", report.topic(), "street", report.street(), "place", report.place(),
                "latitude", at == null ? null : at.latitude(), "longitude", at == null ? null : at.longitude());
    }

    static Optional<Report> byId(Reader reader, UUID id) {
        return reader.one("select " + COLUMNS + " from demarches_report r where r.tenant_id = :tenant and r.id = :id", ReportTable::map, "id", id);
    }

    static boolean hide(Transaction transaction, UUID id, boolean hidden) {
        return transaction.execute("update demarches_report r set hidden = :hidden where r.tenant_id = :tenant and r.id = :id", "hidden", hidden, "id", id) == 1;
    }

    private static String where(Wanted wanted) {
        String stand = switch (wanted.stand()) {
            case "open" -> " and f.kind in ('OPEN', 'WAITING')";
            case "closed" -> " and f.kind = 'CLOSED'";
            default -> "";
        };
        return stand + (wanted.topic().isEmpty() ? "" : " and r.topic = :topic");
    }

    private static List<Object> values(Wanted wanted) {
        List<Object> values = new ArrayList<>(List.of("procedure", wanted.procedure(), "never", wanted.never()));
        if (!wanted.topic().isEmpty()) {
            values.addAll(List.of("topic", wanted.topic()));
        }
        return values;
    }

    static long count(Reader reader, Wanted wanted) {
        return reader.count("select count(*)" + FROM + where(wanted), values(wanted).toArray());
    }

    /** The newest first. */
    static List<Report.Public> list(Reader reader, Wanted wanted, long offset, int limit) {
        List<Object> values = values(wanted);
        values.addAll(List.of("offset", offset, "limit", (long) limit));
        return reader.list(
                PUBLIC + where(wanted) + " order by f.received_at desc, f.id offset :offset rows fetch next :limit rows only", ReportTable::mapPublic, values.toArray());
    }

    static Optional<Report.Public> byNumber(Reader reader, Wanted wanted, String number) {
        List<Object> values = values(wanted);
        values.addAll(List.of("number", number));
        return reader.one(PUBLIC + where(wanted) + " and f.file_no = :number", ReportTable::mapPublic, values.toArray());
    }
}
