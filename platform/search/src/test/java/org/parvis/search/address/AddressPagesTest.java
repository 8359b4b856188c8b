package org.parvis.search.address;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.parvis.api.route.Response;
import org.parvis.testkit.FakeRequest;
import org.parvis.testkit.FakeTenants;
import org.parvis.testkit.TestDatabase;

class AddressPagesTest {

    @TempDir
    Path folder;

    private IndexedAddresses addresses;
    private AddressPages pages;

    @BeforeEach
    void start() {
        addresses = new IndexedAddresses(folder, TestDatabase.derby().database(), Clock.systemUTC());
        pages = new AddressPages(addresses, new FakeTenants(List.of()));
    }

    @AfterEach
    void stop() throws Exception {
        addresses.close();
    }

    private Response ask(String typed) throws Exception {
        return pages.routes().get(0).handler().handle(FakeRequest.get(AddressPages.PATH).query("q", typed));
    }

    private static String body(Response response) {
        return new String(((Response.Bytes) response.content()).bytes(), StandardCharsets.UTF_8);
    }

    @Test
    void saysThatThereIsNothingToProposeBeforeAFileWasTakenIn() throws Exception {
        assertThat(ask("12 avenue").status()).isEqualTo(204);
    }

    @Test
    void proposesAddressesThatTheBrowserAloneMayKeep() throws Exception {
        addresses.take(List.of(Path.of("src/test/resources/org/parvis/search/address/adresses-12.csv")), lines -> {});
        Response response = ask("7 rue st jos");
        assertThat(response.status()).isEqualTo(200);
        assertThat(body(response)).contains("\"label\":\"7 Rue Saint-Joseph, 12500 Espalion\"").contains("\"at\":\"44.52200, 2.76400\"");
        assertThat(response.headers()).containsEntry("Cache-Control", "private, max-age=600");
        assertThat(response.tags()).isEmpty();
        assertThat(body(ask("7"))).isEqualTo("[]");
    }

    @Test
    void slowsDownWhoAsksTooOften() throws Exception {
        addresses.take(List.of(Path.of("src/test/resources/org/parvis/search/address/adresses-12.csv")), lines -> {});
        for (int i = 0; i < AddressPages.IN_A_MINUTE; i++) {
            assertThat(ask("7 rue " + i).status()).isEqualTo(200);
        }
        Response refused = ask("7 rue");
        assertThat(refused.status()).isEqualTo(429);
        assertThat(refused.headers()).containsEntry("Retry-After", "60");
    }
}
