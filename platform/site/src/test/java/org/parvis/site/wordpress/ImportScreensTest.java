package org.parvis.site.wordpress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.parvis.site.wordpress.ImportFixture.ADMIN;
import static org.parvis.site.wordpress.ImportFixture.RODEZ;
import static org.parvis.site.wordpress.WxrReaderTest.export;
import static org.parvis.site.wordpress.WxrReaderTest.sample;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.parvis.api.route.Response;
import org.parvis.api.route.Route;
import org.parvis.api.route.Scope;
import org.parvis.site.SiteFixture;
import org.parvis.testkit.FakeRequest;
import org.parvis.testkit.TestDatabase;

class ImportScreensTest {

    private static final String ROOT = "/import-wordpress";

    private final ImportFixture wordpress = new ImportFixture(TestDatabase.derby());
    private final ImportDesk desk = new ImportDesk(wordpress.imports, wordpress.exports, wordpress.archives, wordpress.plugins, wordpress.site.themes);

    private Response call(String method, String pattern, FakeRequest request) throws IOException {
        return SiteFixture.call(desk, method, Scope.DESK, pattern, request.as(ADMIN));
    }

    private String html(Response response) {
        return wordpress.site.pages.desk().html(response, SiteFixture.RODEZ);
    }

    private String text(Response response) {
        return SiteFixture.text(html(response));
    }

    private Response report(UUID id, String filter, String page) throws IOException {
        return call("GET", ROOT + "/{id}", FakeRequest.get(ROOT).with("id", id.toString()).query("voir", filter).query("page", page));
    }

    @Test
    void allOfItNeedsThePermissionOfAnAdministrator() {
        assertThat(desk.routes()).extracting(Route::permission).containsOnly("site.import");
    }

    @Test
    void aFileThatIsReadLeadsToItsReport() throws IOException {
        Response read = call("POST", ROOT, FakeRequest.post(ROOT).file("file", "export.xml", "text/xml", sample().getBytes(StandardCharsets.UTF_8)));
        assertThat(read.status()).isEqualTo(303);
        String id = read.headers().get("Location").replaceAll(".*/([^?]+).*", "$1");
        String report = text(call("GET", ROOT + "/{id}", FakeRequest.get(ROOT).with("id", id).query("fait", "lu")));
        assertThat(report).contains("Le fichier est lu", "5 pages et 3 articles", "3 photos et documents sont cités", "aucun n’est là", "éléments de menu (1)",
                "Coupure d’eau", "avec mot de passe", "Code [contact-form-7] retiré", "Image absente, retirée du texte", "Lancer l’import");
        assertThat(text(call("GET", ROOT, FakeRequest.get(ROOT)))).contains("Mairie de Saint-Exemple", "à importer");
    }

    @Test
    void aWrongFileIsRefusedInWordsThatHelp() throws IOException {
        Response refused = call("POST", ROOT, FakeRequest.post(ROOT).file("file", "photo.jpg", "image/jpeg", new byte[] {(byte) 0xff, (byte) 0xd8, 0, 1}));
        assertThat(refused.status()).isEqualTo(422);
        assertThat(text(refused)).contains("Ce n’est pas un fichier d’export de WordPress");
        Response broken = call("POST", ROOT, FakeRequest.post(ROOT).file("file", "x.xml", "text/xml", sample().substring(0, 5000).getBytes(StandardCharsets.UTF_8)));
        assertThat(text(broken)).containsPattern("une erreur à la ligne \\d+\\.");
        assertThat(SiteFixture.text(wordpress.site.pages.desk().html(broken, SiteFixture.RODEZ, Locale.ENGLISH))).contains("has a mistake in line");
        assertThat(text(call("POST", ROOT, FakeRequest.post(ROOT)))).contains("Choisissez le fichier d’export.");
    }

    @Test
    void theReportSaysWhatWasImportedBeforeAndWhatNobodyTakes() throws IOException {
        wordpress.imported(export(ImportTest.item(1, "page", "")));
        wordpress.contributions.clear();
        UUID id = wordpress.read(export(ImportTest.item(1, "page", ""), ImportTest.item(2, "post", "")));
        assertThat(text(report(id, "", "1"))).contains("Un d’entre eux est déjà importé", "déjà importé", "Les articles ne seront pas importés");
    }

    @Test
    void whileItRunsThePageSaysHowFarItIsAndNeedsNoScript() throws IOException {
        UUID id = wordpress.read(sample());
        Response begun = call("POST", ROOT + "/{id}/lancer", FakeRequest.post(ROOT).with("id", id.toString()).field("menu", "true"));
        assertThat(begun.headers()).containsEntry("Location", "/bureau/rodez/import-wordpress/" + id);
        assertThat(wordpress.imports.get(RODEZ, id).inMenu()).isTrue();
        String running = html(report(id, "", "1"));
        assertThat(running).contains("<progress max=\"8\" value=\"0\"", "href=\"/bureau/rodez/import-wordpress/" + id + "\">Actualiser").doesNotContain("http-equiv");
        wordpress.run.work(RODEZ, id.toString());
        assertThat(text(report(id, "", "1"))).contains("Rapport de l’import", "5 pages et 3 articles importés.");
    }

    @Test
    void theReportIsFilteredAndPaged() throws IOException {
        UUID id = wordpress.imported(export(IntStream.rangeClosed(1, 60).mapToObj(n -> ImportTest.item(n, n == 7 ? "post" : "page", "")).toArray(String[]::new)));
        String second = html(report(id, "pages", "2"));
        assertThat(second).contains("Titre 27", "?voir=pages&amp;page=3", "aria-current=\"true\"").doesNotContain(">Titre 7<", "En échec");
        assertThat(text(report(id, "articles", "9"))).contains("Titre 7").doesNotContain("Titre 8");
        assertThat(text(report(id, "echecs", "1"))).contains("Rien dans ce filtre.");
    }

    @Test
    void deletingIsConfirmedFirst() throws IOException {
        UUID id = wordpress.read(sample());
        Response asked = call("GET", ROOT + "/{id}/supprimer", FakeRequest.get(ROOT).with("id", id.toString()));
        assertThat(text(asked)).contains("Abandonner « export.xml » sans l’importer ?".replace("« ", "«\u00a0").replace(" »", "\u00a0»").replace(" ?", "\u00a0?"));
        assertThat(call("POST", ROOT + "/{id}/supprimer", FakeRequest.post(ROOT).with("id", id.toString())).status()).isEqualTo(303);
        assertThat(wordpress.imports.latest(RODEZ)).isEmpty();
    }

    @Test
    void filesAreAddedFromAnArchive() throws IOException {
        UUID id = wordpress.read(sample());
        Response refused = call("POST", ROOT + "/{id}/fichiers", FakeRequest.post(ROOT).with("id", id.toString()).file("archive", "x.zip", "application/zip", new byte[] {1, 2}));
        assertThat(refused.status()).isEqualTo(422);
        assertThat(text(refused)).contains("Ce n’est pas une archive ZIP lisible", "Lancer l’import");
        Response report = call("GET", ROOT + "/{id}", FakeRequest.get(ROOT).with("id", id.toString()).query("fait", "fichiers").query("nombre", "12"));
        assertThat(text(report)).contains("12 photos et documents trouvés dans l’archive.");
    }

    /** What the front servlet refuses as a whole is said at the field, in words that the back office has too. */
    @Test
    void aRefusalOfTheWholeUploadHasWords() {
        for (String key : List.of("problem.408", "problem.413", "problem.415")) {
            for (Locale language : List.of(Locale.FRENCH, Locale.ENGLISH)) {
                assertThat(wordpress.site.texts(SiteFixture.RODEZ, language).of(key, "25 Mo")).doesNotContain("problem.");
            }
        }
    }
}
