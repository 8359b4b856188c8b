package org.parvis.directory;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.parvis.api.content.Slug;
import org.parvis.api.data.Row;
import org.parvis.api.directory.Audience;
import org.parvis.api.directory.Category;
import org.parvis.api.tenant.Coordinates;

/** The columns that organisations and proposals have in common. */
final class DetailsRow {

    /** Names of the columns, which are those of the parameters too. */
    static final List<String> COLUMNS = List.of(
            "name", "sort_key", "category", "rna", "siren", "description", "audiences", "contact", "email", "phone", "website", "address", "latitude",
            "longitude", "opening", "venues", "agreed");

    private static final int LONGEST_KEY = 200;

    private DetailsRow() {}

    /** {@code x.name, x.sort_key, ...} */
    static String selected(String alias) {
        return COLUMNS.stream().map(column -> alias + "." + column).collect(Collectors.joining(", "));
    }

    /** {@code name, sort_key, ...} */
    static String named() {
        return String.join(", ", COLUMNS);
    }

    /** {@code :name, :sort_key, ...} */
    static String bound() {
        return COLUMNS.stream().map(column -> ":" + column).collect(Collectors.joining(", "));
    }

    /** {@code name = :name, ...} */
    static String assigned() {
        return COLUMNS.stream().map(column -> column + " = :" + column).collect(Collectors.joining(", "));
    }

    /** What organisations are sorted by: in the order in which French readers expect names. */
    static String sortKey(String name) {
        String key = Slug.of(name);
        return key.length() > LONGEST_KEY ? key.substring(0, LONGEST_KEY) : key;
    }

    static Object[] parameters(Details details, @Nullable Object... more) {
        Coordinates at = details.coordinates();
        List<@Nullable Object> all = new ArrayList<>(Arrays.asList(
                "name", details.name(), "sort_key", sortKey(details.name()), "category", details.category().name(), "rna", details.rna(),
                "siren", details.siren(), "description", details.description(), "audiences", spaced(details.audiences()), "contact", details.contact(),
                "email", details.email(), "phone", details.phone(), "website", details.website(), "address", details.address(),
                "latitude", at == null ? null : at.latitude(), "longitude", at == null ? null : at.longitude(), "opening", details.opening(),
                "venues", details.venues().stream().map(UUID::toString).collect(Collectors.joining(" ")), "agreed", details.agreed()));
        all.addAll(Arrays.asList(more));
        return all.toArray();
    }

    /** Each with a space on both sides, so that one is found by {@code like}. */
    private static String spaced(List<Audience> audiences) {
        return audiences.isEmpty() ? "" : audiences.stream().map(Enum::name).collect(Collectors.joining(" ", " ", " "));
    }

    static Details details(Row row) {
        Double latitude = row.doubleOrNull("latitude");
        Double longitude = row.doubleOrNull("longitude");
        return new Details(
                row.string("name"), Category.valueOf(row.string("category")), row.string("rna"), row.string("siren"), row.string("description"),
                words(row.string("audiences")).stream().map(Audience::valueOf).toList(), row.string("contact"), row.string("email"),
                row.string("phone"), row.string("website"), row.string("address"),
                latitude == null || longitude == null ? null : new Coordinates(latitude, longitude), row.string("opening"),
                words(row.string("venues")).stream().map(UUID::fromString).toList(), row.bool("agreed"));
    }

    private static List<String> words(String text) {
        return text.isBlank() ? List.of() : List.of(text.strip().split(" "));
    }
}
