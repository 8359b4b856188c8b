package org.parvis.demarches.bouquet;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.parvis.api.data.Reader;
import org.parvis.api.tenant.TenantId;

/** How procedures are used over the whole territory, in numbers: who asks for what stays with the communes. */
final class VersionUse {
    private VersionUse() {}

    /** Files on a version. */
    record Count(long open, long closed) {
        static final Count NONE = new Count(0, 0);

        private Count plus(Count other) {
            return new Count(open + other.open, closed + other.closed);
        }
    }

    /** Files of a procedure, by version. */
    static Map<Integer, Count> files(Reader territory, String procedure) {
        Map<Integer, Count> counts = new HashMap<>();
        territory.list(
                "select f.version_no, f.kind, count(*) as files from demarches_file f where f.procedure_id = :procedure group by f.version_no, f.kind",
                row -> counts.merge(row.integer("version_no"), count(row.string("kind"), row.longValue("files")), Count::plus), "procedure", procedure);
        return counts;
    }

    /** Files of each procedure. */
    static Map<String, Count> files(Reader territory) {
        Map<String, Count> counts = new HashMap<>();
        territory.list(
                "select f.procedure_id, f.kind, count(*) as files from demarches_file f group by f.procedure_id, f.kind",
                row -> counts.merge(row.string("procedure_id"), count(row.string("kind"), row.longValue("files")), Count::plus));
        return counts;
    }

    private static Count count(String kind, long files) {
        return kind.equals("CLOSED") ? new Count(0, files) : new Count(files, 0);
    }

    /** How many offer each procedure. */
    static Map<String, Long> offers(Reader territory) {
        Map<String, Long> counts = new HashMap<>();
        territory.list(
                "select o.procedure_id, count(*) as offers from demarches_offer o where o.offered = true group by o.procedure_id",
                row -> counts.put(row.string("procedure_id"), row.longValue("offers")));
        return counts;
    }

    /** Who offers a procedure. */
    static List<TenantId> offering(Reader territory, String procedure) {
        return territory.list(
                "select o.tenant_id from demarches_offer o where o.offered = true and o.procedure_id = :procedure", row -> new TenantId(row.uuid("tenant_id")),
                "procedure", procedure);
    }
}
