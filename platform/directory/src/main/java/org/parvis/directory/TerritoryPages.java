package org.parvis.directory;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.parvis.api.data.Reader;
import org.parvis.api.geo.SketchMap;
import org.parvis.api.route.Request;
import org.parvis.api.route.Response;
import org.parvis.api.route.Route;
import org.parvis.api.route.Routes;
import org.parvis.api.route.Scope;
import org.parvis.api.settings.Settings;
import org.parvis.api.tenant.Coordinates;
import org.parvis.api.tenant.PublicUrls;
import org.parvis.api.tenant.Site;
import org.parvis.api.tenant.SiteState;
import org.parvis.api.tenant.TenantId;
import org.parvis.api.tenant.Tenants;

/** The organisations of all communes that share theirs, on the portal. */
@Component(service = Routes.class)
public final class TerritoryPages implements Routes {

    private final Listings listings;
    private final Tenants tenants;
    private final Settings settings;
    private final PublicUrls urls;

    @Activate
    public TerritoryPages(@Reference Listings listings, @Reference Tenants tenants, @Reference Settings settings, @Reference PublicUrls urls) {
        this.listings = listings;
        this.tenants = tenants;
        this.settings = settings;
        this.urls = urls;
    }

    /** A commune to choose. */
    public record Commune(String slug, String name) {}

    @Override
    public List<Route> routes() {
        return List.of(Route.of("GET", Scope.TERRITORY, Listing.PATH, this::list).reads("q", "categorie", "public", "commune", "page"));
    }

    private Response list(Request request) {
        Filter filter = Filter.of(request, true);
        Map<TenantId, Site> shared = shared();
        Optional<Site> chosen = request.query("commune").flatMap(tenants::bySlug).filter(site -> shared.containsKey(site.id()));
        List<TenantId> within = chosen.map(site -> List.of(site.id())).orElseGet(() -> List.copyOf(shared.keySet()));
        Reader reader = listings.territory();
        Map<TenantId, Long> counts = new HashMap<>();
        ListingTable.counts(reader, shared.keySet(), filter).forEach(counted -> counts.put(counted.tenant(), counted.number()));
        long total = within.stream().mapToLong(tenant -> counts.getOrDefault(tenant, 0L)).sum();
        int pages = DirectoryPages.pages(total);
        int page = DirectoryPages.page(request, pages);
        Map<String, Object> model = DirectoryPages.model(request, filter);
        model.put("cards", ListingTable.across(reader, within, filter, (page - 1) * DirectoryPages.PAGE, DirectoryPages.PAGE).stream()
                .map(listing -> card(request, listing, shared.get(listing.tenant())))
                .toList());
        model.put("total", total);
        model.put("page", page);
        model.put("pages", pages);
        model.put("venues", false);
        model.put("commune", chosen.map(site -> site.tenant().slug()).orElse(""));
        model.put("communes", shared.values().stream().filter(site -> counts.containsKey(site.id()) || chosen.filter(site::equals).isPresent())
                .map(site -> new Commune(site.tenant().slug(), site.tenant().name().name()))
                .toList());
        if (page == 1 && chosen.isEmpty()) {
            SketchMap.of(places(request, shared, counts)).ifPresent(map -> model.put("map", map));
        }
        return Response.view("directory/list", model).tagged(Listings.TAG, Listings.SHARED, "tenants");
    }

    private Views.Card card(Request request, Listing listing, Site site) {
        String path = DirectoryPages.url(request).apply(listing.path());
        return Views.card(listing, urls.of(site, path), site.tenant().name().name());
    }

    /** The territory itself, and the sites that are online and share. */
    private Map<TenantId, Site> shared() {
        Map<TenantId, Site> shared = new LinkedHashMap<>();
        Stream.concat(Stream.of(tenants.territory()), tenants.all().stream().filter(site -> site.state() == SiteState.LIVE))
                .filter(site -> DirectorySettings.SHARED.on(settings.of(site.id())))
                .forEach(site -> shared.put(site.id(), site));
        return shared;
    }

    private static List<SketchMap.Place> places(Request request, Map<TenantId, Site> shared, Map<TenantId, Long> counts) {
        List<SketchMap.Place> places = new ArrayList<>();
        counts.forEach((tenant, number) -> {
            Site site = shared.get(tenant);
            Coordinates at = site.tenant().coordinates();
            if (at != null && !site.tenant().isTerritory()) {
                String url = DirectoryPages.url(request).apply(Listing.PATH) + "?commune=" + site.tenant().slug();
                places.add(new SketchMap.Place(site.tenant().name().name() + " (" + number + ")", url, at, number));
            }
        });
        return places;
    }
}
