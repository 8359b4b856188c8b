package org.parvis.site.care;

import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.parvis.api.audit.Audit;
import org.parvis.api.data.Database;
import org.parvis.api.data.Reader;
import org.parvis.api.data.Transaction;
import org.parvis.api.identity.Agent;
import org.parvis.api.settings.Settings;
import org.parvis.api.tenant.TenantId;
import org.parvis.site.page.Pages;

/** Who looks after which page or list, and when it was last verified. */
@Component(service = Care.class)
public final class Care {

    static final int USUAL_MONTHS = 12;
    static final int MOST_MONTHS = 60;
    private static final String MONTHS = "site.care.months";

    private final Database database;
    private final Settings settings;
    private final Audit audit;

    @Activate
    public Care(@Reference Database database, @Reference Settings settings, @Reference Audit audit) {
        this.database = database;
        this.settings = settings;
        this.audit = audit;
    }

    /** All that a tenant looks after, lists without a row included. */
    List<Cared> all(TenantId tenant) {
        List<Cared> lists = CareTable.lists(database.of(tenant));
        List<Cared> all = new ArrayList<>(CareTable.pages(database.of(tenant)));
        for (CareList list : CareList.values()) {
            all.add(lists.stream().filter(cared -> cared.id().equals(list.id())).findFirst()
                    .orElseGet(() -> new Cared(tenant, list.id(), true, "", null, false, null, null, null, null)));
        }
        return all;
    }

    Optional<Cared> find(TenantId tenant, UUID id) {
        return all(tenant).stream().filter(cared -> cared.id().equals(id)).findFirst();
    }

    /** What is due for an agent in several tenants: that which has been longest. */
    List<Cared> due(Agent agent, Collection<TenantId> tenants, Instant now) {
        Reader granted = database.of(tenants);
        Instant before = longAgo(now);
        LocalDate today = now.atZone(ZoneOffset.UTC).toLocalDate();
        return Stream.concat(CareTable.oldPages(granted, agent.id(), before).stream(), CareTable.oldLists(granted, agent.id(), before).stream())
                .filter(cared -> !due(cared).isAfter(today))
                .toList();
    }

    /** What is due in a tenant and of which its owner has not been told. */
    List<Cared> untold(TenantId tenant, LocalDate today) {
        return Stream.concat(CareTable.pages(database.of(tenant)).stream(), CareTable.lists(database.of(tenant)).stream())
                .filter(cared -> cared.owner() != null && !due(cared).isAfter(today) && !due(cared).equals(cared.reminded()))
                .toList();
    }

    Collection<TenantId> tenants(Instant now) {
        return CareTable.tenants(database, longAgo(now));
    }

    private static Instant longAgo(Instant now) {
        return now.atZone(ZoneOffset.UTC).minus(Period.ofMonths(1)).plusDays(1).toInstant();
    }

    LocalDate due(Cared cared) {
        return cared.due(months(cared.tenant()));
    }

    /** The tenant's interval. */
    int months(TenantId tenant) {
        return settings.get(tenant, MONTHS).map(Integer::valueOf).orElse(USUAL_MONTHS);
    }

    void months(TenantId tenant, int months, Agent agent) {
        database.of(tenant).write(transaction -> {
            settings.set(transaction, MONTHS, months == USUAL_MONTHS ? "" : String.valueOf(months));
            audit.record(transaction, agent, "site.care.months", tenant.toString(), String.valueOf(months));
        });
    }

    /** Says that it is still right. */
    void verify(TenantId tenant, Collection<Cared> all, LocalDate today, Agent agent) {
        database.of(tenant).write(transaction -> all.forEach(cared -> verify(transaction, cared, today, agent)));
    }

    private void verify(Transaction transaction, Cared cared, LocalDate today, Agent agent) {
        if (cared.list()) {
            CareTable.verifyList(transaction, cared.id(), today);
            CareList.of(cared.id()).ifPresent(list -> transaction.touch(list.tag()));
        } else {
            CareTable.verifyPage(transaction, cared.id(), today);
            transaction.touch(Pages.TAG, "page:" + cared.id());
        }
        audit.record(transaction, agent, "site.care.verify", cared.id().toString(), cared.title());
    }

    void assign(TenantId tenant, Cared cared, @Nullable UUID owner, @Nullable Integer months, Agent agent) {
        database.of(tenant).write(transaction -> {
            CareTable.assign(transaction, cared.id(), cared.list(), owner, months);
            audit.record(transaction, agent, "site.care.assign", cared.id().toString(), cared.title());
        });
    }

    /** When a list was last verified. */
    public Optional<LocalDate> verified(TenantId tenant, CareList list) {
        return CareTable.lists(database.of(tenant)).stream()
                .filter(cared -> cared.id().equals(list.id()))
                .flatMap(cared -> Stream.ofNullable(cared.verified()))
                .findFirst();
    }
}
