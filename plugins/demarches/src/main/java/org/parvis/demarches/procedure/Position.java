package org.parvis.demarches.procedure;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.parvis.api.tenant.Coordinates;

/** Places on earth as answers hold them: latitude, longitude, in decimal degrees of WGS 84. */
public final class Position {
    private static final Pattern WRITTEN = Pattern.compile("(-?[0-9]{1,2}(?:\\.[0-9]{1,8})?), ?(-?[0-9]{1,3}(?:\\.[0-9]{1,8})?)");

    private Position() {}

    /** Empty if it is none. */
    public static Optional<Coordinates> parse(String text) {
        Matcher written = WRITTEN.matcher(text);
        if (!written.matches()) {
            return Optional.empty();
        }
        double latitude = Double.parseDouble(written.group(1));
        double longitude = Double.parseDouble(written.group(2));
        return Math.abs(latitude) <= 90 && Math.abs(longitude) <= 180 ? Optional.of(new Coordinates(latitude, longitude)) : Optional.empty();
    }

    /** To a metre. */
    public static String text(Coordinates at) {
        return String.format(Locale.ROOT, "%.5f, %.5f", at.latitude(), at.longitude());
    }
}
