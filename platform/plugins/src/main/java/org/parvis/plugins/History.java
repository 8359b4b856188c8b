package org.parvis.plugins;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.parvis.api.plugin.PluginFleet.State;
import org.parvis.api.plugin.PluginFleet.Version;
import org.parvis.api.plugin.PluginRef;

/** What the operator is told about versions that are not simply ready: those that failed, start or leave; and since when others are. */
final class History {

    private static final int FAILURES_KEPT = 50;

    private final Clock clock;
    private final Map<PluginRef, Version> leaving = new LinkedHashMap<>();
    private final Map<PluginRef, Version> failed = new LinkedHashMap<>();
    private final Map<PluginRef, Instant> ready = new LinkedHashMap<>();

    History(Clock clock) {
        this.clock = clock;
    }

    synchronized void ready(PluginRef ref) {
        failed.remove(ref);
        ready.put(ref, clock.instant());
    }

    synchronized void draining(PluginRef ref) {
        ready.remove(ref);
        leaving.put(ref, new Version(ref, false, State.DRAINING, false, 0, clock.instant(), null));
    }

    synchronized void gone(PluginRef ref) {
        leaving.remove(ref);
    }

    synchronized void failed(PluginRef ref, boolean core, String reason) {
        failed.remove(ref);
        failed.put(ref, new Version(ref, core, State.FAILED, false, 0, clock.instant(), reason));
        if (failed.size() > FAILURES_KEPT) {
            failed.remove(failed.keySet().iterator().next());
        }
    }

    synchronized Instant since(PluginRef ref) {
        return ready.getOrDefault(ref, clock.instant());
    }

    synchronized List<Version> others() {
        List<Version> others = new ArrayList<>(leaving.values());
        others.addAll(failed.values());
        return others;
    }
}
