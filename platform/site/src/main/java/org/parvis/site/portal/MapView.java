package org.parvis.site.portal;

import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.parvis.api.tenant.Coordinates;
import org.parvis.api.tenant.Site;

/**
 * Communes as points of a drawing: an equirectangular projection, true at the middle latitude, north up.
 *
 * @param width of the drawing, in its own units
 * @param points the most populated first
 * @param labels names of the largest
 */
public record MapView(int width, int height, List<Point> points, List<MapLabels.Label> labels) {

    /**
     * @param r radius, by population
     */
    public record Point(double x, double y, double r, String name, String url) {}

    private static final int WIDTH = 720;
    private static final int MARGIN = 24;
    private static final int MOST = 900;
    private static final int NAMED = 7;
    /** Farther from the middle than that, in degrees, a commune lies overseas and would shrink the rest to a dot. */
    private static final double FAR = 9;

    /** A map of the sites whose place is known, the most populated ones if there are too many; empty with fewer than three. */
    static Optional<MapView> of(List<Site> sites, Function<Site, String> url) {
        List<Site> placed = sites.stream()
                .filter(site -> site.tenant().coordinates() != null)
                .sorted(Comparator.comparingInt(MapView::population).reversed())
                .toList();
        if (placed.size() < 3) {
            return Optional.empty();
        }
        double latitude = median(placed, Coordinates::latitude);
        double longitude = median(placed, Coordinates::longitude);
        List<Site> near = placed.stream()
                .filter(site -> Math.abs(at(site).latitude() - latitude) < FAR && Math.abs(at(site).longitude() - longitude) < FAR)
                .limit(MOST)
                .toList();
        return near.size() < 3 ? Optional.empty() : Optional.of(draw(near, url));
    }

    private static MapView draw(List<Site> sites, Function<Site, String> url) {
        double west = sites.stream().mapToDouble(site -> at(site).longitude()).min().orElseThrow();
        double east = sites.stream().mapToDouble(site -> at(site).longitude()).max().orElseThrow();
        double south = sites.stream().mapToDouble(site -> at(site).latitude()).min().orElseThrow();
        double north = sites.stream().mapToDouble(site -> at(site).latitude()).max().orElseThrow();
        double squeeze = Math.cos(Math.toRadians((south + north) / 2));
        double scale = (WIDTH - 2.0 * MARGIN) / Math.max(0.01, (east - west) * squeeze);
        int height = (int) Math.round(Math.min(2.0 * WIDTH, (north - south) * scale + 2 * MARGIN));
        int largest = Math.max(1, population(sites.get(0)));
        List<Point> points = sites.stream()
                .map(site -> new Point(
                        round(MARGIN + (at(site).longitude() - west) * squeeze * scale),
                        round(MARGIN + (north - at(site).latitude()) * scale),
                        round(3 + 9 * Math.sqrt((double) population(site) / largest)),
                        site.tenant().name().name(), url.apply(site)))
                .toList();
        return new MapView(WIDTH, height, points, MapLabels.place(points.subList(0, Math.min(NAMED, points.size())), WIDTH, height));
    }

    private static double median(List<Site> sites, Function<Coordinates, Double> part) {
        return sites.stream().map(site -> part.apply(at(site))).sorted().skip(sites.size() / 2).findFirst().orElseThrow();
    }

    private static Coordinates at(Site site) {
        return Objects.requireNonNull(site.tenant().coordinates());
    }

    private static int population(Site site) {
        Integer population = site.tenant().population();
        return population == null ? 0 : population;
    }

    private static double round(double value) {
        return Math.round(value * 10) / 10.0;
    }
}
