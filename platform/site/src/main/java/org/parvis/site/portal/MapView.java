package org.parvis.site.portal;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.parvis.api.geo.SketchMap;
import org.parvis.api.tenant.Coordinates;
import org.parvis.api.tenant.Site;

/** Communes on a map, by population. */
final class MapView {

    private MapView() {}

    /** A map of the sites whose place is known. */
    static Optional<SketchMap> of(List<Site> sites, Function<Site, String> url) {
        return SketchMap.of(sites.stream().flatMap(site -> place(site, url)).toList());
    }

    private static Stream<SketchMap.Place> place(Site site, Function<Site, String> url) {
        Coordinates at = site.tenant().coordinates();
        Integer population = site.tenant().population();
        return at == null ? Stream.empty() : Stream.of(new SketchMap.Place(site.tenant().name().name(), url.apply(site), at, population == null ? 0 : population));
    }
}
