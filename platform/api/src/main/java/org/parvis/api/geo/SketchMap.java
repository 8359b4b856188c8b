package org.parvis.api.geo;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import org.parvis.api.tenant.Coordinates;

/**
 * Places as points of a drawing, for the macro {@code inner.map} of the base theme: an equirectangular projection, true at the middle
 * latitude, north up. No tiles, no third party, no script.
 *
 * @param width of the drawing, in its own units
 * @param points the most important first
 * @param labels names of the most important, none of which covers another
 */
public record SketchMap(int width, int height, List<Point> points, List<Label> labels) {

    public SketchMap {
        points = List.copyOf(points);
        labels = List.copyOf(labels);
    }

    /**
     * A place to draw.
     *
     * @param url where its point leads
     * @param weight its area on the map, relative to the heaviest; not negative
     */
    public record Place(String name, String url, Coordinates at, double weight) {}

    /** @param r radius, by weight */
    public record Point(double x, double y, double r, String name, String url) {}

    /**
     * A name on the map.
     *
     * @param x of the anchor, {@code y} of the baseline
     * @param anchor start, middle or end of the name (as in SVG)
     */
    public record Label(double x, double y, String anchor, String name) {}

    private static final int WIDTH = 720;
    private static final int TALLEST = 2 * WIDTH;
    /** Room for names above and below places that lie in one line from west to east. */
    private static final int SHORTEST = WIDTH / 3;
    private static final int MARGIN = 24;
    /** In degrees, about a kilometre: what lies closer together is not drawn farther apart. */
    private static final double SMALLEST = 0.01;
    private static final int FEWEST = 3;
    private static final int MOST = 900;
    private static final int NAMED = 7;
    /** Farther from the middle than that, in degrees, a place lies overseas and would shrink the rest to a dot. */
    private static final double FAR = 9;

    /** A map of the places, the heaviest ones if there are more than 900; empty with fewer than three. */
    public static Optional<SketchMap> of(List<Place> places) {
        if (places.size() < FEWEST) {
            return Optional.empty();
        }
        double latitude = median(places, place -> place.at().latitude());
        double longitude = median(places, place -> place.at().longitude());
        List<Place> near = places.stream()
                .filter(place -> Math.abs(place.at().latitude() - latitude) < FAR && Math.abs(place.at().longitude() - longitude) < FAR)
                .sorted(Comparator.comparingDouble(Place::weight).reversed())
                .limit(MOST)
                .toList();
        return near.size() < FEWEST ? Optional.empty() : Optional.of(draw(near));
    }

    private static SketchMap draw(List<Place> places) {
        double west = places.stream().mapToDouble(place -> place.at().longitude()).min().orElseThrow();
        double east = places.stream().mapToDouble(place -> place.at().longitude()).max().orElseThrow();
        double south = places.stream().mapToDouble(place -> place.at().latitude()).min().orElseThrow();
        double north = places.stream().mapToDouble(place -> place.at().latitude()).max().orElseThrow();
        double squeeze = Math.cos(Math.toRadians((south + north) / 2));
        double scale = Math.min(
                (WIDTH - 2.0 * MARGIN) / Math.max(SMALLEST, (east - west) * squeeze), (TALLEST - 2.0 * MARGIN) / Math.max(SMALLEST, north - south));
        int height = Math.max(SHORTEST, (int) Math.round((north - south) * scale + 2 * MARGIN));
        double top = (height - (north - south) * scale) / 2;
        double left = (WIDTH - (east - west) * squeeze * scale) / 2;
        double heaviest = Math.max(1, places.get(0).weight());
        List<Point> points = places.stream()
                .map(place -> new Point(
                        round(left + (place.at().longitude() - west) * squeeze * scale),
                        round(top + (north - place.at().latitude()) * scale),
                        round(3 + 9 * Math.sqrt(place.weight() / heaviest)),
                        place.name(), place.url()))
                .toList();
        return new SketchMap(WIDTH, height, points, MapLabels.place(points.subList(0, Math.min(NAMED, points.size())), WIDTH, height));
    }

    private static double median(List<Place> places, ToDoubleFunction<Place> part) {
        return places.stream().mapToDouble(part).sorted().skip(places.size() / 2).findFirst().orElseThrow();
    }

    private static double round(double value) {
        return Math.round(value * 10) / 10.0;
    }
}
