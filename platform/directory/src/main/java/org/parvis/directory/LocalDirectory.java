package org.parvis.directory;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.parvis.api.data.Reader;
import org.parvis.api.directory.Directory;
import org.parvis.api.directory.Organisation;
import org.parvis.api.directory.Venue;
import org.parvis.api.tenant.TenantId;

/** The directory as other services see it. */
@Component(service = Directory.class)
public final class LocalDirectory implements Directory {

    private static final Filter PUBLIC = new Filter("", null, null, null, true);

    private final Listings listings;
    private final Venues venues;

    @Activate
    public LocalDirectory(@Reference Listings listings, @Reference Venues venues) {
        this.listings = listings;
        this.venues = venues;
    }

    @Override
    public List<Organisation> organisations(TenantId tenant) {
        return ListingTable.list(listings.reader(tenant), PUBLIC, 0, Integer.MAX_VALUE).stream().map(Listing::organisation).toList();
    }

    @Override
    public Optional<Organisation> organisation(TenantId tenant, UUID id) {
        return ListingTable.byId(listings.reader(tenant), id).filter(Listing::published).map(Listing::organisation);
    }

    @Override
    public List<Organisation> actedForBy(TenantId tenant, String provenEmail) {
        Reader reader = listings.reader(tenant);
        List<UUID> organisations = MemberTable.byEmails(reader, List.of(Member.key(provenEmail))).stream().map(Member::organisation).toList();
        return organisations(tenant).stream().filter(organisation -> organisations.contains(organisation.id())).toList();
    }

    @Override
    public List<Venue> venues(TenantId tenant) {
        return venues.usable(tenant);
    }

    @Override
    public Optional<Venue> venue(TenantId tenant, UUID id) {
        return venues.usable(tenant, id);
    }
}
