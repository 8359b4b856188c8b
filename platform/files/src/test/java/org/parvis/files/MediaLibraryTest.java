package org.parvis.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.parvis.api.data.Reader;
import org.parvis.api.file.Image;
import org.parvis.api.file.MediaUse;
import org.parvis.api.identity.Agent;
import org.parvis.api.identity.Role;
import org.parvis.api.route.NotFound;
import org.parvis.api.route.Request;
import org.parvis.api.route.Response;
import org.parvis.api.route.Route;
import org.parvis.api.route.Routes;
import org.parvis.api.tenant.TenantId;
import org.parvis.files.library.LibraryDesk;
import org.parvis.files.library.MediaDesk;
import org.parvis.files.library.MediaLibrary;
import org.parvis.files.upload.Uploads;
import org.parvis.testkit.FakePlugins;
import org.parvis.testkit.FakeRequest;
import org.parvis.testkit.FakeRequestSites;
import org.parvis.testkit.OnBothDatabases;
import org.parvis.testkit.Pages;
import org.parvis.testkit.RecordingAudit;
import org.parvis.testkit.TestDatabase;

class MediaLibraryTest {
    private static final TenantId RODEZ = FakeRequestSites.RODEZ.id();
    private static final Agent EDITOR = FakeRequestSites.agent(Role.EDITOR, FakeRequestSites.RODEZ);

    @TempDir
    private Path folder;

    private final Pages pages = Pages.of("files").desk();

    /** An article that shows a picture, until another takes its place. */
    private static final class OneArticle implements MediaUse {
        private final List<String> shown = new ArrayList<>();
        private final List<String> proof = new ArrayList<>();

        @Override
        public List<Use> uses(TenantId tenant, Reader data, String id) {
            return shown.contains(id) ? List.of(new Use("files.library.images", "Fête du village", "/actualites/1")) : List.of();
        }

        @Override
        public boolean keeps(TenantId tenant, Reader data, String id) {
            return proof.contains(id);
        }

        @Override
        public void replace(TenantId tenant, String id, Image by, Agent agent, Instant now) {
            shown.replaceAll(one -> one.equals(id) ? by.id() : one);
        }
    }

    private final OneArticle article = new OneArticle();

    private record Library(StoredImages images, StoredFiles files, Routes list, Routes item, FilePurge purge) {}

    private Library library(TestDatabase database) {
        FilesHost host = FilesHost.in(folder);
        Intake intake = Intakes.without(host, database, folder);
        StoredImages images = new StoredImages(host, intake, database.database(), Clock.systemUTC());
        StoredFiles files = new StoredFiles(host, intake, Intakes.keys(database, folder), database.database(), Clock.systemUTC());
        MediaLibrary library = new MediaLibrary(database.database(), images, files, FakePlugins.of("news", article), new RecordingAudit());
        return new Library(images, files, new LibraryDesk(library), new MediaDesk(library, (agent, permission, tenant) -> true), new FilePurge(host, new Uploads(host, database.database(), Intakes.seal(database, folder), FakePlugins.of("files")), database.database()));
    }

    @OnBothDatabases
    void severalFilesAreAddedAtOnceAndOneThatIsRefusedDoesNotTakeTheOthersWithIt(TestDatabase database) throws IOException {
        Library library = library(database);
        Response refused = call(library.list(), "POST", "/mediatheque", post()
                .file("files", "place.jpg", "image/jpeg", Samples.jpeg(900, 600))
                .file("files", "plan.svg", "image/svg+xml", "<svg/>".getBytes(StandardCharsets.UTF_8))
                .file("files", "horaires.pdf", "application/pdf", "%PDF-1.4 horaires".getBytes(StandardCharsets.UTF_8)));
        assertThat(refused.status()).isEqualTo(422);
        assertThat(html(refused)).contains("plan.svg", "Les images SVG ne sont pas acceptées", "2 fichiers ont été ajoutés", "place.jpg", "À décrire");
        assertThat(html(call(library.list(), "GET", "/mediatheque", get().query("type", "documents")))).contains("horaires.pdf").doesNotContain("place.jpg");
    }

    @OnBothDatabases
    void aPictureIsFoundByNameDescriptionAndCreditInAnyCase(TestDatabase database) throws IOException {
        Library library = library(database);
        String id = library.images().store(RODEZ, "files", Samples.sent("IMG_0042.jpg", Samples.jpeg(100, 80)), "").id();
        library.images().store(RODEZ, "files", Samples.sent("mairie.jpg", Samples.jpeg(90, 80)), "La mairie");
        call(library.item(), "POST", "/mediatheque/{kind}/{id}", item(post(), "images", id)
                .field("name", "fete.jpg").field("alt", "Fête de l’Été").field("credit", "Photo : Yvonne Yver"));
        for (String words : List.of("FETE.J", "l’été", "yvonne")) {
            assertThat(html(call(library.list(), "GET", "/mediatheque", get().query("q", words)))).contains("fete.jpg").doesNotContain("mairie.jpg");
        }
        assertThat(html(call(library.list(), "GET", "/mediatheque", get().query("q", "100%")))).contains("Rien ne correspond");
        assertThat(library.images().byId(RODEZ, id)).map(Image::credit).contains("Photo : Yvonne Yver");
        String choice = new String(((Response.Bytes) call(library.list(), "GET", "/mediatheque/choix", get().query("q", "fete")).content()).bytes(), StandardCharsets.UTF_8);
        assertThat(choice).contains("\"id\":\"" + id + "\"", "\"alt\":\"Fête de l’Été\"", "\"total\":1");
    }

    @OnBothDatabases
    void whatIsInUseIsNotDeletedAndSaysWhere(TestDatabase database) throws IOException {
        Library library = library(database);
        String id = library.images().store(RODEZ, "files", Samples.sent("a.jpg", Samples.jpeg(100, 80)), "x").id();
        article.shown.add(id);
        assertThat(html(call(library.item(), "GET", "/mediatheque/{kind}/{id}/supprimer", item(get(), "images", id))))
                .contains("Fête du village", "/actualites/1").doesNotContain("form method=\"post\" action=\"/bureau/rodez/mediatheque");
        Response refused = call(library.item(), "POST", "/mediatheque/{kind}/{id}/supprimer", item(post(), "images", id));
        assertThat(refused.status()).isEqualTo(409);
        assertThat(library.images().byId(RODEZ, id)).isPresent();
        article.shown.clear();
        assertThat(call(library.item(), "POST", "/mediatheque/{kind}/{id}/supprimer", item(post(), "images", id)).status()).isEqualTo(303);
        assertThat(library.images().byId(RODEZ, id)).isEmpty();
        assertThat(database.changes()).extracting(change -> change.tag()).contains("files.image:" + id);
    }

    @OnBothDatabases
    void aPictureIsReplacedWhereverItIsUsed(TestDatabase database) throws IOException {
        Library library = library(database);
        String id = library.images().store(RODEZ, "files", Samples.sent("a.jpg", Samples.jpeg(100, 80)), "La place").id();
        article.shown.add(id);
        call(library.item(), "POST", "/mediatheque/{kind}/{id}/remplacer", item(post(), "images", id).file("file", "b.jpg", "image/jpeg", Samples.jpeg(200, 80)));
        assertThat(article.shown).hasSize(1).doesNotContain(id);
        assertThat(library.images().byId(RODEZ, article.shown.get(0))).get().extracting(Image::alt, Image::width).containsExactly("La place", 200);
        assertThat(library.images().byId(RODEZ, id)).isEmpty();
    }

    @OnBothDatabases
    void aDocumentKeepsItsAddressWhenItIsReplacedByOneOfTheSameType(TestDatabase database) throws IOException {
        Library library = library(database);
        String id = library.files().store(RODEZ, "files", Samples.sent("menu.pdf", "%PDF-1.4 a"), List.of("application/pdf")).id();
        String path = library.files().byId(RODEZ, id).orElseThrow().path();
        Response wrong = call(library.item(), "POST", "/mediatheque/{kind}/{id}/remplacer", item(post(), "documents", id)
                .file("file", "menu.txt", "text/plain", "menu".getBytes(StandardCharsets.UTF_8)));
        assertThat(wrong.status()).isEqualTo(422);
        call(library.item(), "POST", "/mediatheque/{kind}/{id}/remplacer", item(post(), "documents", id)
                .file("file", "autre.pdf", "application/pdf", "%PDF-1.4 longer".getBytes(StandardCharsets.UTF_8)));
        assertThat(library.files().byId(RODEZ, id)).get().extracting(file -> file.path(), file -> file.size()).containsExactly(path, 15L);
    }

    /** What proves something, as the document of a published act, is not exchanged behind its back. */
    @OnBothDatabases
    void aDocumentThatHasToStayAsItIsIsNotReplaced(TestDatabase database) throws IOException {
        Library library = library(database);
        String id = library.files().store(RODEZ, "files", Samples.sent("acte.pdf", "%PDF-1.4 a"), List.of("application/pdf")).id();
        article.proof.add(id);
        Response refused = call(library.item(), "POST", "/mediatheque/{kind}/{id}/remplacer", item(post(), "documents", id)
                .file("file", "autre.pdf", "application/pdf", "%PDF-1.4 longer".getBytes(StandardCharsets.UTF_8)));
        assertThat(refused.status()).isEqualTo(409);
        assertThat(library.files().byId(RODEZ, id)).get().extracting(file -> file.size()).isEqualTo(10L);
        assertThat(html(call(library.item(), "GET", "/mediatheque/{kind}/{id}", item(get(), "documents", id))))
                .contains("Ce document doit rester tel quel").doesNotContain("/remplacer");
    }

    @OnBothDatabases
    void aReplacedDocumentIsNotTakenFromABrowsersMemory(TestDatabase database) throws IOException {
        Library library = library(database);
        String id = library.files().store(RODEZ, "files", Samples.sent("menu.pdf", "%PDF-1.4 a"), List.of("application/pdf")).id();
        FileRoutes routes = new FileRoutes(library.files(), FakePlugins.of("files"), database.database());
        Response first = call(routes, "GET", "/fichiers/{id}/{name}", get().with("id", id).with("name", "menu.pdf"));
        assertThat(first.headers()).containsEntry("Cache-Control", "no-cache");
        String tag = first.headers().get("ETag");
        assertThat(call(routes, "GET", "/fichiers/{id}/{name}", get().with("id", id).with("name", "menu.pdf").header("If-None-Match", tag)).status()).isEqualTo(304);
        call(library.item(), "POST", "/mediatheque/{kind}/{id}/remplacer", item(post(), "documents", id)
                .file("file", "autre.pdf", "application/pdf", "%PDF-1.4 longer".getBytes(StandardCharsets.UTF_8)));
        assertThat(call(routes, "GET", "/fichiers/{id}/{name}", get().with("id", id).with("name", "menu.pdf").header("If-None-Match", tag)).status()).isEqualTo(200);
    }

    @OnBothDatabases
    void theLibraryIsTheTenantsAlone(TestDatabase database) throws IOException {
        Library library = library(database);
        String id = library.images().store(FakeRequestSites.AGEN.id(), "files", Samples.sent("secret.jpg", Samples.jpeg(100, 80)), "x").id();
        assertThat(html(call(library.list(), "GET", "/mediatheque", get()))).doesNotContain("secret.jpg").contains("Aucune image pour le moment");
        for (Route route : library.item().routes()) {
            assertThatThrownBy(() -> route.handler().handle(item(route.method().equals("GET") ? get() : post(), "images", id))).isInstanceOf(NotFound.class);
        }
    }

    @OnBothDatabases
    void thePurgeLeavesTheLibraryAndTakesDrafts(TestDatabase database) {
        Library library = library(database);
        String kept = library.images().store(RODEZ, "files", Samples.sent("a.jpg", Samples.jpeg(100, 80)), "").id();
        String draft = library.images().draft(RODEZ, "files", Samples.sent("b.jpg", Samples.jpeg(120, 80)), "").id();
        library.purge().run(Instant.now().plus(Duration.ofDays(400)));
        assertThat(library.images().byId(RODEZ, kept)).isPresent();
        assertThat(library.images().byId(RODEZ, draft)).isEmpty();
    }

    private static FakeRequest get() {
        return FakeRequest.get("/mediatheque").as(EDITOR);
    }

    private static FakeRequest post() {
        return FakeRequest.post("/mediatheque").as(EDITOR);
    }

    private static FakeRequest item(FakeRequest request, String kind, String id) {
        return request.with("kind", kind).with("id", id);
    }

    private static Response call(Routes routes, String method, String pattern, Request request) throws IOException {
        for (Route route : routes.routes()) {
            if (route.method().equals(method) && route.pattern().equals(pattern)) {
                return route.handler().handle(request);
            }
        }
        throw new AssertionError(method + " " + pattern);
    }

    private String html(Response response) {
        return pages.html(response, FakeRequestSites.RODEZ);
    }
}
