package org.parvis.directory;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.parvis.api.directory.Venue;
import org.parvis.api.geo.SketchMap;
import org.parvis.api.tenant.Coordinates;
import org.parvis.api.tenant.Site;

/** Where the organisations of a commune are, with the town hall for orientation. */
final class DirectoryMap {

    private static final double SAME_PLACE = 10_000;

    private DirectoryMap() {}

    /** What is at one place. */
    private record Spot(Coordinates at, @Nullable Venue venue, List<Listing> listings) {}

    /** @param url from a path on the site to what a link holds */
    static Optional<SketchMap> of(Site site, List<Listing> listings, List<Venue> venues, UnaryOperator<String> url) {
        Map<UUID, Venue> known = venues.stream().collect(Collectors.toMap(Venue::id, Function.identity()));
        Map<String, Spot> spots = new LinkedHashMap<>();
        for (Listing listing : listings) {
            Venue venue = listing.details().venues().stream().map(known::get).filter(one -> one != null && one.coordinates() != null).findFirst().orElse(null);
            Coordinates own = listing.details().coordinates();
            Coordinates at = own != null ? own : venue == null ? null : venue.coordinates();
            if (at != null) {
                spots.computeIfAbsent(key(at), key -> new Spot(at, own == null ? venue : null, new ArrayList<>())).listings().add(listing);
            }
        }
        List<SketchMap.Place> places = new ArrayList<>(spots.values().stream().map(spot -> place(spot, url)).toList());
        Coordinates townHall = site.tenant().coordinates();
        if (!places.isEmpty() && townHall != null && !spots.containsKey(key(townHall)) && !site.tenant().isTerritory()) {
            places.add(new SketchMap.Place(site.tenant().name().name(), url.apply("/contact"), townHall, 1));
        }
        return SketchMap.of(places);
    }

    private static SketchMap.Place place(Spot spot, UnaryOperator<String> url) {
        Listing first = spot.listings().get(0);
        Venue venue = spot.venue();
        int number = spot.listings().size();
        if (number == 1 || venue == null) {
            String names = spot.listings().stream().map(listing -> listing.details().name()).collect(Collectors.joining(", "));
            return new SketchMap.Place(names, url.apply(first.path()), spot.at(), number);
        }
        return new SketchMap.Place(venue.name() + " (" + number + ")", url.apply(Listing.PATH) + "?lieu=" + venue.id(), spot.at(), number);
    }

    private static String key(Coordinates at) {
        return Math.round(at.latitude() * SAME_PLACE) + " " + Math.round(at.longitude() * SAME_PLACE);
    }
}
