package org.parvis.stats;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Bars over time, ready to be drawn: each value beside that of the year before.
 *
 * @param lines from zero upwards
 */
public record Chart(int width, int height, int left, List<Line> lines, List<Bar> bars, List<Mark> marks) {
    private static final int WIDTH = 720;
    private static final int HEIGHT = 230;
    private static final int LEFT = 56;
    private static final int TOP = 12;
    private static final int BOTTOM = 28;
    private static final int STEPS = 4;
    private static final int MOST_MARKS = 16;
    private static final double WIDEST = 40;

    public Chart {
        lines = List.copyOf(lines);
        bars = List.copyOf(bars);
        marks = List.copyOf(marks);
    }

    /** A line across, with its value. */
    public record Line(double y, long value) {}

    /** @param before of the year before */
    public record Bar(double x, double y, double width, double height, boolean before) {}

    /** What stands below a group of bars. */
    public record Mark(double x, String text) {}

    /** A moment and its values. @param before null: not to be compared */
    record Point(String mark, double value, @Nullable Double before) {}

    /** @return null if there is nothing to see: fewer than two moments, or nothing but zeros */
    static @Nullable Chart of(List<Point> points) {
        double highest = points.stream().mapToDouble(point -> Math.max(point.value(), point.before() == null ? 0 : point.before())).max().orElse(0);
        if (points.size() < 2 || highest <= 0) {
            return null;
        }
        long step = step(highest);
        double scale = (HEIGHT - TOP - BOTTOM) / (double) (step * STEPS);
        List<Line> lines = new ArrayList<>();
        for (int i = 0; i <= STEPS; i++) {
            lines.add(new Line(round(HEIGHT - BOTTOM - i * step * scale), i * step));
        }
        boolean compared = points.stream().anyMatch(point -> point.before() != null);
        double slot = (WIDTH - LEFT) / (double) points.size();
        double width = Math.min(WIDEST, slot * (compared ? 0.38 : 0.7));
        int every = (points.size() + MOST_MARKS - 1) / MOST_MARKS;
        List<Bar> bars = new ArrayList<>();
        List<Mark> marks = new ArrayList<>();
        for (int i = 0; i < points.size(); i++) {
            Point point = points.get(i);
            double middle = LEFT + (i + 0.5) * slot;
            if (point.before() != null) {
                bars.add(bar(middle - width, width, point.before() * scale, true));
            }
            bars.add(bar(compared ? middle : middle - width / 2, width, point.value() * scale, false));
            if (i % every == 0) {
                marks.add(new Mark(round(middle), point.mark()));
            }
        }
        return new Chart(WIDTH, HEIGHT, LEFT, lines, bars, marks);
    }

    private static Bar bar(double x, double width, double height, boolean before) {
        return new Bar(round(x), round(HEIGHT - BOTTOM - height), round(width), round(height), before);
    }

    /** The smallest of 1, 2, 5, 10, 20, 50 ... of which four reach as high. */
    private static long step(double highest) {
        long ten = 1;
        while (true) {
            for (int digit : new int[] {1, 2, 5}) {
                if (ten * digit * STEPS >= highest) {
                    return ten * digit;
                }
            }
            ten *= 10;
        }
    }

    private static double round(double value) {
        return Math.round(value * 10) / 10.0;
    }
}
