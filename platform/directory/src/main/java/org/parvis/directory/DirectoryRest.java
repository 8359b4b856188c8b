package org.parvis.directory;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.parvis.api.directory.Audience;
import org.parvis.api.directory.Category;
import org.parvis.api.directory.Venue;
import org.parvis.api.rest.Resource;
import org.parvis.api.rest.Resources;
import org.parvis.api.rest.Shape;
import org.parvis.api.rest.Shape.Member;
import org.parvis.api.rest.Shape.Type;
import org.parvis.api.rest.Slice;
import org.parvis.api.route.Invalid;
import org.parvis.api.route.NotFound;
import org.parvis.api.route.Request;
import org.parvis.api.route.Response;
import org.parvis.api.tenant.Coordinates;
import org.parvis.api.tenant.PublicUrls;
import org.parvis.api.tenant.TenantId;

/** What programs read of the directory: what its pages show to everybody, save the persons that organisations name. */
@Component(service = Resources.class)
public final class DirectoryRest implements Resources {
    private static final String ORGANISATIONS = "/organisations";
    private static final String VENUES = "/venues";

    private static final Shape ORGANISATION = Shape.of(
            "Organisation", Member.of("id", Type.ID), Member.of("url", Type.ADDRESS), Member.of("name", Type.TEXT), Member.of("category", Type.TEXT),
            Member.list("audiences", Shape.of("AudienceCode", Member.of("code", Type.TEXT))), Member.of("description", Type.TEXT), Member.of("rna", Type.TEXT).optional(),
            Member.of("siren", Type.TEXT).optional(), Member.of("email", Type.TEXT).optional(), Member.of("phone", Type.TEXT).optional(),
            Member.of("website", Type.ADDRESS).optional(), Member.of("address", Type.TEXT).optional(), Member.of("latitude", Type.NUMBER).optional(),
            Member.of("longitude", Type.NUMBER).optional(), Member.of("opening", Type.TEXT).optional(),
            Member.list("venues", Shape.of("VenueOfOrganisation", Member.of("id", Type.ID), Member.of("name", Type.TEXT))), Member.of("verified", Type.DAY));
    private static final Shape VENUE = Shape.of(
            "Venue", Member.of("id", Type.ID), Member.of("name", Type.TEXT), Member.of("territory", Type.TRUTH), Member.of("address", Type.TEXT).optional(),
            Member.of("latitude", Type.NUMBER).optional(), Member.of("longitude", Type.NUMBER).optional(), Member.of("capacity", Type.INTEGER).optional(),
            Member.of("wheelchair", Type.TEXT), Member.of("wheelchairNote", Type.TEXT).optional());

    private final Listings listings;
    private final Venues venues;
    private final PublicUrls urls;

    @Activate
    public DirectoryRest(@Reference Listings listings, @Reference Venues venues, @Reference PublicUrls urls) {
        this.listings = listings;
        this.venues = venues;
        this.urls = urls;
    }

    @Override
    public List<Resource> resources() {
        return List.of(
                Resource.list(ORGANISATIONS, "directory.rest.organisations", ORGANISATION, this::organisations)
                        .reads("q", Type.TEXT, "directory.rest.q")
                        .reads("category", Type.TEXT, "directory.rest.category")
                        .reads("audience", Type.TEXT, "directory.rest.audience"),
                Resource.get(ORGANISATIONS + "/{id}", "directory.rest.organisation", ORGANISATION, this::organisation),
                Resource.list(VENUES, "directory.rest.venues", VENUE, this::venues),
                Resource.get(VENUES + "/{id}", "directory.rest.venue", VENUE, this::venue));
    }

    /** Of this tenant; venues of the territory are tagged there. */
    private static Response tagged(Response response) {
        return response.tagged(Listings.TAG, Listings.TAG + "@" + TenantId.TERRITORY);
    }

    private Response organisations(Request request) {
        Slice slice = Slice.of(request);
        List<Listing> found = ListingTable.slice(listings.reader(request.tenant()), filter(request), place(slice.after()), slice.limit() + 1);
        List<Listing> shown = found.subList(0, Math.min(found.size(), slice.limit()));
        Listing last = found.size() > shown.size() ? shown.get(shown.size() - 1) : null;
        Map<UUID, Venue> known = known(request);
        return tagged(slice.answer(
                request, shown.stream().map(listing -> json(request, listing, known)).toList(),
                last == null ? null : DetailsRow.sortKey(last.details().name()) + " " + last.id()));
    }

    private static Filter filter(Request request) {
        String words = request.query("q").orElse("");
        if (words.length() > 100) {
            throw Invalid.field("q", "form.long", 100);
        }
        Category category = request.query("category").map(code -> Filter.category(code).orElseThrow(() -> unknown("category"))).orElse(null);
        Audience audience = request.query("audience").map(code -> Filter.audience(code).orElseThrow(() -> unknown("audience"))).orElse(null);
        return new Filter(words, category, audience, null, true);
    }

    private static Invalid unknown(String field) {
        return Invalid.field(field, "directory.rest.unknown");
    }

    private static ListingTable.@Nullable Place place(@Nullable String after) {
        if (after == null) {
            return null;
        }
        int space = after.lastIndexOf(' ');
        UUID id = Filter.id(after.substring(space + 1)).orElseThrow(Slice::wrongCursor);
        return new ListingTable.Place(after.substring(0, Math.max(0, space)), id);
    }

    private Response organisation(Request request) {
        Listing listing = Filter.id(request.variable("id"))
                .flatMap(id -> ListingTable.byId(listings.reader(request.tenant()), id))
                .filter(Listing::published)
                .orElseThrow(NotFound::new);
        return tagged(Slice.one(json(request, listing, known(request))));
    }

    private Map<UUID, Venue> known(Request request) {
        Map<UUID, Venue> known = new LinkedHashMap<>();
        venues.usable(request.tenant()).forEach(venue -> known.put(venue.id(), venue));
        return known;
    }

    private Map<String, Object> json(Request request, Listing listing, Map<UUID, Venue> known) {
        Details details = listing.details();
        Map<String, Object> one = new LinkedHashMap<>();
        one.put("id", listing.id().toString());
        one.put("url", urls.of(request.site(), listing.path()));
        one.put("name", details.name());
        one.put("category", details.category().code());
        one.put("audiences", details.audiences().stream().map(audience -> Map.of("code", audience.code())).toList());
        one.put("description", details.description());
        put(one, "rna", details.rna());
        put(one, "siren", details.siren());
        put(one, "email", details.email());
        put(one, "phone", details.phone());
        put(one, "website", details.website());
        put(one, "address", details.address());
        put(one, details.coordinates());
        put(one, "opening", details.opening());
        one.put("venues", details.venues().stream()
                .filter(known::containsKey)
                .map(known::get)
                .map(venue -> Map.of("id", venue.id().toString(), "name", venue.name()))
                .toList());
        one.put("verified", listing.verified());
        return one;
    }

    private static void put(Map<String, Object> one, String name, String text) {
        if (!text.isEmpty()) {
            one.put(name, text);
        }
    }

    private static void put(Map<String, Object> one, @Nullable Coordinates at) {
        if (at != null) {
            one.put("latitude", at.latitude());
            one.put("longitude", at.longitude());
        }
    }

    private Response venues(Request request) {
        Slice slice = Slice.of(request);
        Function<Venue, String> place = venue -> (venue.owner().equals(request.tenant()) ? "0 " : "1 ") + DetailsRow.sortKey(venue.name()) + " " + venue.id();
        String after = slice.after();
        if (after != null && !after.matches("[01] [a-z0-9-]* [0-9a-f-]{36}")) {
            throw Slice.wrongCursor();
        }
        List<Venue> found = venues.usable(request.tenant()).stream()
                .sorted(Comparator.comparing(place))
                .filter(venue -> after == null || place.apply(venue).compareTo(after) > 0)
                .limit(slice.limit() + 1L)
                .toList();
        List<Venue> shown = found.subList(0, Math.min(found.size(), slice.limit()));
        String next = found.size() > shown.size() ? place.apply(shown.get(shown.size() - 1)) : null;
        return tagged(slice.answer(request, shown.stream().map(DirectoryRest::json).toList(), next));
    }

    private Response venue(Request request) {
        Venue venue = Filter.id(request.variable("id")).flatMap(id -> venues.usable(request.tenant(), id)).orElseThrow(NotFound::new);
        return tagged(Slice.one(json(venue)));
    }

    private static Map<String, Object> json(Venue venue) {
        Map<String, Object> one = new LinkedHashMap<>();
        one.put("id", venue.id().toString());
        one.put("name", venue.name());
        one.put("territory", venue.owner().equals(TenantId.TERRITORY));
        put(one, "address", venue.address());
        put(one, venue.coordinates());
        Integer capacity = venue.capacity();
        if (capacity != null) {
            one.put("capacity", capacity);
        }
        one.put("wheelchair", venue.access().code());
        put(one, "wheelchairNote", venue.accessNote());
        return one;
    }
}
