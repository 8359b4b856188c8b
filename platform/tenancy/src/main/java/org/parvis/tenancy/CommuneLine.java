package org.parvis.tenancy;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.parvis.api.tenant.Coordinates;

/**
 * A line of a file of communes, checked.
 *
 * @param hosts own host names, the canonical one first
 * @param theme chosen for a new site, or null
 */
record CommuneLine(
        String insee,
        String name,
        @Nullable String siren,
        List<String> postalCodes,
        @Nullable Integer population,
        @Nullable String epciSiren,
        @Nullable String epciName,
        @Nullable Coordinates coordinates,
        List<String> hosts,
        @Nullable String theme) {

    static final Set<String> MANDATORY = Set.of("code_insee", "nom");
    static final Set<String> KNOWN = Set.of(
            "code_insee", "nom", "siren", "codes_postaux", "population", "departement", "region", "epci_siren", "epci_nom", "latitude",
            "longitude", "hotes", "theme");

    private static final Pattern INSEE = Pattern.compile("[0-9][0-9AB][0-9]{3}");
    private static final Pattern SIREN = Pattern.compile("[0-9]{9}");
    private static final Pattern POSTAL_CODES = Pattern.compile("[0-9]{5}( [0-9]{5}){0,60}");
    private static final Pattern DEPARTMENT = Pattern.compile("[0-9][0-9AB][0-9]?");
    private static final Pattern REGION = Pattern.compile("[0-9]{1,3}");
    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,9}");
    private static final Pattern DEGREES = Pattern.compile("-?[0-9]{1,3}(\\.[0-9]{1,15})?");
    private static final Pattern THEME = Pattern.compile("[a-z][a-z0-9-]{0,59}");
    private static final int LONGEST_NAME = 200;

    static CommuneLine of(Map<String, String> fields) throws Problem.Found {
        String insee = fields.getOrDefault("code_insee", "");
        if (insee.isEmpty()) {
            throw new Problem.Found("code_insee", "insee.missing");
        }
        if (!INSEE.matcher(insee).matches()) {
            throw new Problem.Found("code_insee", "insee.malformed", insee);
        }
        matching(fields, "departement", DEPARTMENT);
        matching(fields, "region", REGION);
        String epciSiren = matching(fields, "epci_siren", SIREN);
        String epciName = text(fields, "epci_nom");
        if ((epciSiren == null) != (epciName == null)) {
            throw new Problem.Found("epci_siren", "epci.half");
        }
        if (epciName != null && epciName.length() > LONGEST_NAME) {
            throw new Problem.Found("epci_nom", "value.long", "epci_nom");
        }
        String postalCodes = matching(fields, "codes_postaux", POSTAL_CODES);
        String hosts = text(fields, "hotes");
        return new CommuneLine(
                insee,
                name(fields),
                siren(fields),
                postalCodes == null ? List.of() : List.of(postalCodes.split(" ")),
                population(fields),
                epciSiren,
                epciName,
                coordinates(fields),
                hosts == null ? List.of() : Arrays.asList(hosts.split("[ |]+")),
                matching(fields, "theme", THEME));
    }

    /** The official name, checked. */
    static String name(Map<String, String> fields) throws Problem.Found {
        String name = text(fields, "nom");
        if (name == null) {
            throw new Problem.Found("nom", "name.missing");
        }
        if (name.length() > LONGEST_NAME || name.codePoints().noneMatch(Character::isLetter) || name.indexOf('<') >= 0) {
            throw new Problem.Found("nom", "name.malformed", name);
        }
        return name;
    }

    private static @Nullable String text(Map<String, String> fields, String column) throws Problem.Found {
        String value = fields.getOrDefault(column, "").strip();
        if (value.length() > LONGEST_NAME * 5) {
            throw new Problem.Found(column, "value.long", column);
        }
        return value.isEmpty() ? null : value;
    }

    private static @Nullable String matching(Map<String, String> fields, String column, Pattern pattern) throws Problem.Found {
        String value = text(fields, column);
        if (value != null && !pattern.matcher(value).matches()) {
            throw new Problem.Found(column, "value.malformed", column, value);
        }
        return value;
    }

    static @Nullable String siren(Map<String, String> fields) throws Problem.Found {
        return matching(fields, "siren", SIREN);
    }

    static @Nullable Integer population(Map<String, String> fields) throws Problem.Found {
        String value = text(fields, "population");
        if (value == null) {
            return null;
        }
        if (!NUMBER.matcher(value).matches()) {
            throw new Problem.Found("population", "value.malformed", "population", value);
        }
        return Integer.valueOf(value);
    }

    private static @Nullable Coordinates coordinates(Map<String, String> fields) throws Problem.Found {
        String latitude = text(fields, "latitude");
        String longitude = text(fields, "longitude");
        if (latitude == null && longitude == null) {
            return null;
        }
        if (latitude == null || longitude == null) {
            throw new Problem.Found("latitude", "coordinates.half");
        }
        if (DEGREES.matcher(latitude).matches() && DEGREES.matcher(longitude).matches()) {
            double north = Double.parseDouble(latitude);
            double east = Double.parseDouble(longitude);
            if (Math.abs(north) <= 90 && Math.abs(east) <= 180) {
                return new Coordinates(north, east);
            }
        }
        throw new Problem.Found("latitude", "coordinates.malformed", latitude, longitude);
    }
}
