package org.parvis.directory;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.parvis.api.directory.Category;
import org.parvis.api.directory.Rna;
import org.parvis.api.directory.Siren;
import org.parvis.api.route.Invalid;
import org.parvis.api.tenant.Coordinates;

/**
 * A CSV file of organisations: the columns of the RNA as the Ministry of the Interior publishes it ({@code id}, {@code siret}, {@code titre},
 * {@code objet}, {@code adrs_...}, {@code siteweb}, {@code position}), or those of our own export. People are never read: nobody asked them.
 */
final class ImportFile {

    private static final int MOST_LINES = 200_000;
    private static final int LONGEST_FIELD = 20_000;
    private static final Charset WINDOWS = Charset.forName("windows-1252");

    private ImportFile() {}

    /** A line that can be taken. */
    record Line(long number, Details details) {}

    /**
     * What a file holds.
     *
     * @param elsewhere lines of other communes
     * @param dissolved lines of associations that are no more
     * @param refused numbers of lines, with the key of what is wrong
     */
    record Content(List<Line> lines, int elsewhere, int dissolved, Map<Long, String> refused) {}

    /** @throws Invalid (field {@code file}) if it cannot be read as a whole */
    static Content read(InputStream in, String insee) throws IOException {
        String text = text(in.readAllBytes());
        String header = text.lines().findFirst().orElse("");
        char separator = header.chars().filter(c -> c == ';').count() >= header.chars().filter(c -> c == ',').count() ? ';' : ',';
        Content content = new Content(new ArrayList<>(), 0, 0, new HashMap<>());
        int elsewhere = 0;
        int dissolved = 0;
        try (CsvReader<NamedCsvRecord> csv = CsvReader.builder().fieldSeparator(separator).ofNamedCsvRecord(text)) {
            for (NamedCsvRecord record : csv) {
                Map<String, String> fields = fields(record);
                if (!fields.containsKey("titre") && !fields.containsKey("nom") || content.lines().size() + elsewhere > MOST_LINES) {
                    throw Invalid.field("file", "directory.import.error.columns");
                }
                if (unclosed(fields)) {
                    throw Invalid.field("file", "directory.import.error.csv");
                }
                if (!insee.isEmpty() && !fields.getOrDefault("adrs_codeinsee", insee).equals(insee)) {
                    elsewhere++;
                } else if (fields.getOrDefault("position", "").equals("D") || fields.getOrDefault("position", "").equals("S")) {
                    dissolved++;
                } else {
                    take(record.getStartingLineNumber(), fields, content);
                }
            }
        } catch (CsvParseException malformed) {
            throw Invalid.field("file", "directory.import.error.csv");
        }
        return new Content(content.lines(), elsewhere, dissolved, content.refused());
    }

    /** A quotation mark that is never closed takes all that follows for one field. */
    private static boolean unclosed(Map<String, String> fields) {
        return first(fields, "titre", "nom").contains("\n") || fields.values().stream().anyMatch(value -> value.length() > LONGEST_FIELD);
    }

    private static String text(byte[] bytes) {
        int from = bytes.length > 2 && bytes[0] == (byte) 0xEF && bytes[1] == (byte) 0xBB && bytes[2] == (byte) 0xBF ? 3 : 0;
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes, from, bytes.length - from)).toString();
        } catch (CharacterCodingException older) {
            return new String(bytes, WINDOWS);
        }
    }

    private static Map<String, String> fields(NamedCsvRecord record) {
        Map<String, String> fields = new HashMap<>();
        record.getFieldsAsMap().forEach((name, value) -> fields.put(name.strip().toLowerCase(Locale.ROOT), value.strip()));
        return fields;
    }

    private static void take(long number, Map<String, String> fields, Content content) {
        String name = first(fields, "titre", "nom");
        String rna = first(fields, "rna", "id_association", "id");
        String siren = first(fields, "siren", "siret");
        if (name.isEmpty()) {
            content.refused().put(number, "directory.import.bad.name");
        } else if (!siren.isEmpty() && Siren.parse(siren).isEmpty()) {
            content.refused().put(number, "directory.import.bad.siren");
        } else if (fields.containsKey("rna") && !rna.isEmpty() && Rna.parse(rna).isEmpty()) {
            content.refused().put(number, "directory.import.bad.rna");
        } else {
            content.lines().add(new Line(number, details(fields, cut(name, 200), Rna.parse(rna).map(Rna::number).orElse(""), Siren.parse(siren).map(Siren::digits).orElse(""))));
        }
    }

    private static Details details(Map<String, String> fields, String name, String rna, String siren) {
        String website = first(fields, "siteweb", "site");
        String full = website.isEmpty() || website.matches("https?://.*") ? website : "https://" + website;
        return new Details(
                name, Filter.category(first(fields, "categorie")).orElse(Category.OTHER), rna, siren, cut(first(fields, "objet", "description"), 4_000), List.of(),
                "", "", "", full.matches("https?://[^\\s<>\"]{3,400}") ? full : "", cut(address(fields), 250), at(fields).orElse(null),
                cut(first(fields, "horaires"), 600), List.of(), false);
    }

    private static Optional<Coordinates> at(Map<String, String> fields) {
        try {
            return Optional.of(new Coordinates(
                    Double.parseDouble(first(fields, "latitude", "lat").replace(',', '.')), Double.parseDouble(first(fields, "longitude", "lon").replace(',', '.'))));
        } catch (IllegalArgumentException none) {
            return Optional.empty();
        }
    }

    private static String address(Map<String, String> fields) {
        String own = first(fields, "adresse");
        if (!own.isEmpty()) {
            return own;
        }
        String street = Stream.of("adrs_numvoie", "adrs_repetition", "adrs_typevoie", "adrs_libvoie").map(column -> first(fields, column)).filter(part -> !part.isEmpty())
                .collect(Collectors.joining(" "));
        String town = Stream.of("adrs_codepostal", "adrs_libcommune").map(column -> first(fields, column)).filter(part -> !part.isEmpty()).collect(Collectors.joining(" "));
        return Stream.of(street, town).filter(part -> !part.isEmpty()).collect(Collectors.joining(", "));
    }

    private static String first(Map<String, String> fields, String... columns) {
        return Stream.of(columns).map(column -> fields.getOrDefault(column, "")).filter(value -> !value.isEmpty()).findFirst().orElse("");
    }

    private static String cut(String text, int longest) {
        return text.length() <= longest ? text : text.substring(0, longest);
    }
}
