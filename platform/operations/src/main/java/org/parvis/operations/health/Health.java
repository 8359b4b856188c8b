package org.parvis.operations.health;

import java.io.File;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryUsage;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
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

    /**
     * What one check found.
     *
     * @param detail in English, for programs and the console
     * @param said what the page says of it: {@code operations.health.said.<said>}
     * @param values of that message, two at most
     */
    public record Finding(String check, State state, String detail, String said, List<String> values) {

        static Finding of(String check, State state, String detail, String said, Object... values) {
            return new Finding(check, state, detail, said, Arrays.stream(values).map(String::valueOf).toList());
        }
    }

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
            long taken = (System.nanoTime() - start) / 1_000_000;
            return Finding.of("database", State.OK, "written in " + taken + " ms", "database", taken);
        } catch (Refusal refusal) {
            return Finding.of("database", State.DOWN, "cannot be written", "database.not");
        }
    }

    private static Finding disk() {
        String folder = System.getProperty("parvis.data", System.getProperty("karaf.data", "."));
        long free = new File(folder).getUsableSpace() / MEBIBYTE;
        State state = free < DISK_DOWN ? State.DOWN : free < DISK_WARNING ? State.WARNING : State.OK;
        return Finding.of("disk", state, free + " MiB free for " + folder, "disk", free, folder);
    }

    private static Finding memory() {
        MemoryUsage heap = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage();
        long percent = heap.getMax() > 0 ? heap.getUsed() * 100 / heap.getMax() : 0;
        State state = percent >= MEMORY_WARNING ? State.WARNING : State.OK;
        long used = heap.getUsed() / MEBIBYTE;
        long most = heap.getMax() / MEBIBYTE;
        return Finding.of("memory", state, used + " of " + most + " MiB of heap used", "memory", used, most);
    }

    private Finding plugins() {
        List<Version> failed = fleet.versions().stream().filter(version -> version.state() == PluginFleet.State.FAILED).toList();
        if (failed.isEmpty()) {
            return Finding.of("plugins", State.OK, "all are ready", "plugins");
        }
        State state = failed.stream().anyMatch(Version::core) ? State.DOWN : State.WARNING;
        Version last = failed.get(failed.size() - 1);
        return Finding.of("plugins", state, failed.size() + " failed; the last one: " + last.reason(), "plugins.not", failed.size(), last.reason());
    }

    private Finding searchIndex() {
        int pending = search.pending();
        return pending == 0
                ? Finding.of("search", State.OK, "up to date", "search")
                : Finding.of("search", State.OK, pending + " to be read", "search.pending", pending);
    }

    private Finding work() {
        WorkQueue.Counts counts = queue.counts();
        State state = counts.setAside() > 0 ? State.WARNING : State.OK;
        return Finding.of("work", state, counts.waiting() + " waiting, " + counts.setAside() + " set aside", "work", counts.waiting(), counts.setAside());
    }
}
