package org.parvis.operations.health;

import java.lang.management.BufferPoolMXBean;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.util.Locale;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.parvis.api.plugin.PluginFleet;
import org.parvis.api.search.Search;
import org.parvis.api.tenant.SiteState;
import org.parvis.api.tenant.Tenants;

/** The figures of this node, in Prometheus' text format 0.0.4. */
@Component(service = Metrics.class)
public final class Metrics {

    private final Tenants tenants;
    private final PluginFleet fleet;
    private final Search search;
    private final Health health;

    @Activate
    public Metrics(@Reference Tenants tenants, @Reference PluginFleet fleet, @Reference Search search, @Reference Health health) {
        this.tenants = tenants;
        this.fleet = fleet;
        this.search = search;
        this.health = health;
    }

    public String text() {
        StringBuilder text = new StringBuilder();
        machine(text);
        family(text, "parvis_tenants", "gauge", "Tenants by state of their site");
        for (SiteState state : SiteState.values()) {
            long count = tenants.all().stream().filter(site -> site.state() == state).count();
            sample(text, "parvis_tenants", label("state", state.name().toLowerCase(Locale.ROOT)), count);
        }
        family(text, "parvis_plugin_tenants", "gauge", "Tenants that a version of a plugin serves");
        fleet.versions().stream()
                .filter(version -> version.state() == PluginFleet.State.READY && !version.core())
                .forEach(version -> sample(
                        text,
                        "parvis_plugin_tenants",
                        label("plugin", version.ref().id()) + "," + label("version", version.ref().version()),
                        version.tenants()));
        family(text, "parvis_search_pending", "gauge", "Tenants and documents that the search has yet to read");
        sample(text, "parvis_search_pending", "", search.pending());
        family(text, "parvis_health", "gauge", "Checks: 0 well, 1 warning, 2 down");
        health.look().findings().forEach(finding -> sample(text, "parvis_health", label("check", finding.check()), finding.state().ordinal()));
        return text.toString();
    }

    private static void machine(StringBuilder text) {
        family(text, "process_uptime_seconds", "gauge", "Time since the start");
        sample(text, "process_uptime_seconds", "", ManagementFactory.getRuntimeMXBean().getUptime() / 1000);
        family(text, "jvm_memory_used_bytes", "gauge", "Memory in use by pool");
        for (MemoryPoolMXBean pool : ManagementFactory.getMemoryPoolMXBeans()) {
            sample(text, "jvm_memory_used_bytes", label("pool", pool.getName()), pool.getUsage().getUsed());
        }
        family(text, "jvm_buffer_used_bytes", "gauge", "Memory outside the heap by pool");
        for (BufferPoolMXBean pool : ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class)) {
            sample(text, "jvm_buffer_used_bytes", label("pool", pool.getName()), pool.getMemoryUsed());
        }
        family(text, "jvm_gc_seconds_total", "counter", "Time spent collecting garbage");
        for (GarbageCollectorMXBean collector : ManagementFactory.getGarbageCollectorMXBeans()) {
            String seconds = String.format(Locale.ROOT, "%.3f", collector.getCollectionTime() / 1000.0);
            text.append("jvm_gc_seconds_total{").append(label("gc", collector.getName())).append("} ").append(seconds).append('\n');
        }
        family(text, "jvm_threads", "gauge", "Live threads");
        sample(text, "jvm_threads", "", ManagementFactory.getThreadMXBean().getThreadCount());
        family(text, "jvm_classes_loaded", "gauge", "Loaded classes");
        sample(text, "jvm_classes_loaded", "", ManagementFactory.getClassLoadingMXBean().getLoadedClassCount());
    }

    private static void family(StringBuilder text, String name, String type, String help) {
        text.append("# HELP ").append(name).append(' ').append(help).append('\n');
        text.append("# TYPE ").append(name).append(' ').append(type).append('\n');
    }

    private static void sample(StringBuilder text, String name, String labels, long value) {
        text.append(name).append(labels.isEmpty() ? "" : "{" + labels + "}").append(' ').append(value).append('\n');
    }

    private static String label(String name, String value) {
        return name + "=\"" + value.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n") + "\"";
    }
}
