package org.parvis.directory;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.parvis.api.data.ChangeListener;
import org.parvis.api.data.Reader;
import org.parvis.api.data.Remembered;
import org.parvis.api.search.SearchDocument;
import org.parvis.api.search.SearchSource;
import org.parvis.api.tenant.Site;
import org.parvis.api.tenant.TenantId;
import org.parvis.api.view.SiteLinks;
import org.parvis.api.view.SitemapSource;

/** What the directory adds to the site: an entry in the menu once it is not empty, the site map, the search. */
@Component(
        service = {SiteLinks.class, SitemapSource.class, SearchSource.class, ChangeListener.class}, property = "service.ranking:Integer=10")
public final class DirectoryOnSite implements SiteLinks, SitemapSource, SearchSource, ChangeListener {

    private static final Filter PUBLIC = new Filter("", null, null, null, true);
    private static final int MOST = 5_000;

    private final Listings listings;

    /** Whether anything is public: every page asks, for its menu. */
    private final Remembered<Boolean> filled;

    @Activate
    public DirectoryOnSite(@Reference Listings listings) {
        this.listings = listings;
        this.filled = new Remembered<>(Listings.TAG, tenant -> ListingTable.any(listings.reader(tenant)));
    }

    @Override
    public void changed(List<Change> changes) {
        filled.changed(changes);
    }

    @Override
    public void everything() {
        filled.everything();
    }

    @Override
    public List<SiteLink> links(Site site, Locale language) {
        return site.tenant().isTerritory() || filled.of(site.id())
                ? List.of(new SiteLink("directory.menu", Listing.PATH, Place.MENU, "people"))
                : List.of();
    }

    @Override
    public List<Entry> entries(Site site, Instant now) {
        Reader reader = listings.reader(site.id());
        List<Entry> entries = new ArrayList<>();
        if (site.tenant().isTerritory() || filled.of(site.id())) {
            entries.add(Entry.named(Listing.PATH, "directory.title"));
        }
        if (Venues.any(reader)) {
            entries.add(Entry.named(DirectoryPages.VENUES_PATH, "directory.venues.title"));
        }
        ListingTable.list(reader, PUBLIC, 0, MOST).forEach(listing -> entries.add(new Entry(listing.path(), listing.details().name(), null)));
        return entries;
    }

    @Override
    public String kind() {
        return Listings.TAG;
    }

    @Override
    public Optional<SearchDocument> document(TenantId tenant, String id) {
        return Filter.id(id).flatMap(known -> ListingTable.byId(listings.reader(tenant), known)).filter(Listing::published).map(DirectoryOnSite::document);
    }

    @Override
    public List<SearchDocument> documents(TenantId tenant) {
        return ListingTable.list(listings.reader(tenant), PUBLIC, 0, Integer.MAX_VALUE).stream().map(DirectoryOnSite::document).toList();
    }

    /** Without the person to reach: a search for a name should not lead to a private person. */
    private static SearchDocument document(Listing listing) {
        Details details = listing.details();
        return new SearchDocument(
                Listings.TAG, listing.id().toString(), listing.path(), details.name(), details.description() + "\n" + details.address() + "\n" + details.opening(),
                null, null, null);
    }
}
