package org.parvis.identity.absence;

import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.parvis.api.audit.Audit;
import org.parvis.api.audit.AuditEntry;
import org.parvis.api.data.Database;
import org.parvis.api.data.Ids;
import org.parvis.api.data.TenantData;
import org.parvis.api.identity.Absences;
import org.parvis.api.identity.Agent;
import org.parvis.api.route.FieldError;
import org.parvis.api.route.Invalid;
import org.parvis.api.route.NotFound;
import org.parvis.api.tenant.TenantId;
import org.parvis.api.tenant.Tenants;
import org.parvis.identity.SqlAgents;
import org.parvis.identity.absence.AbsenceTable.Absence;

/** Absences in a table of the territory, since an agent may work for several tenants. */
@Component(service = {Absences.class, SqlAbsences.class})
public final class SqlAbsences implements Absences {
    private static final Period LONGEST = Period.ofYears(1);

    private final TenantData territory;
    private final SqlAgents agents;
    private final Tenants tenants;
    private final Audit audit;

    @Activate
    public SqlAbsences(@Reference Database database, @Reference SqlAgents agents, @Reference Tenants tenants, @Reference Audit audit) {
        this.territory = database.of(TenantId.TERRITORY);
        this.agents = agents;
        this.tenants = tenants;
        this.audit = audit;
    }

    @Override
    public List<Cover> coveredBy(Agent deputy, Set<TenantId> where, Instant now) {
        List<Cover> covers = new ArrayList<>();
        for (Absence absence : AbsenceTable.around(territory, deputy.id(), now.atZone(ZoneOffset.UTC).toLocalDate())) {
            agents.byId(absence.account()).flatMap(absent -> cover(absence, absent, deputy, where, now)).ifPresent(covers::add);
        }
        return covers;
    }

    @Override
    public Map<UUID, Cover> deputies(TenantId tenant, Collection<UUID> some, Instant now) {
        Map<UUID, Cover> covers = new HashMap<>();
        for (Absence absence : some.isEmpty() ? List.<Absence>of() : AbsenceTable.of(territory, some)) {
            Optional<Agent> absent = agents.byId(absence.account());
            Optional<Agent> deputy = agents.byId(absence.deputy());
            if (absent.isPresent() && deputy.isPresent()) {
                cover(absence, absent.get(), deputy.get(), Set.of(tenant), now).ifPresent(cover -> covers.put(absence.account(), cover));
            }
        }
        return covers;
    }

    private Optional<Cover> cover(Absence absence, Agent absent, Agent deputy, Set<TenantId> where, Instant now) {
        Set<TenantId> shared = new HashSet<>(where);
        shared.retainAll(shared(absence.tenant(), absent, deputy));
        shared.removeIf(tenant -> !absence.isOn(today(tenant, now)));
        return shared.isEmpty() ? Optional.empty() : Optional.of(new Cover(absent, deputy, Set.copyOf(shared), absence.until()));
    }

    /** Where one can stand in for the other, with at least a part of what they do. */
    static Set<TenantId> shared(@Nullable TenantId only, Agent absent, Agent deputy) {
        Set<TenantId> shared = new HashSet<>(absent.asFarAs(deputy).tenants());
        shared.retainAll(deputy.tenants());
        if (only != null) {
            shared.retainAll(Set.of(only));
        }
        return shared;
    }

    LocalDate today(TenantId tenant, Instant now) {
        ZoneId zone = tenants.byId(tenant).orElseGet(tenants::territory).tenant().zone();
        return now.atZone(zone).toLocalDate();
    }

    List<Absence> of(Collection<UUID> some) {
        return AbsenceTable.of(territory, some);
    }

    /**
     * A wish to be checked.
     *
     * @param only where it holds, or null: in all tenants that both work for
     */
    record Wish(Agent absent, @Nullable Agent deputy, @Nullable TenantId only, @Nullable LocalDate from, @Nullable LocalDate until) {}

    /**
     * Enters an absence.
     *
     * @param today day in the zone of who enters it
     * @throws Invalid if the days or the deputy cannot be
     */
    Absence plan(Wish wish, Agent by, TenantId about, LocalDate today, Instant now) {
        List<FieldError> errors = errors(wish, today);
        if (!errors.isEmpty() || wish.deputy() == null || wish.from() == null || wish.until() == null) {
            throw Invalid.of(errors);
        }
        Absence absence = new Absence(Ids.next(), wish.absent().id(), wish.deputy().id(), wish.only(), wish.from(), wish.until(), by.name(), null);
        String detail = wish.deputy().name() + ", " + wish.from() + " – " + wish.until();
        territory.write(transaction -> {
            AbsenceTable.insert(transaction, absence, now);
            audit.record(transaction, entry(by, wish.absent(), "identity.absence.plan", absence).detail(detail).about(about));
        });
        return absence;
    }

    private List<FieldError> errors(Wish wish, LocalDate today) {
        List<FieldError> errors = new ArrayList<>();
        if (wish.deputy() == null || wish.deputy().id().equals(wish.absent().id()) || shared(wish.only(), wish.absent(), wish.deputy()).isEmpty()) {
            errors.add(FieldError.of("deputy", "identity.absence.deputy.missing"));
        }
        if (wish.from() == null) {
            errors.add(FieldError.of("from", "identity.absence.day.missing"));
        }
        if (wish.until() == null) {
            errors.add(FieldError.of("until", "identity.absence.day.missing"));
        }
        if (wish.from() != null && wish.until() != null) {
            errors.addAll(errors(wish, wish.from(), wish.until(), today));
        }
        return errors;
    }

    private List<FieldError> errors(Wish wish, LocalDate from, LocalDate until, LocalDate today) {
        if (until.isBefore(from) || until.isBefore(today)) {
            return List.of(FieldError.of("until", until.isBefore(from) ? "identity.absence.order" : "identity.absence.past"));
        }
        if (until.isAfter(from.plus(LONGEST))) {
            return List.of(FieldError.of("until", "identity.absence.long"));
        }
        boolean taken = of(List.of(wish.absent().id())).stream()
                .filter(other -> other.ended() == null && (other.tenant() == null || wish.only() == null || other.tenant().equals(wish.only())))
                .anyMatch(other -> !other.until().isBefore(from) && !other.from().isAfter(until));
        return taken ? List.of(FieldError.of("from", "identity.absence.overlap")) : List.of();
    }

    /**
     * Ends an absence, now.
     *
     * @param only where who ends it may do so, or null: it is their own
     */
    void end(UUID id, Agent by, @Nullable TenantId only, TenantId about, Instant now) {
        Absence absence = AbsenceTable.byId(territory, id)
                .filter(one -> only == null ? one.account().equals(by.id()) : only.equals(one.tenant()))
                .orElseThrow(NotFound::new);
        Agent absent = agents.byId(absence.account()).orElseThrow(NotFound::new);
        territory.write(transaction -> {
            if (AbsenceTable.end(transaction, id, now)) {
                audit.record(transaction, entry(by, absent, "identity.absence.end", absence).about(about));
            }
        });
    }

    private static AuditEntry entry(Agent by, Agent absent, String action, Absence absence) {
        AuditEntry entry = AuditEntry.by(by, action, absence.id().toString());
        return absent.id().equals(by.id()) ? entry : entry.onBehalfOf(new AuditEntry.Party(absent.id().toString(), absent.name()));
    }
}
