package org.parvis.api.geo;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Writes names beside the points of a map so that none covers another or another's point: the first name takes the first place that is
 * free around its point; one that finds no place is left out. The same points give the same map.
 */
final class MapLabels {

    /** Of a letter of the style sheet's 15 px; a little wide, since fonts differ. */
    private static final double LETTER = 9.25;

    private static final double ASCENT = 13;
    private static final double DESCENT = 4;
    private static final double GAP = 4;

    /** An area that is taken. */
    record Box(double left, double top, double right, double bottom) {
        boolean meets(Box other) {
            return left < other.right && other.left < right && top < other.bottom && other.top < bottom;
        }

        boolean within(double width, double height) {
            return left >= 0 && top >= 0 && right <= width && bottom <= height;
        }
    }

    private MapLabels() {}

    /** @param points whose names are wanted, the most important first */
    static List<SketchMap.Label> place(List<SketchMap.Point> points, int width, int height) {
        List<Box> taken = new ArrayList<>(points.stream().map(MapLabels::dot).toList());
        List<SketchMap.Label> labels = new ArrayList<>();
        for (SketchMap.Point point : points) {
            Box own = dot(point);
            Optional<SketchMap.Label> free = candidates(point).stream()
                    .filter(label -> box(label).within(width, height))
                    .filter(label -> taken.stream().noneMatch(other -> !other.equals(own) && other.meets(box(label))))
                    .findFirst();
            free.ifPresent(label -> {
                labels.add(label);
                taken.add(box(label));
            });
        }
        return List.copyOf(labels);
    }

    private static List<SketchMap.Label> candidates(SketchMap.Point point) {
        double above = round(point.y() - point.r() - GAP);
        double below = round(point.y() + point.r() + ASCENT);
        double beside = round(point.y() + (ASCENT - DESCENT) / 2);
        double left = round(point.x() - point.r());
        double right = round(point.x() + point.r());
        return List.of(
                new SketchMap.Label(point.x(), above, "middle", point.name()),
                new SketchMap.Label(point.x(), below, "middle", point.name()),
                new SketchMap.Label(round(right + GAP), beside, "start", point.name()),
                new SketchMap.Label(round(left - GAP), beside, "end", point.name()),
                new SketchMap.Label(left, above, "start", point.name()),
                new SketchMap.Label(right, above, "end", point.name()),
                new SketchMap.Label(left, below, "start", point.name()),
                new SketchMap.Label(right, below, "end", point.name()));
    }

    static Box box(SketchMap.Label label) {
        double length = label.name().length() * LETTER;
        double left = switch (label.anchor()) {
            case "start" -> label.x();
            case "end" -> label.x() - length;
            default -> label.x() - length / 2;
        };
        return new Box(left, label.y() - ASCENT, left + length, label.y() + DESCENT);
    }

    private static Box dot(SketchMap.Point point) {
        return new Box(point.x() - point.r(), point.y() - point.r(), point.x() + point.r(), point.y() + point.r());
    }

    private static double round(double value) {
        return Math.round(value * 10) / 10.0;
    }
}
