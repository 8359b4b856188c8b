package org.parvis.directory;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.parvis.api.audit.Audit;
import org.parvis.api.audit.AuditEntry;
import org.parvis.api.data.Database;
import org.parvis.api.data.Ids;
import org.parvis.api.data.Reader;
import org.parvis.api.data.Transaction;
import org.parvis.api.identity.Agent;
import org.parvis.api.route.Conflict;
import org.parvis.api.route.NotFound;
import org.parvis.api.tenant.Site;
import org.parvis.api.tenant.TenantId;
import org.parvis.api.tenant.Tenants;

/** Organisations of each tenant: every change is audited, dated, and seen at once. */
@Component(service = Listings.class)
public final class Listings {

    /** Tag of all pages that show organisations or venues; with an id, of one organisation. */
    static final String TAG = "directory";

    /** Tag of the territory's page, which shows what all communes share. */
    static final String SHARED = "directory.shared";
    static final String SHARED_TOUCHED = SHARED + "@" + TenantId.TERRITORY;

    private final Database database;
    private final Tenants tenants;
    private final Audit audit;
    private final Clock clock;

    @Activate
    public Listings(@Reference Database database, @Reference Tenants tenants, @Reference Audit audit, @Reference Clock clock) {
        this.database = database;
        this.tenants = tenants;
        this.audit = audit;
        this.clock = clock;
    }

    Reader reader(TenantId tenant) {
        return database.of(tenant);
    }

    Reader territory() {
        return database.acrossTerritory("organisations that communes share with the territory");
    }

    Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    /** The civil day of a tenant. */
    LocalDate today(TenantId tenant) {
        ZoneId zone = tenants.byId(tenant).map(Site::tenant).map(its -> its.zone()).orElse(ZoneOffset.UTC);
        return LocalDate.ofInstant(clock.instant(), zone);
    }

    Listing create(TenantId tenant, @Nullable Agent agent, Details details, boolean published) {
        return database.of(tenant).call(transaction -> create(transaction, agent, details, published));
    }

    Listing create(Transaction transaction, @Nullable Agent agent, Details details, boolean published) {
        Listing listing = new Listing(
                transaction.tenant(), Ids.next(), ListingTable.freeSlug(transaction, details.name()), details, published, today(transaction.tenant()), 1);
        ListingTable.insert(transaction, listing, now());
        audit.record(transaction, agent, "directory.create", listing.id().toString(), details.name());
        touch(transaction, listing.id());
        return listing;
    }

    /**
     * Replaces what is said of an organisation; that is a verification too.
     *
     * @throws Conflict if another has changed it since that version
     */
    void change(TenantId tenant, Agent agent, Listing before, int version, Details details, boolean published) {
        database.of(tenant).write(transaction -> change(transaction, AuditEntry.by(agent, "directory.change", before.id().toString()), before, version, details, published));
    }

    void change(Transaction transaction, AuditEntry entry, Listing before, int version, Details details, boolean published) {
        Listing after = new Listing(before.tenant(), before.id(), before.slug(), details, published, today(before.tenant()), version);
        if (ListingTable.update(transaction, after, now()) == 0) {
            throw new Conflict("directory.conflict");
        }
        audit.record(transaction, entry.detail(details.name()));
        touch(transaction, before.id());
    }

    void delete(TenantId tenant, Agent agent, Listing listing) {
        database.of(tenant).write(transaction -> {
            ListingTable.delete(transaction, listing.id());
            audit.record(transaction, agent, "directory.delete", listing.id().toString(), listing.details().name());
            touch(transaction, listing.id());
        });
    }

    /** Somebody says that what is written is still right. */
    int verify(TenantId tenant, List<UUID> ids, AuditEntry.Party by) {
        return database.of(tenant).call(transaction -> ids.stream().mapToInt(id -> verify(transaction, id, by)).sum());
    }

    int verify(Transaction transaction, UUID id, AuditEntry.Party by) {
        int verified = ListingTable.verify(transaction, id, today(transaction.tenant()));
        if (verified > 0) {
            audit.record(transaction, AuditEntry.by(by, "directory.verify", id.toString()).detail(byId(transaction, id).details().name()));
            // No other page than those of the directory says so.
            transaction.touch(TAG, TAG + ":" + id);
        }
        return verified;
    }

    /** @throws NotFound if there is none */
    static Listing byId(Reader reader, UUID id) {
        return ListingTable.byId(reader, id).orElseThrow(NotFound::new);
    }

    /** Who sees an organisation's members sees personal data. */
    void seen(Listing listing, Agent agent) {
        database.of(listing.tenant()).write(transaction ->
                audit.record(transaction, agent, "directory.members.read", listing.id().toString(), listing.details().name()));
    }

    Optional<Listing> published(TenantId tenant, String slug) {
        return ListingTable.bySlug(reader(tenant), slug).filter(Listing::published);
    }

    void record(Transaction transaction, AuditEntry entry) {
        audit.record(transaction, entry);
    }

    /** The menu shows the directory once there is something in it: with {@code site} every page follows. */
    static void touch(Transaction transaction, UUID id) {
        transaction.touch(TAG, TAG + ":" + id, "site", SHARED_TOUCHED);
    }
}
