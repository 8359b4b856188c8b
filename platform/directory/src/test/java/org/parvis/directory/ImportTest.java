package org.parvis.directory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.parvis.directory.Town.EDITOR;
import static org.parvis.directory.Town.RODEZ;
import static org.parvis.directory.Town.details;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.parvis.api.directory.Category;
import org.parvis.api.route.Response;
import org.parvis.testkit.FakeRequest;
import org.parvis.testkit.OnBothDatabases;
import org.parvis.testkit.TestDatabase;

/** Files are made up, with the names of columns of the RNA as it is published. */
class ImportTest {

    private static final String RNA = """
            id;siret;titre;objet;adrs_numvoie;adrs_typevoie;adrs_libvoie;adrs_codeinsee;adrs_codepostal;adrs_libcommune;siteweb;position
            W122000456;;AMIS DU CHÂTEAU;sauvegarder le château;3;RUE;DU BAC;12202;12000;RODEZ;chateau.example;A
            W122000457;73282932000074;CLUB D'ÉCHECS;jouer aux échecs;;;;12202;12000;RODEZ;;A
            W122000458;;AILLEURS;;;;;12001;12630;AGEN-D'AVEYRON;;A
            W122000459;;DISSOUTE;;;;;12202;12000;RODEZ;;D
            W122000460;12345678901234;MAUVAIS SIRET;;;;;12202;12000;RODEZ;;A
            W122000461;;;sans titre;;;;12202;12000;RODEZ;;A
            """;

    private static Response take(Town town, byte[] bytes, boolean published) throws IOException {
        ImportDesk desk = new ImportDesk(new Imports(town.database.database(), town.listings, town.audit));
        FakeRequest request = FakeRequest.post("/annuaire-import").as(EDITOR).file("file", "rna.csv", "text/csv", bytes);
        return Town.call(desk, "POST", "/annuaire-import", published ? request.field("published", "true") : request);
    }

    private static List<Listing> all(Town town) {
        return ListingTable.list(town.listings.reader(RODEZ.id()), new Filter("", null, null, null, null), 0, 100);
    }

    private static ImportDesk.Outcome outcome(Response response) {
        return (ImportDesk.Outcome) ((Response.View) response.content()).model().get("outcome");
    }

    @OnBothDatabases
    void associationsOfTheCommuneAreTakenAndTheRestIsTold(TestDatabase database) throws IOException {
        Town town = new Town(database);
        Response response = take(town, RNA.getBytes(StandardCharsets.UTF_8), false);
        ImportDesk.Outcome outcome = outcome(response);
        assertThat(outcome).extracting(ImportDesk.Outcome::created, ImportDesk.Outcome::elsewhere, ImportDesk.Outcome::dissolved, ImportDesk.Outcome::refused)
                .containsExactly(2, 1, 1, 2);
        assertThat(outcome.bad()).containsExactly(new ImportDesk.Bad(6, "directory.import.bad.siren"), new ImportDesk.Bad(7, "directory.import.bad.name"));
        town.pages.desk();
        assertThat(town.html(response)).contains("2 fiches ajoutées", "1 ligne d’une autre commune", "le SIREN ou SIRET n’est pas valable");
        Listing first = all(town).get(0);
        assertThat(first.published()).isFalse();
        assertThat(first.details()).extracting(Details::name, Details::rna, Details::address, Details::website)
                .containsExactly("AMIS DU CHÂTEAU", "W122000456", "3 RUE DU BAC, 12000 RODEZ", "https://chateau.example");
        assertThat(all(town).get(1).details().siren()).isEqualTo("732829320");
    }

    @OnBothDatabases
    void doneAgainItChangesNothing(TestDatabase database) throws IOException {
        Town town = new Town(database);
        take(town, RNA.getBytes(StandardCharsets.UTF_8), true);
        List<Listing> before = all(town);
        ImportDesk.Outcome outcome = outcome(take(town, RNA.getBytes(StandardCharsets.UTF_8), true));
        assertThat(outcome).extracting(ImportDesk.Outcome::created, ImportDesk.Outcome::completed, ImportDesk.Outcome::unchanged).containsExactly(0, 0, 2);
        assertThat(all(town)).isEqualTo(before);
    }

    @OnBothDatabases
    void whatPeopleWroteIsCompletedAndNeverReplaced(TestDatabase database) throws IOException {
        Town town = new Town(database);
        town.listings.create(RODEZ.id(), null, details("Amis du château", Category.HERITAGE, "Notre texte."), true);
        assertThat(outcome(take(town, RNA.getBytes(StandardCharsets.UTF_8), false))).extracting(ImportDesk.Outcome::created, ImportDesk.Outcome::completed).containsExactly(1, 1);
        Listing listing = all(town).get(0);
        assertThat(listing.published()).isTrue();
        assertThat(listing.details()).extracting(Details::name, Details::category, Details::description, Details::rna, Details::email)
                .containsExactly("Amis du château", Category.HERITAGE, "Notre texte.", "W122000456", "contact@example.org");
    }

    @OnBothDatabases
    void olderFilesInWindows1252AreReadToo(TestDatabase database) throws IOException {
        Town town = new Town(database);
        take(town, RNA.getBytes(Charset.forName("windows-1252")), false);
        assertThat(all(town)).extracting(listing -> listing.details().name()).containsExactly("AMIS DU CHÂTEAU", "CLUB D'ÉCHECS");
    }

    @OnBothDatabases
    void aFileThatIsNoneIsRefusedInWords(TestDatabase database) throws IOException {
        Town town = new Town(database);
        town.pages.desk();
        Response other = take(town, "a;b\n1;2\n".getBytes(StandardCharsets.UTF_8), false);
        assertThat(other.status()).isEqualTo(422);
        assertThat(town.html(other)).contains("pas de colonne «\u00a0titre\u00a0»");
        assertThat(take(town, "titre\n\"jamais fermé\nCLUB\n".getBytes(StandardCharsets.UTF_8), false).status()).isEqualTo(422);
        assertThat(all(town)).isEmpty();
    }
}
