package org.parvis.operations.health;

import java.io.File;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryUsage;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.parvis.api.data.Database;
import org.parvis.api.event.WorkQueue;
import org.parvis.api.plugin.PluginFleet;
import org.parvis.api.plugin.PluginFleet.Version;
import org.parvis.api.route.Refusal;
import org.parvis.api.search.Search;
import org.parvis.api.tenant.TenantId;

/** Looks whether what the installation needs is there. */
@Component(service = Health.class)
public final class Health {

    private static final long MEBIBYTE = 1 << 20;
    private static final long DISK_WARNING = 1024;
    private static final long DISK_DOWN = 100;
    private static final int MEMORY_WARNING = 95;

    private final Database database;
    private final PluginFleet fleet;
    private final Search search;
    private final WorkQueue queue;
    private final Clock clock;

    @Activate
    public Health(
            @Reference Database database,
            @Reference PluginFleet fleet,
            @Reference Search search,
            @Reference WorkQueue queue,
            @Reference Clock clock) {
        this.database = database;
        this.fleet = fleet;
        this.search = search;
        this.queue = queue;
        this.clock = clock;
    }

    /** How a thing is, from best to worst. */
    public enum State {
        OK,
        WARNING,
        DOWN
    }

    /** What one check found; the detail is for operators. */
    public record Finding(String check, State state, String detail) {}

    /** What all checks found. */
    public record Report(List<Finding> findings) {
        public State state() {
            return findings.stream().map(Finding::state).max(Comparator.naturalOrder()).orElse(State.OK);
        }
    }

    public Report look() {
        List<Finding> findings = new ArrayList<>();
        findings.add(databaseWrites());
        findings.add(disk());
        findings.add(memory());
        findings.add(plugins());
        findings.add(searchIndex());
        findings.add(work());
        return new Report(List.copyOf(findings));
    }

    private Finding databaseWrites() {
        long start = System.nanoTime();
        try {
            database.of(TenantId.TERRITORY).write(transaction -> {
                transaction.execute("delete from operations_heartbeat where operations_heartbeat.tenant_id = :tenant");
                transaction.execute(
                        "insert into operations_heartbeat (tenant_id, written) values (:tenant, :now)", "now", clock.instant());
            });
            return new Finding("database", State.OK, "written in " + (System.nanoTime() - start) / 1_000_000 + " ms");
        } catch (Refusal refusal) {
            return new Finding("database", State.DOWN, "cannot be written");
        }
    }

    private static Finding disk() {
        String folder = System.getProperty("parvis.data", System.getProperty("karaf.data", "."));
        long free = new File(folder).getUsableSpace() / MEBIBYTE;
        State state = free < DISK_DOWN ? State.DOWN : free < DISK_WARNING ? State.WARNING : State.OK;
        return new Finding("disk", state, free + " MiB free for " + folder);
    }

    private static Finding memory() {
        MemoryUsage heap = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage();
        long percent = heap.getMax() > 0 ? heap.getUsed() * 100 / heap.getMax() : 0;
        State state = percent >= MEMORY_WARNING ? State.WARNING : State.OK;
        return new Finding("memory", state, heap.getUsed() / MEBIBYTE + " of " + heap.getMax() / MEBIBYTE + " MiB of heap used");
    }

    private Finding plugins() {
        List<Version> failed = fleet.versions().stream().filter(version -> version.state() == PluginFleet.State.FAILED).toList();
        if (failed.isEmpty()) {
            return new Finding("plugins", State.OK, "all are ready");
        }
        State state = failed.stream().anyMatch(Version::core) ? State.DOWN : State.WARNING;
        Version last = failed.get(failed.size() - 1);
        return new Finding("plugins", state, failed.size() + " failed; the last one: " + last.reason());
    }

    private Finding searchIndex() {
        int pending = search.pending();
        return new Finding("search", State.OK, pending == 0 ? "up to date" : pending + " to be read");
    }

    private Finding work() {
        WorkQueue.Counts counts = queue.counts();
        State state = counts.setAside() > 0 ? State.WARNING : State.OK;
        return new Finding("work", state, counts.waiting() + " waiting, " + counts.setAside() + " set aside");
    }
}
