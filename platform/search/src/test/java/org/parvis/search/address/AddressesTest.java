package org.parvis.search.address;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.parvis.api.geo.Address;
import org.parvis.api.geo.Addresses;
import org.parvis.api.geo.Addresses.BadLine;
import org.parvis.api.route.Invalid;
import org.parvis.api.tenant.Coordinates;
import org.parvis.testkit.TestDatabase;

class AddressesTest {

    private static final List<String> RODEZ = List.of("12202");
    private static final List<String> ESPALION = List.of("12096");

    @TempDir
    Path folder;

    private final List<IndexedAddresses> nodes = new ArrayList<>();
    private TestDatabase database;
    private IndexedAddresses addresses;

    @BeforeEach
    void start() {
        database = TestDatabase.derby();
        addresses = node("one");
    }

    @AfterEach
    void stop() throws Exception {
        for (IndexedAddresses node : nodes) {
            node.close();
        }
    }

    private IndexedAddresses node(String name) {
        IndexedAddresses node = new IndexedAddresses(folder.resolve(name), database.database(), Clock.systemUTC());
        nodes.add(node);
        return node;
    }

    private static Path sample() {
        return Path.of("src/test/resources/org/parvis/search/address/adresses-12.csv");
    }

    private Addresses.Report take() throws IOException {
        return addresses.take(List.of(sample()), lines -> {});
    }

    private List<String> complete(String typed, List<String> near) {
        return addresses.complete(typed, near, 8).stream().map(Address::label).toList();
    }

    @Test
    void knowsNothingBeforeAFileWasTakenIn() {
        assertThat(addresses.available()).isFalse();
        assertThat(addresses.complete("12 avenue Victor Hugo", RODEZ, 8)).isEmpty();
        assertThat(addresses.nearest(new Coordinates(44.35, 2.57), 500)).isEmpty();
    }

    @Test
    void saysWhatItTookAndWhichLinesItCouldNotUse() throws IOException {
        Addresses.Report report = take();
        assertThat(report.changed()).isTrue();
        assertThat(report.addresses()).isEqualTo(10);
        assertThat(report.streets()).isEqualTo(8);
        assertThat(report.communes()).isEqualTo(3);
        assertThat(report.ignored()).isEqualTo(4);
        assertThat(report.examples()).containsExactly(
                new BadLine("adresses-12.csv", 13, "numero is not a number of at most five digits"),
                new BadLine("adresses-12.csv", 14, "nom_voie is empty"),
                new BadLine("adresses-12.csv", 15, "code_postal is not five digits"),
                new BadLine("adresses-12.csv", 16, "lon and lat are not degrees"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "12 av victor hugo|12 Avenue Victor Hugo, 12000 Rodez",
        "12, Av. Victor-Hugo 12000 Rodez|12 Avenue Victor Hugo, 12000 Rodez",
        "12 bis avenue victor|12 bis Avenue Victor Hugo, 12000 Rodez",
        "12b avenue victor|12 bis Avenue Victor Hugo, 12000 Rodez",
        "12 b av victor hugo|12 bis Avenue Victor Hugo, 12000 Rodez",
        "3 bd republique|3 Boulevard de la République, 12000 Rodez",
        "3 boulevard de la rep|3 Boulevard de la République, 12000 Rodez",
        "place hotel de v|Place de l'Hôtel de Ville, 12000 Rodez",
        "5 pl. de l’hôtel|5 Place de l'Hôtel de Ville, 12000 Rodez",
        "rue du 11 nov|Rue du 11 Novembre 1918, 12000 Rodez",
        "8 r du 11 novembre|8 Rue du 11 Novembre 1918, 12000 Rodez",
        "7 rue st joseph|7 Rue Saint-Joseph, 12500 Espalion",
        "7 rue st|7 Rue Saint-Joseph, 12500 Espalion",
        "2b ch des vieux moulins|2b Chemin des \"Vieux\" Moulins, 12500 Espalion",
        "41 le bourg gabriac|41 Le Bourg, 12340 Gabriac",
        "bourg ceyrac|Le Bourg, 12340 Gabriac"})
    void completesWhatPeopleType(String typed, String expected) throws IOException {
        take();
        assertThat(complete(typed, RODEZ)).first().isEqualTo(expected);
    }

    @Test
    void putsTheCommuneOfTheSiteFirst() throws IOException {
        take();
        assertThat(complete("12 avenue victor hugo", ESPALION)).first().isEqualTo("12 Avenue Victor Hugo, 12500 Espalion");
        assertThat(complete("12 avenue victor hugo", RODEZ)).containsExactly(
                "12 Avenue Victor Hugo, 12000 Rodez", "12 bis Avenue Victor Hugo, 12000 Rodez", "12 Avenue Victor Hugo, 12500 Espalion");
        assertThat(complete("12 avenue victor hugo espalion", RODEZ)).containsExactly("12 Avenue Victor Hugo, 12500 Espalion");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"''", "' '", "12", "a", "la", "***", "\"(", "rue zzz", "99 avenue victor hugo zzz", "12 bis", "é"})
    void findsNothingWhereThereIsNothing(String typed) throws IOException {
        take();
        assertThat(complete(typed, RODEZ)).isEmpty();
    }

    @Test
    void takesALongTextForWhatItIs() throws IOException {
        take();
        assertThat(complete("rue ".repeat(10_000), RODEZ)).isNotNull();
    }

    @Test
    void locatesTheVeryAddress() throws IOException {
        take();
        assertThat(addresses.exactly("12 bis av. Victor Hugo 12000 RODEZ", List.of())).map(Address::at).contains(new Coordinates(44.35025, 2.5704));
        assertThat(addresses.exactly("12 avenue Victor Hugo, Rodez", List.of())).map(Address::insee).contains("12202");
        assertThat(addresses.exactly("14 avenue Victor Hugo 12000 Rodez", List.of())).isEmpty();
        assertThat(addresses.exactly("avenue Victor Hugo", List.of())).isEmpty();
    }

    /** 0.0001° of latitude are 11.1 m; of longitude, at 44.35°, 7.95 m (cos 44.35° = 0.7151). */
    @Test
    void namesTheNearestAddress() throws IOException {
        take();
        Addresses.Near near = addresses.nearest(new Coordinates(44.3501, 2.5702), 50).orElseThrow();
        assertThat(near.address().label()).isEqualTo("10 Avenue Victor Hugo, 12000 Rodez");
        assertThat(near.metres()).isCloseTo(7.95, within(0.05));
        assertThat(addresses.nearest(new Coordinates(44.3501, 2.5702), 7)).isEmpty();
        assertThat(addresses.nearest(new Coordinates(0, 0), 2_000)).isEmpty();
    }

    @Test
    void answersWhileItIsReplaced() throws Exception {
        take();
        Path newer = Files.writeString(folder.resolve("newer.csv"), Files.readString(sample()).replace("Rue Saint-Joseph", "Rue Saint-Jean"));
        AtomicBoolean always = new AtomicBoolean(true);
        AtomicBoolean over = new AtomicBoolean();
        Thread reader = new Thread(() -> {
            while (!over.get()) {
                always.compareAndSet(true, complete("12 av victor hugo", RODEZ).size() == 3);
            }
        });
        reader.start();
        for (int i = 0; i < 5; i++) {
            addresses.take(List.of(i % 2 == 0 ? newer : sample()), lines -> {});
        }
        over.set(true);
        reader.join();
        assertThat(always).isTrue();
    }

    @Test
    void keepsWhatItHadWhenAFileIsNone() throws IOException {
        take();
        Path other = Files.writeString(folder.resolve("other.csv"), "a;b\n1;2\n");
        Path empty = Files.writeString(folder.resolve("empty.csv"), "");
        assertThatThrownBy(() -> addresses.take(List.of(other), lines -> {})).isInstanceOf(Invalid.class);
        assertThatThrownBy(() -> addresses.take(List.of(empty), lines -> {})).isInstanceOf(Invalid.class);
        assertThat(complete("12 av victor hugo", RODEZ)).hasSize(3);
    }

    @Test
    void findsTheNumbersOfAStreetThatHasMoreThanOneEntryOfTheIndexHolds() throws IOException {
        StringBuilder lines = new StringBuilder("numero;rep;nom_voie;code_postal;code_insee;nom_commune;lon;lat\n");
        for (int number = 1; number <= 2 * AddressIndex.NUMBERS_IN_DOCUMENT; number++) {
            lines.append(number).append(";;Route de la Longue Vallée;12000;12202;Rodez;2.57;44.35\n");
        }
        addresses.take(List.of(Files.writeString(folder.resolve("long.csv"), lines)), told -> {});
        assertThat(complete("1400 rte longue", RODEZ)).first().isEqualTo("1400 Route de la Longue Vallée, 12000 Rodez");
        assertThat(complete("route de la longue", RODEZ)).containsExactly("Route de la Longue Vallée, 12000 Rodez");
    }

    @Test
    void putsWhatBeginsAsTypedFirstThenTheCommuneThatWasNamed() throws IOException {
        String heading = "numero;rep;nom_voie;code_postal;code_insee;nom_commune;lon;lat\n";
        addresses.take(List.of(Files.writeString(folder.resolve("order.csv"), heading
                + "1;;Rue Haute du Moulin;12500;12096;Espalion;2.76;44.52\n"
                + "1;;Rue du Moulin Vieux;12500;12096;Espalion;2.76;44.52\n"
                + "1;;Rue du Moulin;12500;12096;Espalion;2.76;44.52\n"
                + "1;;Rue du Moulin;12340;12090;Gabriac;2.72;44.44\n")), told -> {});
        assertThat(complete("rue du moul", ESPALION)).containsExactly(
                "Rue du Moulin, 12500 Espalion", "Rue du Moulin Vieux, 12500 Espalion", "Rue Haute du Moulin, 12500 Espalion", "Rue du Moulin, 12340 Gabriac");
        assertThat(complete("rue du moulin gab", ESPALION)).containsExactly("Rue du Moulin, 12340 Gabriac");
    }
}
