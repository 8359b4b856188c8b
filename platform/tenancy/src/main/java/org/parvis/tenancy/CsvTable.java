package org.parvis.tenancy;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import java.io.BufferedReader;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Lines of a CSV file of communes.
 *
 * <p>Each line is read for itself: a quote that is never closed spoils its own line and not all that follow.
 */
final class CsvTable implements Closeable {
    /** What a decoder puts for bytes that are no UTF-8. */
    private static final char NOT_UTF_8 = '\uFFFD';

    /** UTF-8 that was taken for Latin-1 and written as UTF-8 again. */
    private static final Pattern TWICE_ENCODED = Pattern.compile("[ÃÅ][\\u0080-\\u00BF\\u2013-\\u2122\\u0152-\\u017E]");

    private static final int LONGEST_LINE = 20_000;

    private final BufferedReader reader;
    private final List<Problem> headerProblems = new ArrayList<>();
    private List<String> columns = List.of();
    private char separator = ',';
    private long line;

    /** A line cut into its fields by column, or what is wrong with it. */
    record Line(long number, Map<String, String> fields, @Nullable Problem problem) {}

    CsvTable(Path file) throws IOException {
        InputStream in = Files.newInputStream(file);
        this.reader = new BufferedReader(new InputStreamReader(
                in,
                StandardCharsets.UTF_8
                        .newDecoder()
                        .onMalformedInput(CodingErrorAction.REPLACE)
                        .onUnmappableCharacter(CodingErrorAction.REPLACE)));
    }

    /** Reads the names of the columns; answers what is wrong with them. With a mandatory one missing, no line can be read. */
    List<Problem> readHeader(Set<String> mandatory, Set<String> known) throws IOException {
        String header = reader.readLine();
        line = 1;
        if (header == null || header.isBlank()) {
            return List.of(Problem.of("", "empty"));
        }
        String names = header.charAt(0) == '\uFEFF' ? header.substring(1) : header;
        if (names.indexOf(NOT_UTF_8) >= 0 || names.indexOf('\0') >= 0) {
            return List.of(Problem.of("", "encoding.file"));
        }
        separator = separator(names);
        columns = split(names).stream().map(name -> name.strip().toLowerCase(Locale.ROOT)).toList();
        Set<String> seen = new HashSet<>();
        for (String column : columns) {
            if (!known.contains(column)) {
                headerProblems.add(Problem.of(column, "column.unknown", column));
            } else if (!seen.add(column)) {
                headerProblems.add(Problem.of(column, "column.twice", column));
            }
        }
        mandatory.stream()
                .sorted()
                .filter(column -> !seen.contains(column))
                .forEach(column -> headerProblems.add(Problem.of(column, "column.missing", column)));
        return List.copyOf(headerProblems);
    }

    /** The next line that is not blank, or null at the end. */
    @Nullable Line next() throws IOException {
        String text;
        do {
            text = reader.readLine();
            line++;
        } while (text != null && text.isBlank());
        return text == null ? null : cut(text);
    }

    long position() {
        return line;
    }

    private Line cut(String text) {
        Problem wrong = wrongWithText(text);
        if (wrong != null) {
            return new Line(line, Map.of(), wrong);
        }
        List<String> values = split(text);
        if (values.size() != columns.size()) {
            return new Line(line, Map.of(), Problem.of("", "fields", values.size(), columns.size()));
        }
        Map<String, String> fields = new HashMap<>();
        for (int i = 0; i < values.size(); i++) {
            fields.putIfAbsent(columns.get(i), values.get(i).strip());
        }
        return new Line(line, fields, null);
    }

    private static @Nullable Problem wrongWithText(String text) {
        if (text.length() > LONGEST_LINE) {
            return Problem.of("", "line.long");
        }
        if (text.indexOf(NOT_UTF_8) >= 0) {
            return Problem.of("", "encoding.line");
        }
        if (TWICE_ENCODED.matcher(text).find()) {
            return Problem.of("", "encoding.twice");
        }
        if (text.chars().anyMatch(c -> Character.isISOControl(c) && c != '\t')) {
            return Problem.of("", "control");
        }
        return text.chars().filter(c -> c == '"').count() % 2 == 0 ? null : Problem.of("", "quote");
    }

    private List<String> split(String text) {
        try (CsvReader<CsvRecord> csv = CsvReader.builder().fieldSeparator(separator).ofCsvRecord(text)) {
            return csv.stream().findFirst().map(CsvRecord::getFields).orElse(List.of());
        } catch (IOException impossible) {
            throw new IllegalStateException("a text in memory cannot fail to be read", impossible);
        }
    }

    /** French spreadsheets write semicolons. */
    private static char separator(String header) {
        long semicolons = header.chars().filter(c -> c == ';').count();
        long commas = header.chars().filter(c -> c == ',').count();
        long tabs = header.chars().filter(c -> c == '\t').count();
        if (tabs > commas && tabs > semicolons) {
            return '\t';
        }
        return semicolons > commas ? ';' : ',';
    }

    @Override
    public void close() throws IOException {
        reader.close();
    }
}
