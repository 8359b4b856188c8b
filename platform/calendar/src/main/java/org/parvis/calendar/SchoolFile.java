package org.parvis.calendar;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.parvis.api.calendar.SchoolHolidays.Holiday;
import org.parvis.api.calendar.SchoolHolidays.Zone;
import org.parvis.api.content.Slug;
import org.parvis.api.route.Invalid;

/**
 * The official school calendar: {@code Description;Population;Date de début;Date de fin;Académies;Zones;annee_scolaire}, or the technical names
 * of these columns. One line for each académie, so most holidays come several times. The day of the end is that on which school begins again.
 */
record SchoolFile(Map<Zone, Set<Holiday>> holidays, int ignored) {

    private static final int LONGEST = 20 << 20;

    /** @throws Invalid if it is no such file */
    static SchoolFile read(InputStream in) throws IOException {
        byte[] bytes = in.readNBytes(LONGEST + 1);
        String text = new String(bytes, StandardCharsets.UTF_8);
        String header = text.lines().findFirst().orElse("");
        if (bytes.length > LONGEST || !header.toLowerCase(Locale.ROOT).contains("zones")) {
            throw Invalid.field("file", "calendar.school.error");
        }
        Map<Zone, Set<Holiday>> holidays = new HashMap<>();
        int ignored = 0;
        char separator = header.indexOf(';') >= 0 ? ';' : ',';
        try (CsvReader<NamedCsvRecord> csv = CsvReader.builder().fieldSeparator(separator).ofNamedCsvRecord(text.startsWith("\uFEFF") ? text.substring(1) : text)) {
            for (NamedCsvRecord record : csv) {
                Map<String, String> fields = new HashMap<>();
                record.getFieldsAsMap().forEach((name, value) -> fields.put(Slug.of(name), value.strip()));
                Optional<Zone> zone = zone(fields.getOrDefault("zones", ""));
                if (zone.isEmpty() || fields.getOrDefault("population", "").startsWith("Enseignants")) {
                    ignored++;
                } else {
                    holidays.computeIfAbsent(zone.get(), one -> new LinkedHashSet<>()).add(holiday(fields, zone.get()));
                }
            }
        } catch (CsvParseException | DateTimeException malformed) {
            throw Invalid.field("file", "calendar.school.error");
        }
        if (holidays.isEmpty()) {
            throw Invalid.field("file", "calendar.school.error");
        }
        return new SchoolFile(holidays, ignored);
    }

    private static Optional<Zone> zone(String label) {
        return Stream.of(Zone.values()).filter(zone -> Slug.of(zone.label()).equals(Slug.of(label))).findFirst();
    }

    private static Holiday holiday(Map<String, String> fields, Zone zone) {
        LocalDate first = day(first(fields, "date-de-debut", "start-date"), zone);
        String end = first(fields, "date-de-fin", "end-date");
        LocalDate back = end.isEmpty() ? first : day(end, zone);
        String name = fields.getOrDefault("description", "");
        return new Holiday(name.length() > 150 ? name.substring(0, 150) : name, first, back.isAfter(first) ? back.minusDays(1) : first);
    }

    private static String first(Map<String, String> fields, String... columns) {
        return Stream.of(columns).map(column -> fields.getOrDefault(column, "")).filter(value -> !value.isEmpty()).findFirst().orElse("");
    }

    /** Moments are midnights of the zone, written by whatever clock the file was made for. */
    private static LocalDate day(String text, Zone zone) {
        return text.length() <= 10 ? LocalDate.parse(text) : OffsetDateTime.parse(text).atZoneSameInstant(zone.clock()).toLocalDate();
    }
}
