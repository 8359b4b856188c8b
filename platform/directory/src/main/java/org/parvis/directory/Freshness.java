package org.parvis.directory;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.UUID;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.parvis.api.audit.AuditEntry;
import org.parvis.api.data.Database;
import org.parvis.api.desk.DayItems;
import org.parvis.api.job.Job;
import org.parvis.api.tenant.Site;
import org.parvis.api.tenant.TenantId;
import org.parvis.api.tenant.Tenants;

/** Keeps the directory fresh: members are asked once a year, agents when nobody answered within a month, or nobody is there to ask. */
@Component(service = {Job.class, DayItems.class})
public final class Freshness implements Job, DayItems {

    private static final Period FRESH = Period.ofYears(1);
    private static final Period PATIENCE = Period.ofMonths(1);
    private static final int PIECE = 200;
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("dd/MM/yyyy");

    private static final Kind KIND = new Kind(
            "directory.stale", "directory.day.stale.label", "directory.write",
            List.of(new Action("verify", "directory.day.stale.verify", "directory.day.stale.verify.question", "directory.day.stale.verify.done")));

    private final Database database;
    private final Listings listings;
    private final Members members;
    private final Tenants tenants;

    @Activate
    public Freshness(@Reference Database database, @Reference Listings listings, @Reference Members members, @Reference Tenants tenants) {
        this.database = database;
        this.listings = listings;
        this.members = members;
        this.tenants = tenants;
    }

    @Override
    public String name() {
        return "directory.reminders";
    }

    @Override
    public Duration every() {
        return Duration.ofDays(1);
    }

    @Override
    public void run(Instant now) {
        LocalDate today = LocalDate.ofInstant(now, ZoneOffset.UTC);
        database.acrossTerritory("organisations to ask whether they are still right")
                .list(
                        "select distinct o.tenant_id from directory_organisation o where o.published = true and o.verified_on <= :before and o.reminded_on is null",
                        row -> new TenantId(row.uuid("tenant_id")), "before", today.minus(FRESH))
                .forEach(tenant -> tenants.byId(tenant).ifPresent(site -> remind(site, today, now)));
    }

    /** One transaction each: a mail that cannot be written holds up nobody else's. */
    private void remind(Site site, LocalDate today, Instant now) {
        List<Listing> due = database.of(site.id()).list(
                ListingTable.SELECT + " where o.tenant_id = :tenant and o.published = true and o.verified_on <= :before and o.reminded_on is null"
                        + " order by o.verified_on, o.id fetch next :limit rows only",
                ListingTable::listing, "before", today.minus(FRESH), "limit", PIECE);
        due.forEach(listing -> database.of(site.id()).write(transaction -> {
            members.remind(transaction, site, listing, now);
            transaction.execute("update directory_organisation o set reminded_on = :today where o.tenant_id = :tenant and o.id = :id", "today", today, "id", listing.id());
        }));
    }

    @Override
    public Kind kind() {
        return KIND;
    }

    @Override
    public List<Item> items(Asked asked) {
        LocalDate today = LocalDate.ofInstant(asked.now(), ZoneOffset.UTC);
        return database.of(asked.tenants()).list(
                ListingTable.SELECT + " where o.published = true and (o.verified_on <= :late or (o.verified_on <= :before and not exists"
                        + " (select 1 from directory_member m where m.organisation_id = o.id and m.proven_at is not null and m.tenant_id in (:tenants))))"
                        + " and o.tenant_id in (:tenants) order by o.verified_on, o.id fetch next :limit rows only",
                row -> item(ListingTable.listing(row)), "before", today.minus(FRESH), "late", today.minus(FRESH).minus(PATIENCE), "limit", asked.limit());
    }

    private static Item item(Listing listing) {
        Instant since = listing.verified().plus(FRESH).atStartOfDay(ZoneOffset.UTC).toInstant();
        return new Item(
                listing.tenant(), listing.id().toString(), listing.details().name(), "directory.day.stale", List.of(DAY.format(listing.verified())),
                "/annuaire/" + listing.id(), null, false, since);
    }

    @Override
    public int act(Deed deed) {
        if (!deed.action().equals("verify")) {
            throw new IllegalArgumentException(deed.action());
        }
        List<UUID> ids = deed.ids().stream().flatMap(id -> Filter.id(id).stream()).toList();
        return listings.verify(deed.tenant(), ids, new AuditEntry.Party(deed.agent().id().toString(), deed.agent().name()));
    }
}
