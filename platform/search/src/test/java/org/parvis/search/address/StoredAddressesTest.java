package org.parvis.search.address;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;
import org.parvis.api.geo.Address;
import org.parvis.testkit.OnBothDatabases;
import org.parvis.testkit.TestDatabase;

/** What was taken in lies in the database; every node makes its index of it. */
class StoredAddressesTest {

    private static final List<String> RODEZ = List.of("12202");
    private static final Path SAMPLE = Path.of("src/test/resources/org/parvis/search/address/adresses-12.csv");

    @TempDir
    Path folder;

    private final List<IndexedAddresses> nodes = new ArrayList<>();

    @AfterEach
    void stop() throws Exception {
        for (IndexedAddresses node : nodes) {
            node.close();
        }
    }

    private IndexedAddresses node(TestDatabase database, String name) {
        IndexedAddresses node = new IndexedAddresses(folder.resolve(name), database.database(), Clock.systemUTC());
        nodes.add(node);
        return node;
    }

    private static List<String> complete(IndexedAddresses node, String typed) {
        return node.complete(typed, RODEZ, 8).stream().map(Address::label).toList();
    }

    @OnBothDatabases
    void changesNothingTheSecondTime(TestDatabase database) throws IOException {
        IndexedAddresses addresses = node(database, "one");
        assertThat(addresses.take(List.of(SAMPLE), lines -> {}).changed()).isTrue();
        assertThat(addresses.take(List.of(SAMPLE), lines -> {})).satisfies(again -> {
            assertThat(again.changed()).isFalse();
            assertThat(again.addresses()).isEqualTo(10);
        });
        assertThat(complete(addresses, "12 av victor hugo")).hasSize(3);
        assertThat(database.touched()).containsExactly(StoredAddresses.TAG);
    }

    @OnBothDatabases
    void replacesTheOlderFileByTheNewerAlsoCompressed(TestDatabase database) throws IOException {
        IndexedAddresses addresses = node(database, "one");
        addresses.take(List.of(SAMPLE), lines -> {});
        String newer = Files.readString(SAMPLE).replace("Avenue Victor Hugo", "Avenue Simone Veil");
        Path packed = folder.resolve("adresses-12.csv.gz");
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(packed))) {
            out.write(newer.getBytes(StandardCharsets.UTF_8));
        }
        assertThat(addresses.take(List.of(packed), lines -> {}).changed()).isTrue();
        assertThat(complete(addresses, "12 av victor hugo")).isEmpty();
        assertThat(complete(addresses, "12 av simone")).hasSize(3);
    }

    @OnBothDatabases
    void everyNodeAndEveryRestartServesTheSame(TestDatabase database) throws Exception {
        node(database, "one").take(List.of(SAMPLE), lines -> {});
        IndexedAddresses other = node(database, "two");
        // What a change or the start would do in the background, here at once: the same files change nothing but are made ready.
        other.take(List.of(SAMPLE), lines -> {});
        assertThat(complete(other, "7 rue st joseph")).hasSize(1);
        assertThat(Files.list(folder.resolve("two"))).hasSize(1);
    }

    @OnBothDatabases
    void handsOverInOrderWhatNeedsSeveralRows(TestDatabase database) throws IOException {
        List<Street> streets = IntStream.range(0, 9_000)
                .mapToObj(i -> new Street("12202", "12000", "Rodez", "", "Rue " + i, List.of(new Street.Number(i + 1, "bis", 44_350_000, 2_570_000))))
                .toList();
        StoredAddresses stored = new StoredAddresses(database.database());
        assertThat(stored.replace(streets, Instant.parse("2026-06-15T08:00:00Z"))).isTrue();
        List<Integer> portions = new ArrayList<>();
        List<Street> read = new ArrayList<>();
        UUID version = stored.version().orElseThrow();
        stored.read(version, part -> {
            portions.add(part.size());
            read.addAll(part);
        });
        assertThat(portions).containsExactly(4_000, 4_000, 1_000);
        assertThat(read).isEqualTo(streets);
    }
}
