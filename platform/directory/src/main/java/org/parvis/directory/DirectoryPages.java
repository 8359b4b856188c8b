package org.parvis.directory;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.parvis.api.data.Reader;
import org.parvis.api.directory.Audience;
import org.parvis.api.directory.Category;
import org.parvis.api.directory.Venue;
import org.parvis.api.route.NotFound;
import org.parvis.api.route.Request;
import org.parvis.api.route.Response;
import org.parvis.api.route.Route;
import org.parvis.api.route.Routes;
import org.parvis.api.tenant.TenantId;

/** The directory of a commune, as the public sees it. */
@Component(service = Routes.class)
public final class DirectoryPages implements Routes {

    static final String[] PARAMETERS = {"q", "categorie", "public", "lieu", "page"};
    static final int PAGE = 24;
    static final String VENUES_PATH = "/lieux";

    private static final int ON_MAP = 900;

    private final Listings listings;
    private final Venues venues;

    @Activate
    public DirectoryPages(@Reference Listings listings, @Reference Venues venues) {
        this.listings = listings;
        this.venues = venues;
    }

    @Override
    public List<Route> routes() {
        return List.of(
                Route.get(Listing.PATH, this::list).reads(PARAMETERS),
                Route.get(Listing.PATH + "/{slug}", this::sheet),
                Route.get(VENUES_PATH, this::venues));
    }

    private Response list(Request request) {
        Filter filter = Filter.of(request, true);
        Reader reader = listings.reader(request.tenant());
        long total = ListingTable.count(reader, filter);
        int pages = pages(total);
        int page = page(request, pages);
        UnaryOperator<String> url = url(request);
        List<Venue> usable = venues.usable(request.tenant());
        Map<String, Object> model = model(request, filter);
        model.put("cards", ListingTable.list(reader, filter, (page - 1) * PAGE, PAGE).stream().map(one -> Views.card(one, url.apply(one.path()), "")).toList());
        model.put("total", total);
        model.put("page", page);
        model.put("pages", pages);
        usable.stream().filter(venue -> venue.id().equals(filter.venue())).findFirst().ifPresent(venue -> model.put("venue", venue.name()));
        model.put("venues", !usable.isEmpty());
        if (page == 1) {
            DirectoryMap.of(request.site(), ListingTable.list(reader, filter, 0, ON_MAP), usable, url).ifPresent(map -> model.put("map", map));
        }
        return Response.view("directory/list", model).tagged(Listings.TAG, Listings.TAG + "@" + TenantId.TERRITORY);
    }

    /** What the list of a commune and that of the territory have in common. */
    static Map<String, Object> model(Request request, Filter filter) {
        Category category = filter.category();
        Audience audience = filter.audience();
        UUID venue = filter.venue();
        Map<String, Object> model = new HashMap<>();
        model.put("q", filter.words());
        model.put("category", category == null ? "" : category.code());
        model.put("audience", audience == null ? "" : audience.code());
        model.put("venueId", venue == null ? "" : venue.toString());
        model.put("categories", Stream.of(Category.values()).map(Category::code).toList());
        model.put("audiences", Stream.of(Audience.values()).map(Audience::code).toList());
        model.put("filtered", !filter.isEmpty());
        model.put("here", url(request).apply(Listing.PATH));
        return model;
    }

    static UnaryOperator<String> url(Request request) {
        return path -> request.language().getLanguage().equals("en") ? "/en" + path : path;
    }

    static int pages(long total) {
        return (int) Math.max(1, (total + PAGE - 1) / PAGE);
    }

    static int page(Request request, int pages) {
        String typed = request.query("page").orElse("1");
        if (!typed.matches("[1-9][0-9]{0,5}") || Integer.parseInt(typed) > pages) {
            throw new NotFound();
        }
        return Integer.parseInt(typed);
    }

    private Response sheet(Request request) {
        Listing listing = listings.published(request.tenant(), request.variable("slug")).orElseThrow(NotFound::new);
        return Response.view("directory/sheet", Map.of("sheet", Views.sheet(listing, venues.usable(request.tenant()))))
                .tagged(Listings.TAG, Listings.TAG + "@" + TenantId.TERRITORY);
    }

    private Response venues(Request request) {
        List<Venue> usable = venues.usable(request.tenant());
        if (usable.isEmpty()) {
            throw new NotFound();
        }
        // Venues of the territory are tagged there: a change of theirs is seen by the communes too.
        return Response.view("directory/venues", Map.of("places", usable.stream().map(Views::place).toList(), "list", ListingTable.any(listings.reader(request.tenant()))))
                .tagged(Listings.TAG, Listings.TAG + "@" + TenantId.TERRITORY);
    }
}
