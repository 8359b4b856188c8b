package org.parvis.identity.citizen;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.parvis.api.data.Row;
import org.parvis.identity.oidc.Identity;

/**
 * Who a person is in civil status, as an identity provider certifies it; what it does not tell is null.
 *
 * @param givenNames all of them
 * @param familyName at birth
 * @param usualName in use, if it is another
 * @param birthdate {@code YYYY-MM-DD}; month and day may be 00
 * @param gender {@code female} or {@code male}
 * @param birthplace official code of the commune (COG), null if abroad
 * @param birthcountry official code of the country (COG): {@code 99100} is France
 */
public record Pivot(
        @Nullable String givenNames, @Nullable String familyName, @Nullable String usualName, @Nullable String birthdate, @Nullable String gender,
        @Nullable String birthplace, @Nullable String birthcountry) {

    static final String COLUMNS = "given_name, family_name, usual_name, birthdate, gender, birthplace, birthcountry";
    private static final int LONGEST_NAME = 200;
    private static final int LONGEST_CODE = 10;

    static Pivot of(Identity identity) {
        return new Pivot(
                cut(identity.text("given_name"), LONGEST_NAME), cut(identity.text("family_name"), LONGEST_NAME),
                cut(identity.text("preferred_username"), LONGEST_NAME), code(identity.text("birthdate")), code(identity.text("gender")),
                code(identity.text("birthplace")), code(identity.text("birthcountry")));
    }

    /** As it stood in columns of its own before there was encryption; nothing but nulls since. */
    static Pivot of(Row row) {
        return new Pivot(
                row.stringOrNull("given_name"), row.stringOrNull("family_name"), row.stringOrNull("usual_name"), row.stringOrNull("birthdate"),
                row.stringOrNull("gender"), row.stringOrNull("birthplace"), row.stringOrNull("birthcountry"));
    }

    /** As one text, to be sealed. */
    String text() {
        Map<String, String> values = new LinkedHashMap<>();
        put(values, "given", givenNames);
        put(values, "family", familyName);
        put(values, "usual", usualName);
        put(values, "birthdate", birthdate);
        put(values, "gender", gender);
        put(values, "birthplace", birthplace);
        put(values, "birthcountry", birthcountry);
        return values.entrySet().stream()
                .map(one -> one.getKey() + "=" + URLEncoder.encode(one.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }

    private static void put(Map<String, String> values, String name, @Nullable String value) {
        if (value != null) {
            values.put(name, value);
        }
    }

    /** What {@link #text} wrote. */
    static Pivot of(String text) {
        Map<String, String> values = new HashMap<>();
        for (String pair : text.split("&")) {
            int equals = pair.indexOf('=');
            if (equals > 0) {
                values.put(pair.substring(0, equals), URLDecoder.decode(pair.substring(equals + 1), StandardCharsets.UTF_8));
            }
        }
        return new Pivot(
                values.get("given"), values.get("family"), values.get("usual"), values.get("birthdate"), values.get("gender"), values.get("birthplace"),
                values.get("birthcountry"));
    }

    /** First given name and name, as one calls oneself; empty if it is not known. */
    String callName() {
        String first = givenNames == null ? null : givenNames.split(" ", 2)[0];
        String name = Stream.of(Optional.ofNullable(first), Optional.ofNullable(usualName == null ? familyName : usualName))
                .flatMap(Optional::stream).collect(Collectors.joining(" "));
        return Person.isName(name) ? name : "";
    }

    private static @Nullable String cut(Optional<String> text, int longest) {
        return text.map(value -> value.length() <= longest ? value : value.substring(0, longest)).orElse(null);
    }

    /** What is longer is no code. */
    private static @Nullable String code(Optional<String> text) {
        return text.filter(value -> value.length() <= LONGEST_CODE).orElse(null);
    }

    @Override
    public String toString() {
        return "Pivot";
    }
}
