package org.parvis.backoffice;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.parvis.api.desk.DayItems;
import org.parvis.api.identity.Agent;
import org.parvis.api.identity.Permissions;
import org.parvis.api.plugin.ActivePlugins;
import org.parvis.api.plugin.Contributed;
import org.parvis.api.plugin.Plugins;
import org.parvis.api.tenant.TenantId;

/** What waits for an agent in all the tenants that the agent works for, over all plugins. */
@Component(service = DayQueue.class)
public final class DayQueue {

    /** Of each kind: beyond that nobody reads a list. */
    static final int MOST = 20_000;

    private static final Comparator<Waiting> BY_DEADLINE = Comparator
            .comparing((Waiting waiting) -> waiting.item().due(), Comparator.nullsLast(Comparator.naturalOrder()))
            .thenComparing(waiting -> !waiting.item().legal())
            .thenComparing(waiting -> waiting.item().since())
            .thenComparing(waiting -> waiting.item().id());

    private final Plugins plugins;
    private final Permissions permissions;

    @Activate
    public DayQueue(@Reference Plugins plugins, @Reference Permissions permissions) {
        this.plugins = plugins;
        this.permissions = permissions;
    }

    /** An item with its kind. */
    public record Waiting(DayItems.Kind kind, DayItems.Item item) {

        boolean isLate(Instant now) {
            return item.due() != null && item.due().isBefore(now);
        }

        /** Names the item in a form. */
        String key() {
            return kind.name() + "|" + item.tenant().value() + "|" + item.id();
        }
    }

    /** Where an agent sees what waits: an operator in one tenant at a time, everybody else in all of theirs. */
    static Set<TenantId> tenantsOf(Agent agent, TenantId current) {
        if (agent.isOperator()) {
            return Set.of(current);
        }
        Set<TenantId> all = new LinkedHashSet<>(Set.of(current));
        all.addAll(agent.tenants());
        return all;
    }

    /** All that waits, by deadline. */
    List<Waiting> of(Agent agent, Set<TenantId> tenants, Instant now) {
        List<ActivePlugins.Hold> holds = new ArrayList<>();
        try {
            List<Waiting> all = new ArrayList<>();
            sources(agent, tenants, holds).forEach((source, where) -> {
                DayItems.Kind kind = source.value().kind();
                source.value().items(new DayItems.Asked(agent, where, now, MOST)).forEach(item -> all.add(new Waiting(kind, item)));
            });
            all.sort(BY_DEADLINE);
            return all;
        } finally {
            holds.forEach(ActivePlugins.Hold::close);
        }
    }

    /** Does an action on those of the items that still wait; the number of them. */
    int act(Agent agent, Set<TenantId> tenants, DayItems.Kind kind, DayItems.Action action, List<Waiting> chosen, Instant now) {
        List<ActivePlugins.Hold> holds = new ArrayList<>();
        try {
            int done = 0;
            for (Map.Entry<Contributed<DayItems>, Set<TenantId>> source : sources(agent, tenants, holds).entrySet()) {
                if (source.getKey().value().kind().name().equals(kind.name())) {
                    done += act(source.getKey().value(), source.getValue(), agent, action, chosen, now);
                }
            }
            return done;
        } finally {
            holds.forEach(ActivePlugins.Hold::close);
        }
    }

    private static int act(
            DayItems source, Set<TenantId> where, Agent agent, DayItems.Action action, List<Waiting> chosen, Instant now) {
        int done = 0;
        for (TenantId tenant : where) {
            List<String> ids = chosen.stream().map(Waiting::item).filter(item -> item.tenant().equals(tenant)).map(DayItems.Item::id).toList();
            if (!ids.isEmpty()) {
                done += source.act(new DayItems.Deed(action.name(), tenant, ids, agent, now));
            }
        }
        return done;
    }

    /**
     * Each contribution with the tenants that it is to be asked for. Tenants may be served by different versions; each version is
     * asked for its own, and held until the answer is there.
     */
    private Map<Contributed<DayItems>, Set<TenantId>> sources(Agent agent, Set<TenantId> tenants, List<ActivePlugins.Hold> holds) {
        Map<Contributed<DayItems>, Set<TenantId>> sources = new LinkedHashMap<>();
        Set<ActivePlugins> held = new HashSet<>();
        for (TenantId tenant : tenants) {
            ActivePlugins active = plugins.of(tenant);
            if (held.add(active)) {
                Optional<ActivePlugins.Hold> hold = active.hold();
                hold.ifPresent(holds::add);
            }
            for (Contributed<DayItems> source : active.contributions(DayItems.class)) {
                if (permissions.may(agent, source.value().kind().permission(), tenant)) {
                    sources.computeIfAbsent(source, unasked -> new LinkedHashSet<>()).add(tenant);
                }
            }
        }
        return sources;
    }
}
