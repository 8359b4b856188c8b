package org.parvis.site.wordpress;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.parvis.api.data.Reader;
import org.parvis.api.data.Row;
import org.parvis.api.data.Transaction;

/** What was imported once, and what became of it: so that it is not imported again. */
final class OriginTable {

    private static final int AT_ONCE = 1_000;
    private static final String SELECT =
            "select o.origin_key, o.target_id, o.path, o.desk_path from site_import_origin o where o.tenant_id = :tenant";

    private OriginTable() {}

    /** What became of something. */
    record Target(UUID origin, String id, String path, String deskPath) {}

    /** The key of something of the former site, by what it is never without. */
    static UUID key(String... parts) {
        return UUID.nameUUIDFromBytes(String.join("\n", parts).getBytes(StandardCharsets.UTF_8));
    }

    static Optional<Target> byKey(Reader reader, UUID key) {
        return reader.one(SELECT + " and o.origin_key = :key", OriginTable::target, "key", key);
    }

    static Map<UUID, Target> byKeys(Reader reader, Collection<UUID> keys) {
        Map<UUID, Target> found = new HashMap<>();
        List<UUID> all = new ArrayList<>(keys);
        for (int i = 0; i < all.size(); i += AT_ONCE) {
            List<UUID> some = all.subList(i, Math.min(all.size(), i + AT_ONCE));
            reader.list(SELECT + " and o.origin_key in (:keys)", OriginTable::target, "keys", some).forEach(target -> found.put(target.origin(), target));
        }
        return found;
    }

    private static Target target(Row row) {
        return new Target(row.uuid("origin_key"), row.string("target_id"), row.string("path"), row.string("desk_path"));
    }

    static void put(Transaction transaction, Target target, Instant now) {
        forget(transaction, target.origin());
        transaction.execute(
                "insert into site_import_origin (tenant_id, origin_key, target_id, path, desk_path, imported_at)"
                        + " values (:tenant, :key, :id, :path, :deskPath, :now)",
                "key", target.origin(), "id", target.id(), "path", target.path(), "deskPath", target.deskPath(), "now", now);
    }

    static void forget(Transaction transaction, UUID key) {
        transaction.execute("delete from site_import_origin where tenant_id = :tenant and origin_key = :key", "key", key);
    }
}
