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
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.parvis.api.desk.DayItems;
import org.parvis.api.identity.Absences;
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
    private final Absences absences;

    @Activate
    public DayQueue(@Reference Plugins plugins, @Reference Permissions permissions, @Reference Absences absences) {
        this.plugins = plugins;
        this.permissions = permissions;
        this.absences = absences;
    }

    /**
     * An item with its kind.
     *
     * @param insteadOf the absent agent for whom it waits, or null: for who looks
     */
    public record Waiting(DayItems.Kind kind, DayItems.Item item, @Nullable Agent insteadOf) {

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
                source.value().items(new DayItems.Asked(agent, where, now, MOST)).forEach(item -> all.add(new Waiting(kind, item, null)));
            });
            for (Absences.Cover cover : absences.coveredBy(agent, tenants, now)) {
                addAbsent(all, cover, now, holds);
            }
            all.sort(BY_DEADLINE);
            return all;
        } finally {
            holds.forEach(ActivePlugins.Hold::close);
        }
    }

    /** What waits for an absent agent and not for the deputy anyway; only where the deputy has the permission too. */
    private void addAbsent(List<Waiting> all, Absences.Cover cover, Instant now, List<ActivePlugins.Hold> holds) {
        Set<String> there = all.stream().map(Waiting::key).collect(Collectors.toSet());
        Agent absent = cover.inPart();
        sources(absent, cover.tenants(), holds).forEach((source, where) -> {
            DayItems.Kind kind = source.value().kind();
            Set<TenantId> both = where.stream().filter(tenant -> permissions.may(cover.deputy(), kind.permission(), tenant)).collect(Collectors.toSet());
            if (!both.isEmpty()) {
                source.value().items(new DayItems.Asked(absent, both, now, MOST)).stream()
                        .map(item -> new Waiting(kind, item, cover.absent()))
                        .filter(waiting -> there.add(waiting.key()))
                        .forEach(all::add);
            }
        });
    }

    /** For whom an agent stands in now, and how much waits that the deputy may not take over. */
    List<Standing> standing(Agent agent, Set<TenantId> tenants, Instant now) {
        List<ActivePlugins.Hold> holds = new ArrayList<>();
        try {
            List<Standing> standing = new ArrayList<>();
            for (Absences.Cover cover : absences.coveredBy(agent, tenants, now)) {
                Map<DayItems.Kind, Integer> out = new LinkedHashMap<>();
                sources(cover.absent(), cover.tenants(), holds).forEach((source, where) -> {
                    DayItems.Kind kind = source.value().kind();
                    Set<TenantId> closed = where.stream().filter(tenant -> !permissions.may(agent, kind.permission(), tenant)).collect(Collectors.toSet());
                    int waiting = closed.isEmpty() ? 0 : source.value().items(new DayItems.Asked(cover.absent(), closed, now, MOST)).size();
                    out.merge(kind, waiting, Integer::sum);
                });
                out.values().removeIf(waiting -> waiting == 0);
                standing.add(new Standing(cover, out));
            }
            return standing;
        } finally {
            holds.forEach(ActivePlugins.Hold::close);
        }
    }

    /**
     * @param out number of items by kind that wait for the absent agent and are closed to the deputy
     */
    record Standing(Absences.Cover cover, Map<DayItems.Kind, Integer> out) {}

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
            Map<Optional<Agent>, List<String>> ids = chosen.stream()
                    .filter(waiting -> waiting.item().tenant().equals(tenant))
                    .collect(Collectors.groupingBy(
                            waiting -> Optional.ofNullable(waiting.insteadOf()), Collectors.mapping(waiting -> waiting.item().id(), Collectors.toList())));
            for (Map.Entry<Optional<Agent>, List<String>> some : ids.entrySet()) {
                done += source.act(new DayItems.Deed(action.name(), tenant, some.getValue(), agent, some.getKey().orElse(null), now));
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
