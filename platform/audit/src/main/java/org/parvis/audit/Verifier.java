package org.parvis.audit;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.parvis.api.data.Database;
import org.parvis.api.tenant.TenantId;

/** Looks for signs of tampering: reads every entry and seal, and compares them with all checkpoints that are known. */
@Component(service = Verifier.class)
public final class Verifier {
    private final Database database;
    private final Checkpoints checkpoints;

    @Activate
    public Verifier(@Reference Database database, @Reference Checkpoints checkpoints) {
        this.database = database;
        this.checkpoints = checkpoints;
    }

    /**
     * What was read of a tenant, and found.
     *
     * @param open entries that wait for their seal
     * @param erased entries whose content was erased
     */
    public record Report(TenantId tenant, long entries, long seals, long open, long erased, List<Finding> findings) {}

    /**
     * Verifies tenants.
     *
     * @param tenants which, or null for all that have entries or checkpoints
     * @param file checkpoints that somebody has kept elsewhere, or null
     */
    public List<Report> verify(@Nullable Collection<TenantId> tenants, @Nullable Path file) throws IOException {
        Map<TenantId, List<Checkpoint>> known = checkpoints.known(file).stream().collect(Collectors.groupingBy(Checkpoint::tenant));
        List<Report> reports = new ArrayList<>();
        for (TenantId tenant : tenants == null ? all(known) : tenants) {
            reports.add(new ChainWalk(tenant, database.of(tenant), known.getOrDefault(tenant, List.of()), checkpoints.key()).walk());
        }
        return reports;
    }

    private Collection<TenantId> all(Map<TenantId, List<Checkpoint>> known) {
        TreeSet<TenantId> all = new TreeSet<>(known.keySet());
        all.addAll(database.acrossTerritory("audit: all that have a log")
                .list("select distinct a.tenant_id from audit_entry a", row -> new TenantId(row.uuid("tenant_id"))));
        all.addAll(database.acrossTerritory("audit: all that have a chain")
                .list("select distinct s.tenant_id from audit_seal s", row -> new TenantId(row.uuid("tenant_id"))));
        return all;
    }
}
