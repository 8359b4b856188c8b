package org.parvis.search.address;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntConsumer;
import java.util.zip.GZIPInputStream;
import org.parvis.api.geo.Addresses.BadLine;
import org.parvis.api.route.Invalid;

/** Reads files of the Base Adresse Nationale: {@code adresses-<department>.csv}, separated by semicolons, UTF-8, perhaps compressed. */
final class AddressFiles {

    /** A department of the largest has under a million. */
    static final int MOST = 3_000_000;

    private static final int EXAMPLES = 20;
    private static final int TOLD_EVERY = 20_000;
    private static final int GZIP_MAGIC = 0x1f8b;

    private final Map<String, Gathered> streets = new TreeMap<>();
    private final List<BadLine> examples = new ArrayList<>();
    private final IntConsumer progress;
    private int lines;
    private int ignored;
    private int addresses;

    private record Gathered(Street first, Map<String, Street.Number> numbers) {}

    private AddressFiles(IntConsumer progress) {
        this.progress = progress;
    }

    /** @param streets in an order that the same lines always give */
    record Read(List<Street> streets, int addresses, int ignored, List<BadLine> examples) {}

    /** @throws Invalid (field {@code file}) if one is no such file, or there is nothing in them */
    static Read read(List<Path> files, IntConsumer progress) throws IOException {
        AddressFiles read = new AddressFiles(progress);
        for (Path file : files) {
            read.file(file);
        }
        if (read.streets.isEmpty()) {
            throw Invalid.field("file", "search.addresses.none");
        }
        return new Read(read.sorted(), read.addresses, read.ignored, List.copyOf(read.examples));
    }

    private List<Street> sorted() {
        List<Street> all = new ArrayList<>();
        for (Gathered gathered : streets.values()) {
            List<Street.Number> numbers = new ArrayList<>(gathered.numbers().values());
            numbers.sort(Comparator.comparingInt(Street.Number::value).thenComparing(Street.Number::suffix));
            Street first = gathered.first();
            all.add(new Street(first.insee(), first.postalCode(), first.commune(), first.former(), first.name(), numbers));
        }
        return all;
    }

    private void file(Path file) throws IOException {
        String name = String.valueOf(file.getFileName());
        try (InputStream in = unpacked(file);
                Reader reader = new InputStreamReader(in, StandardCharsets.UTF_8);
                CsvReader<CsvRecord> csv = CsvReader.builder().fieldSeparator(';').ofCsvRecord(reader)) {
            AddressColumns columns = null;
            for (CsvRecord line : csv) {
                if (columns == null) {
                    columns = AddressColumns.of(line.getFields(), name);
                } else {
                    line(columns, line, name);
                }
            }
            if (columns == null) {
                throw Invalid.field("file", "search.addresses.format", name);
            }
        } catch (CsvParseException malformed) {
            throw Invalid.field("file", "search.addresses.format", name);
        }
    }

    private static InputStream unpacked(Path file) throws IOException {
        BufferedInputStream in = new BufferedInputStream(Files.newInputStream(file), 1 << 16);
        in.mark(2);
        int magic = in.read() << 8 | in.read();
        in.reset();
        return magic == GZIP_MAGIC ? new BufferedInputStream(new GZIPInputStream(in, 1 << 16), 1 << 16) : in;
    }

    private void line(AddressColumns columns, CsvRecord line, String file) {
        lines++;
        if (lines % TOLD_EVERY == 0) {
            progress.accept(lines);
        }
        String wrong = columns.wrong(line);
        if (wrong != null) {
            ignored++;
            if (examples.size() < EXAMPLES) {
                examples.add(new BadLine(file, line.getStartingLineNumber(), wrong));
            }
            return;
        }
        if (addresses >= MOST) {
            throw Invalid.field("file", "search.addresses.many", MOST);
        }
        Street street = columns.street(line);
        Street.Number number = street.numbers().get(0);
        Gathered gathered = streets.computeIfAbsent(street.key(), key -> new Gathered(street, new HashMap<>()));
        // Some addresses have several positions (entrance, parcel); the first is the one that the file prefers.
        if (gathered.numbers().putIfAbsent(number.text(), number) == null) {
            addresses++;
        }
    }
}
