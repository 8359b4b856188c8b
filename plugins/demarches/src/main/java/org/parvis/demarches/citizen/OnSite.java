package org.parvis.demarches.citizen;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.parvis.api.search.SearchDocument;
import org.parvis.api.search.SearchSource;
import org.parvis.api.tenant.Site;
import org.parvis.api.tenant.TenantId;
import org.parvis.api.view.SiteLinks;
import org.parvis.api.view.SitemapSource;
import org.parvis.demarches.Entry;
import org.parvis.demarches.FromAbove;
import org.parvis.demarches.Offers;
import org.parvis.demarches.procedure.Texts.Wanted;

/** What procedures add to pages that they do not own: a link in the menu, the site map, search. */
@Component(service = {SiteLinks.class, SitemapSource.class, SearchSource.class})
public final class OnSite implements SiteLinks, SitemapSource, SearchSource {
    private static final Wanted FRENCH = Wanted.of(Locale.FRENCH);

    private final Offers offers;
    private final FromAbove above;

    @Activate
    public OnSite(@Reference Offers offers, @Reference FromAbove above) {
        this.offers = offers;
        this.above = above;
    }

    @Override
    public List<SiteLink> links(Site site, Locale language) {
        boolean nothing = offers.offered(site.id()).isEmpty() && above.shown(site.id()).isEmpty();
        return nothing ? List.of() : List.of(
                new SiteLink("demarches.plugin.name", "/teleservices", Place.PROCEDURES, "file"),
                new SiteLink("demarches.mine.title", "/teleservices/mes-dossiers", Place.ACCOUNT, "file"));
    }

    @Override
    public List<Entry> entries(Site site, Instant now) {
        Stream<Entry> list = Stream.of(new Entry("/teleservices", "Démarches en ligne", null));
        return Stream.concat(list, offers.offered(site.id()).stream()
                .map(offered -> new Entry("/teleservices/" + offered.procedure().id(), offered.procedure().title(FRENCH), null))).toList();
    }

    @Override
    public String kind() {
        return Offers.TAG;
    }

    @Override
    public Optional<SearchDocument> document(TenantId tenant, String id) {
        return offers.offered(tenant, id).map(OnSite::document)
                .or(() -> above.shown(tenant).stream().filter(shared -> shared.id().equals(id)).findFirst().map(shared -> document(shared.offered())));
    }

    @Override
    public List<SearchDocument> documents(TenantId tenant) {
        return Stream.concat(offers.offered(tenant).stream(), above.shown(tenant).stream().map(FromAbove.Shared::offered)).map(OnSite::document).toList();
    }

    private static SearchDocument document(Offers.Offered offered) {
        String text = Stream.of("summary", "who", "needed", "more").map(key -> CataloguePages.own(offered, key, FRENCH)).reduce("", (a, b) -> a + " " + b);
        return new SearchDocument(
                Offers.TAG, offered.procedure().id(), "/teleservices/" + offered.procedure().id(), offered.procedure().title(FRENCH), text.strip(), null, null, null);
    }
}
