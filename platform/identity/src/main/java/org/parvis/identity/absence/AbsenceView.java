package org.parvis.identity.absence;

import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.parvis.api.desk.DayItems;
import org.parvis.api.identity.Agent;
import org.parvis.api.identity.Permissions;
import org.parvis.api.identity.RoleScopes;
import org.parvis.api.plugin.Plugins;
import org.parvis.api.route.Request;
import org.parvis.api.tenant.TenantId;
import org.parvis.api.tenant.Tenants;
import org.parvis.api.view.Themes;
import org.parvis.identity.SqlAgents;
import org.parvis.identity.absence.AbsenceTable.Absence;

/** Absences as pages show them, with what the deputy cannot take over. */
@Component(service = AbsenceView.class)
public final class AbsenceView {
    private final SqlAgents agents;
    private final Plugins plugins;
    private final Permissions permissions;
    private final Tenants tenants;
    private final Themes themes;

    @Activate
    public AbsenceView(
            @Reference SqlAgents agents, @Reference Plugins plugins, @Reference Permissions permissions, @Reference Tenants tenants,
            @Reference Themes themes) {
        this.agents = agents;
        this.plugins = plugins;
        this.permissions = permissions;
        this.tenants = tenants;
        this.themes = themes;
    }

    /**
     * @param state {@code now}, {@code later}, {@code past} or {@code ended}
     * @param gaps what the deputy cannot take over, as sentences
     * @param endable whether who looks may end it
     */
    public record Line(
            String id, String name, String deputy, LocalDate from, LocalDate until, String state, String by, List<String> gaps, boolean endable) {}

    /** Somebody to choose. */
    public record Choice(String value, String label) {}

    List<Line> lines(Request request, List<Absence> absences, LocalDate today, @Nullable TenantId managed) {
        Map<UUID, Optional<Agent>> known = new HashMap<>();
        List<Line> lines = new ArrayList<>();
        for (Absence absence : absences) {
            Optional<Agent> absent = known.computeIfAbsent(absence.account(), agents::byId);
            Optional<Agent> deputy = known.computeIfAbsent(absence.deputy(), agents::byId);
            if (absent.isPresent() && deputy.isPresent()) {
                lines.add(line(request, absence, absent.get(), deputy.get(), today, managed));
            }
        }
        return lines;
    }

    private Line line(Request request, Absence absence, Agent absent, Agent deputy, LocalDate today, @Nullable TenantId managed) {
        String state = state(absence, today);
        boolean open = state.equals("now") || state.equals("later");
        boolean mine = managed == null || managed.equals(absence.tenant());
        return new Line(
                absence.id().toString(), absent.name(), deputy.name(), absence.from(), absence.until(), state, absence.by(),
                open ? gaps(request, absence, absent, deputy, managed) : List.of(), open && mine);
    }

    private static String state(Absence absence, LocalDate today) {
        if (absence.ended() != null) {
            return "ended";
        }
        if (absence.until().isBefore(today)) {
            return "past";
        }
        return absence.from().isAfter(today) ? "later" : "now";
    }

    /** A deputy has their own permissions and no others: what that leaves undone is said before the absence begins. */
    private List<String> gaps(Request request, Absence absence, Agent absent, Agent deputy, @Nullable TenantId managed) {
        List<String> gaps = new ArrayList<>();
        // Where else somebody works, and as what, is not for the administrators of one tenant.
        List<TenantId> places = absent.tenants().stream().filter(tenant -> managed == null || tenant.equals(managed)).sorted(Comparator.comparing(id -> id.value())).toList();
        for (TenantId tenant : absence.tenant() == null ? places : List.of(absence.tenant())) {
            String place = tenants.byId(tenant).map(site -> site.tenant().name().name()).orElse("");
            if (!deputy.tenants().contains(tenant)) {
                gaps.add(text(request, tenant, "identity.absence.gap.tenant", place));
                continue;
            }
            limits(tenant, absent, deputy).forEach(scope -> gaps.add(text(request, tenant, "identity.absence.gap.scope", scope, place)));
            plugins.of(tenant).of(DayItems.class).stream()
                    .map(DayItems::kind)
                    .filter(kind -> permissions.may(absent, kind.permission(), tenant) && !permissions.may(deputy, kind.permission(), tenant))
                    .forEach(kind -> gaps.add(text(request, tenant, "identity.absence.gap.kind", text(request, tenant, kind.labelKey()), place)));
        }
        return gaps;
    }

    /** What the absent agent's roles are limited to, or what such roles can be limited to, and the deputy's are not. */
    private List<String> limits(TenantId tenant, Agent absent, Agent deputy) {
        Agent part = absent.asFarAs(deputy);
        return plugins.of(tenant).of(RoleScopes.class).stream()
                .flatMap(source -> source.scopes(tenant).stream()
                        .filter(scope -> absent.holds(source.role(), tenant, scope.id()) && !part.holds(source.role(), tenant, scope.id())))
                .map(RoleScopes.Scope::label)
                .toList();
    }

    private String text(Request request, TenantId tenant, String key, Object... arguments) {
        return themes.text("base", plugins.of(tenant), request.language(), key, arguments);
    }

    /** Colleagues in some tenants, by name; only those who can stand in for {@code without}, who is not among them. */
    List<Choice> colleagues(Collection<TenantId> where, @Nullable Agent without) {
        Map<UUID, String> found = new HashMap<>();
        where.forEach(tenant -> agents.of(tenant).stream()
                .filter(agent -> without == null || !SqlAbsences.shared(tenant, without, agent).isEmpty())
                .forEach(agent -> found.put(agent.id(), agent.name())));
        if (without != null) {
            found.remove(without.id());
        }
        return found.entrySet().stream()
                .map(one -> new Choice(one.getKey().toString(), one.getValue()))
                .sorted(Comparator.comparing(Choice::label))
                .toList();
    }

    Optional<Agent> agent(String id) {
        try {
            return agents.byId(UUID.fromString(id));
        } catch (IllegalArgumentException malformed) {
            return Optional.empty();
        }
    }

    static @Nullable LocalDate day(String text) {
        try {
            return LocalDate.parse(text);
        } catch (DateTimeParseException malformed) {
            return null;
        }
    }

    static LocalDate today(Request request, Instant now) {
        return now.atZone(request.site().tenant().zone()).toLocalDate();
    }
}
