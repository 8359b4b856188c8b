package org.parvis.api.tenant;

/** A place on earth, WGS 84, in decimal degrees. */
public record Coordinates(double latitude, double longitude) {
    public Coordinates {
        if (!(Math.abs(latitude) <= 90 && Math.abs(longitude) <= 180)) {
            throw new IllegalArgumentException("not WGS 84 degrees: " + latitude + ", " + longitude);
        }
    }
}
