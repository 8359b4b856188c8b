package org.parvis.search.address;

import de.siegmar.fastcsv.reader.CsvRecord;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.parvis.api.route.Invalid;

/** Where in a line of the file is what we read. The others of its columns, and their order, do not matter. */
record AddressColumns(int number, int suffix, int street, int postalCode, int insee, int commune, int former, int longitude, int latitude) {

    private static final Pattern NUMBER = Pattern.compile("\\d{1,5}");
    private static final Pattern POSTAL_CODE = Pattern.compile("\\d{5}");
    private static final Pattern INSEE = Pattern.compile("(\\d{2}|2[AB])\\d{3}");
    private static final Pattern DEGREES = Pattern.compile("-?\\d{1,3}(\\.\\d{1,17})?");

    /** In files of communes (BAL), where a hamlet has no numbers. */
    private static final int NO_NUMBER = 99_999;

    private static final int LONGEST_NAME = 200;
    private static final int LONGEST_SUFFIX = 10;

    /** @throws Invalid if a column is missing */
    static AddressColumns of(List<String> heading, String file) {
        List<String> names = heading.stream().map(name -> name.replace("\uFEFF", "").strip().toLowerCase(Locale.ROOT)).toList();
        for (String needed : List.of("numero", "rep", "nom_voie", "code_postal", "code_insee", "nom_commune", "lon", "lat")) {
            if (!names.contains(needed)) {
                throw Invalid.field("file", "search.addresses.format", file);
            }
        }
        return new AddressColumns(
                names.indexOf("numero"), names.indexOf("rep"), names.indexOf("nom_voie"), names.indexOf("code_postal"), names.indexOf("code_insee"),
                names.indexOf("nom_commune"), names.indexOf("nom_ancienne_commune"), names.indexOf("lon"), names.indexOf("lat"));
    }

    /** Why a line cannot be used; null if it can. */
    @Nullable String wrong(CsvRecord line) {
        if (line.getFieldCount() <= Math.max(Math.max(longitude, latitude), Math.max(commune, former))) {
            return "too few columns";
        }
        if (!NUMBER.matcher(at(line, number)).matches()) {
            return "numero is not a number of at most five digits";
        }
        if (at(line, street).isEmpty() || at(line, commune).isEmpty()) {
            return at(line, street).isEmpty() ? "nom_voie is empty" : "nom_commune is empty";
        }
        if (at(line, street).length() > LONGEST_NAME || at(line, commune).length() > LONGEST_NAME || at(line, suffix).length() > LONGEST_SUFFIX) {
            return "a name is too long";
        }
        if (!POSTAL_CODE.matcher(at(line, postalCode)).matches()) {
            return "code_postal is not five digits";
        }
        if (!INSEE.matcher(at(line, insee)).matches()) {
            return "code_insee is not a code of a commune";
        }
        return degrees(at(line, latitude), 90) && degrees(at(line, longitude), 180) ? null : "lon and lat are not degrees";
    }

    private static boolean degrees(String text, double most) {
        return DEGREES.matcher(text).matches() && Math.abs(Double.parseDouble(text)) <= most;
    }

    /** The street of a line, with the one number that is in it. */
    Street street(CsvRecord line) {
        int value = Integer.parseInt(at(line, number));
        Street.Number only = Street.Number.at(
                value == NO_NUMBER ? 0 : value, at(line, suffix).toLowerCase(Locale.ROOT), Double.parseDouble(at(line, latitude)),
                Double.parseDouble(at(line, longitude)));
        return new Street(
                at(line, insee), at(line, postalCode), at(line, commune), former < 0 ? "" : at(line, former), at(line, street), List.of(only));
    }

    private static String at(CsvRecord line, int column) {
        return line.getField(column).strip();
    }
}
