package org.parvis.plugins;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import org.parvis.api.tenant.TenantId;
import org.parvis.plugins.Activations.Decisions;
import org.parvis.plugins.Choice.Decision;
import org.parvis.plugins.PluginVersion.Content;

/**
 * Which version serves which tenant: an immutable state, replaced as a whole.
 *
 * <p>Who swaps it in calls the listener before what was replaced is retired, so that nobody computes from the old state what
 * outlives it.
 */
final class PluginTable {

    private final Runnable changed;
    private volatile Set<String> defaults;
    private final List<PluginVersion> core = new ArrayList<>();
    private final Map<String, List<PluginVersion>> ready = new TreeMap<>();
    private Decisions decisions = Decisions.NONE;
    private volatile State state = State.empty();

    /** @param changed told after each change */
    PluginTable(Collection<String> defaults, Runnable changed) {
        this.defaults = Set.copyOf(defaults);
        this.changed = changed;
    }

    ServingPlugins of(TenantId tenant) {
        return state.of(tenant);
    }

    ServingPlugins all() {
        return state.all;
    }

    ServingPlugins newestReady() {
        return state.newest;
    }

    void defaults(Collection<String> now) {
        defaults = Set.copyOf(now);
    }

    synchronized void addCore(PluginVersion version) {
        core.add(version);
    }

    synchronized void add(PluginVersion version) {
        List<PluginVersion> versions = ready.computeIfAbsent(version.ref().id(), any -> new ArrayList<>());
        versions.add(version);
        versions.sort(PluginVersion::byAge);
    }

    synchronized void remove(PluginVersion version) {
        List<PluginVersion> versions = ready.get(version.ref().id());
        if (versions != null && versions.remove(version) && versions.isEmpty()) {
            ready.remove(version.ref().id());
        }
    }

    synchronized void decisions(Decisions now) {
        decisions = now;
    }

    /** Platform modules, then ready versions by id and age. */
    synchronized List<PluginVersion> versions() {
        List<PluginVersion> all = new ArrayList<>(core);
        ready.values().forEach(all::addAll);
        return all;
    }

    synchronized Optional<PluginVersion> find(String id, String label) {
        return ready.getOrDefault(id, List.of()).stream().filter(version -> version.ref().version().equals(label)).findFirst();
    }

    /** The version that serves who is not pinned to another. */
    synchronized Optional<PluginVersion> current(String id) {
        List<PluginVersion> versions = ready.getOrDefault(id, List.of());
        String wanted = decisions.current().get(id);
        return versions.stream()
                .filter(version -> version.ref().version().equals(wanted))
                .findFirst()
                .or(() -> versions.stream().reduce((older, newer) -> newer));
    }

    /** Newest version of each plugin. */
    synchronized List<PluginVersion> newest() {
        return ready.values().stream().map(versions -> versions.get(versions.size() - 1)).toList();
    }

    /** Versions that serve nobody and are older than the current one. */
    synchronized List<PluginVersion> superfluous() {
        Set<Content> serving = Set.copyOf(state.all.contents());
        List<PluginVersion> found = new ArrayList<>();
        ready.forEach((id, versions) -> current(id).ifPresent(current -> versions.stream()
                .filter(version -> PluginVersion.byAge(version, current) < 0 && !serving.contains(version.content()))
                .forEach(found::add)));
        return found;
    }

    synchronized Decisions decisions() {
        return decisions;
    }

    boolean isActive(String plugin, Choice choice) {
        Decision decision = choice.decisions().get(plugin);
        return decision != null ? decision.active() : defaults.contains(plugin);
    }

    /**
     * Computes the state anew and swaps it in.
     *
     * @return completes when nobody uses any more what was replaced
     */
    CompletableFuture<Void> publish() {
        List<ServingPlugins> replaced;
        boolean other;
        synchronized (this) {
            State old = state;
            State now = next(old);
            state = now;
            replaced = old.instances().stream().filter(instance -> !now.instances().contains(instance)).toList();
            // A tenant may move between instances that both stay.
            other = old.choices() != now.choices() || !old.instances().equals(now.instances());
        }
        if (other) {
            changed.run();
        }
        replaced.forEach(ServingPlugins::retire);
        return CompletableFuture.allOf(replaced.stream().map(ServingPlugins::drained).toArray(CompletableFuture[]::new));
    }

    private State next(State old) {
        Map<List<Content>, ServingPlugins> known = new HashMap<>();
        old.instances().forEach(instance -> known.put(instance.contents(), instance));
        Map<Choice, ServingPlugins> byChoice = new IdentityHashMap<>();
        Set<Content> serving = new LinkedHashSet<>();
        Set<Choice> choices = new LinkedHashSet<>(decisions.tenants().values());
        choices.add(Choice.NONE);
        for (Choice choice : choices) {
            List<Content> contents = contents(choice);
            serving.addAll(contents);
            byChoice.put(choice, known.computeIfAbsent(contents, ServingPlugins::new));
        }
        List<Content> all = serving.stream().sorted(order()).toList();
        List<Content> newest = new ArrayList<>();
        core.forEach(version -> newest.add(version.content()));
        newest().forEach(version -> newest.add(version.content()));
        return new State(
                decisions.tenants(),
                byChoice,
                byChoice.get(Choice.NONE),
                known.computeIfAbsent(all, ServingPlugins::new),
                known.computeIfAbsent(newest, ServingPlugins::new));
    }

    private List<Content> contents(Choice choice) {
        List<Content> contents = new ArrayList<>();
        core.forEach(version -> contents.add(version.content()));
        for (String id : ready.keySet()) {
            if (isActive(id, choice)) {
                Decision decision = choice.decisions().get(id);
                Optional<PluginVersion> pinned =
                        decision == null || decision.version() == null ? Optional.empty() : find(id, decision.version());
                pinned.or(() -> current(id)).ifPresent(version -> contents.add(version.content()));
            }
        }
        return contents;
    }

    private Comparator<Content> order() {
        List<PluginVersion> versions = versions();
        return Comparator.comparingInt(content -> versions.indexOf(content.version()));
    }

    private record State(
            Map<TenantId, Choice> choices,
            Map<Choice, ServingPlugins> byChoice,
            ServingPlugins standard,
            ServingPlugins all,
            ServingPlugins newest) {

        static State empty() {
            ServingPlugins nothing = new ServingPlugins(List.of());
            return new State(Map.of(), Map.of(), nothing, nothing, nothing);
        }

        ServingPlugins of(TenantId tenant) {
            Choice choice = choices.get(tenant);
            ServingPlugins serving = choice == null ? null : byChoice.get(choice);
            return serving == null ? standard : serving;
        }

        Set<ServingPlugins> instances() {
            Set<ServingPlugins> instances = new LinkedHashSet<>(byChoice.values());
            instances.add(standard);
            instances.add(all);
            instances.add(newest);
            return instances;
        }
    }
}
