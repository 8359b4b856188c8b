package org.parvis.api.geo;

import org.parvis.api.tenant.Coordinates;

/** Distances on the earth taken for a sphere: within 0.5 % of those on the ellipsoid WGS 84, enough to sort and to filter. */
public final class Distance {

    /** Mean radius R1 of the ellipsoid GRS 80, in metres (Moritz, Geodetic Reference System 1980). */
    private static final double RADIUS = 6_371_008.8;

    private Distance() {}

    /** Metres between two places, along the great circle (haversine). */
    public static double metres(Coordinates from, Coordinates to) {
        double latitude = Math.toRadians(to.latitude() - from.latitude());
        double longitude = Math.toRadians(to.longitude() - from.longitude());
        double h = square(Math.sin(latitude / 2))
                + Math.cos(Math.toRadians(from.latitude())) * Math.cos(Math.toRadians(to.latitude())) * square(Math.sin(longitude / 2));
        return 2 * RADIUS * Math.asin(Math.min(1, Math.sqrt(h)));
    }

    private static double square(double value) {
        return value * value;
    }
}
