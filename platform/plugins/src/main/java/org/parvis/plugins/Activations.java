package org.parvis.plugins;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.parvis.api.data.Database;
import org.parvis.api.data.Transaction;
import org.parvis.api.tenant.TenantId;
import org.parvis.plugins.Choice.Decision;

/**
 * The tables of decisions: they are the operator's, and so the territory's. A write touches {@link #TAG}, by which every node
 * reads them again.
 */
final class Activations {

    static final String TAG = "plugins";

    private final Database database;

    Activations(Database database) {
        this.database = database;
    }

    /**
     * All decisions at one moment.
     *
     * @param tenants those with a decision of their own
     * @param current version by plugin, where it is not simply the newest
     */
    record Decisions(Map<TenantId, Choice> tenants, Map<String, String> current) {
        static final Decisions NONE = new Decisions(Map.of(), Map.of());
    }

    Decisions read() {
        record Line(TenantId target, String plugin, Decision decision) {}
        Map<TenantId, Map<String, Decision>> raw = new HashMap<>();
        database.of(TenantId.TERRITORY)
                .list(
                        "select a.target, a.plugin, a.active, a.version from plugins_activation a where a.tenant_id = :tenant",
                        row -> new Line(
                                new TenantId(row.uuid("target")),
                                row.string("plugin"),
                                new Decision(row.bool("active"), row.stringOrNull("version"))))
                .forEach(line -> raw.computeIfAbsent(line.target(), any -> new HashMap<>(4)).put(line.plugin(), line.decision()));
        Map<Choice, Choice> known = new HashMap<>();
        Map<TenantId, Choice> tenants = new HashMap<>();
        raw.forEach((tenant, decisions) -> {
            Choice choice = Choice.of(decisions);
            tenants.put(tenant, known.computeIfAbsent(choice, any -> choice));
        });
        return new Decisions(tenants, readCurrent());
    }

    private Map<String, String> readCurrent() {
        Map<String, String> current = new HashMap<>();
        database.of(TenantId.TERRITORY)
                .list(
                        "select c.plugin, c.version from plugins_current c where c.tenant_id = :tenant",
                        row -> Map.entry(row.string("plugin"), row.string("version")))
                .forEach(entry -> current.put(entry.getKey(), entry.getValue()));
        return current;
    }

    /** Decides the same for many tenants, in one transaction. */
    void decide(String plugin, Collection<TenantId> targets, Decision decision) {
        Set<TenantId> wanted = new HashSet<>(targets);
        if (wanted.isEmpty()) {
            return;
        }
        database.of(TenantId.TERRITORY).write(transaction -> {
            forget(transaction, plugin, wanted);
            List<Object[]> rows = new ArrayList<>(wanted.size());
            for (TenantId target : wanted) {
                rows.add(row(plugin, target.value(), decision.active(), decision.version()));
            }
            transaction.executeAll(
                    "insert into plugins_activation (tenant_id, target, plugin, active, version)"
                            + " values (:tenant, :target, :plugin, :active, :version)",
                    rows);
            transaction.touch(TAG);
        });
    }

    private static void forget(Transaction transaction, String plugin, Set<TenantId> wanted) {
        List<Object[]> rows = new ArrayList<>();
        transaction
                .list(
                        "select a.target from plugins_activation a where a.tenant_id = :tenant and a.plugin = :plugin",
                        row -> row.uuid("target"),
                        "plugin",
                        plugin)
                .stream()
                .filter(target -> wanted.contains(new TenantId(target)))
                .forEach(target -> rows.add(new Object[] {"plugin", plugin, "target", target}));
        if (!rows.isEmpty()) {
            transaction.executeAll(
                    "delete from plugins_activation where plugins_activation.tenant_id = :tenant"
                            + " and plugins_activation.plugin = :plugin and plugins_activation.target = :target",
                    rows);
        }
    }

    private static Object[] row(String plugin, UUID target, boolean active, @Nullable String version) {
        @Nullable Object[] row = {"target", target, "plugin", plugin, "active", active, "version", version};
        return row;
    }

    /** Writes down which version is the current one. */
    void current(String plugin, String version) {
        database.of(TenantId.TERRITORY).write(transaction -> {
            transaction.execute(
                    "delete from plugins_current where plugins_current.tenant_id = :tenant and plugins_current.plugin = :plugin",
                    "plugin",
                    plugin);
            transaction.execute(
                    "insert into plugins_current (tenant_id, plugin, version) values (:tenant, :plugin, :version)",
                    "plugin",
                    plugin,
                    "version",
                    version);
            transaction.touch(TAG);
        });
    }
}
