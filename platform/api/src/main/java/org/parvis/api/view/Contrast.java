package org.parvis.api.view;

import java.util.Collection;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** Contrast of colours as WCAG 2.2 defines it (relative luminance, contrast ratio; success criterion 1.4.3). Colours are {@code #rgb} or {@code #rrggbb}. */
public final class Contrast {

    /** What text of ordinary size needs at level AA. */
    public static final double TEXT = 4.5;

    private static final Pattern COLOR = Pattern.compile("#(?:[0-9a-fA-F]{3}|[0-9a-fA-F]{6})");
    private static final int STEPS = 1000;

    private Contrast() {}

    /** Whether the text is a colour: {@code #rgb} or {@code #rrggbb}. */
    public static boolean isColor(String text) {
        return COLOR.matcher(text).matches();
    }

    /**
     * Relative luminance, from 0 (black) to 1 (white).
     *
     * @throws IllegalArgumentException if it is no colour
     */
    public static double luminance(String color) {
        return luminance(parse(color));
    }

    /** Contrast ratio of two colours, from 1 to 21, whichever is the lighter. */
    public static double ratio(String one, String other) {
        return ratio(luminance(one), luminance(other));
    }

    /** Whether text of one colour can be read on the other: at least {@link #TEXT}. */
    public static boolean readable(String one, String other) {
        return ratio(one, other) >= TEXT;
    }

    /**
     * The colour of the same hue and saturation, nearest in lightness, that has at least this ratio against all the others.
     *
     * @return {@code #rrggbb}, the colour itself if it is readable already; empty if no lightness will do
     */
    public static Optional<String> nearestReadable(String color, Collection<String> against, double ratio) {
        double[] others = against.stream().mapToDouble(Contrast::luminance).toArray();
        double[] rgb = parse(color);
        if (reaches(luminance(rgb), others, ratio)) {
            return Optional.of(format(rgb));
        }
        double[] hsl = toHsl(rgb);
        for (int step = 1; step <= STEPS; step++) {
            for (int sign = -1; sign <= 1; sign += 2) {
                double lightness = hsl[2] + sign * step / (double) STEPS;
                if (lightness >= 0 && lightness <= 1) {
                    String candidate = format(toRgb(hsl[0], hsl[1], lightness));
                    if (reaches(luminance(candidate), others, ratio)) {
                        return Optional.of(candidate);
                    }
                }
            }
        }
        return Optional.empty();
    }

    private static boolean reaches(double luminance, double[] others, double ratio) {
        for (double other : others) {
            if (ratio(luminance, other) < ratio) {
                return false;
            }
        }
        return true;
    }

    private static double ratio(double one, double other) {
        return (Math.max(one, other) + 0.05) / (Math.min(one, other) + 0.05);
    }

    private static double luminance(double[] rgb) {
        return 0.2126 * linear(rgb[0]) + 0.7152 * linear(rgb[1]) + 0.0722 * linear(rgb[2]);
    }

    private static double linear(double channel) {
        return channel <= 0.04045 ? channel / 12.92 : Math.pow((channel + 0.055) / 1.055, 2.4);
    }

    private static double[] parse(String color) {
        if (!isColor(color)) {
            throw new IllegalArgumentException("no colour: " + color);
        }
        boolean brief = color.length() == 4;
        double[] rgb = new double[3];
        for (int i = 0; i < 3; i++) {
            String digits = brief ? color.substring(i + 1, i + 2).repeat(2) : color.substring(2 * i + 1, 2 * i + 3);
            rgb[i] = Integer.parseInt(digits, 16) / 255.0;
        }
        return rgb;
    }

    private static String format(double[] rgb) {
        return String.format(Locale.ROOT, "#%02x%02x%02x", Math.round(rgb[0] * 255), Math.round(rgb[1] * 255), Math.round(rgb[2] * 255));
    }

    /** Hue in [0, 6), saturation and lightness in [0, 1]. */
    private static double[] toHsl(double[] rgb) {
        double max = Math.max(rgb[0], Math.max(rgb[1], rgb[2]));
        double min = Math.min(rgb[0], Math.min(rgb[1], rgb[2]));
        double range = max - min;
        double lightness = (max + min) / 2;
        if (range == 0) {
            return new double[] {0, 0, lightness};
        }
        double hue;
        if (max == rgb[0]) {
            hue = (rgb[1] - rgb[2]) / range + 6;
        } else if (max == rgb[1]) {
            hue = (rgb[2] - rgb[0]) / range + 2;
        } else {
            hue = (rgb[0] - rgb[1]) / range + 4;
        }
        return new double[] {hue % 6, range / (1 - Math.abs(2 * lightness - 1)), lightness};
    }

    private static double[] toRgb(double hue, double saturation, double lightness) {
        double chroma = (1 - Math.abs(2 * lightness - 1)) * saturation;
        double second = chroma * (1 - Math.abs(hue % 2 - 1));
        double base = lightness - chroma / 2;
        double[] rgb =
                switch ((int) hue) {
                    case 0 -> new double[] {chroma, second, 0};
                    case 1 -> new double[] {second, chroma, 0};
                    case 2 -> new double[] {0, chroma, second};
                    case 3 -> new double[] {0, second, chroma};
                    case 4 -> new double[] {second, 0, chroma};
                    default -> new double[] {chroma, 0, second};
                };
        return new double[] {rgb[0] + base, rgb[1] + base, rgb[2] + base};
    }
}
