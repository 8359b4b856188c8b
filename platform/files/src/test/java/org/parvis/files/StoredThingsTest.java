package org.parvis.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.nio.file.Files;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.parvis.api.file.Files.StoredFile;
import org.parvis.api.file.Image;
import org.parvis.api.route.Invalid;
import org.parvis.api.route.NotFound;
import org.parvis.api.route.Response;
import org.parvis.api.route.Route;
import org.parvis.api.tenant.TenantId;
import org.parvis.files.upload.Uploads;
import org.parvis.testkit.FakePlugins;
import org.parvis.testkit.FakeRequest;
import org.parvis.testkit.FakeRequestSites;
import org.parvis.testkit.OnBothDatabases;
import org.parvis.testkit.Pages;
import org.parvis.testkit.TestDatabase;

class StoredThingsTest {
    private static final TenantId RODEZ = FakeRequestSites.RODEZ.id();
    private static final TenantId AGEN = FakeRequestSites.AGEN.id();
    private static final List<String> ALLOWED = List.of("application/pdf", FileType.ODT.mediaType(), FileType.DOCX.mediaType(), "text/csv", "text/plain", "image/jpeg");

    @TempDir
    private Path folder;

    @OnBothDatabases
    void aPictureIsKnownToItsTenantAlone(TestDatabase database) {
        StoredImages images = images(database);
        Image image = images.store(RODEZ, "photo", Samples.sent("a.jpg", Samples.jpeg(1000, 500)), " La place ");
        assertThat(image.alt()).isEqualTo("La place");
        assertThat(image.src()).isEqualTo("/images/" + image.id() + "/800.jpg");
        assertThat(image.srcset()).isEqualTo(
                "/images/%1$s/400.jpg 400w, /images/%1$s/800.jpg 800w, /images/%1$s/1000.jpg 1000w".formatted(image.id()));
        assertThat(image.webp()).startsWith("/images/" + image.id() + "/400.webp 400w");
        assertThat(images.byId(RODEZ, image.id())).contains(image);
        assertThat(images.byId(AGEN, image.id())).isEmpty();
        assertThat(images.byIds(RODEZ, List.of(image.id(), "nonsense", "00000000-0000-7000-8000-000000000009"))).isEqualTo(Map.of(image.id(), image));
        images.describe(RODEZ, image.id(), "La mairie");
        images.describe(AGEN, image.id(), "nothing");
        assertThat(images.byId(RODEZ, image.id())).map(Image::alt).contains("La mairie");
        assertThat(database.changes()).extracting(change -> change.tenant() + " " + change.tag()).containsOnly(RODEZ + " site");
    }

    @OnBothDatabases
    void anEmptyAlternativeTextIsKept(TestDatabase database) {
        StoredImages images = images(database);
        Image image = images.store(RODEZ, "a.jpg", Samples.jpeg(100, 50), "");
        assertThat(images.byId(RODEZ, image.id())).map(Image::alt).contains("");
    }

    @OnBothDatabases
    void sharingTwiceGivesTheSamePicture(TestDatabase database) {
        StoredImages images = images(database);
        Image image = images.store(RODEZ, "a.jpg", Samples.jpeg(100, 50), "x");
        String shared = images.share(RODEZ, image.id(), AGEN);
        assertThat(images.share(RODEZ, image.id(), AGEN)).isEqualTo(shared).isNotEqualTo(image.id());
        assertThat(images.byId(AGEN, shared)).map(Image::width).contains(100);
        assertThatThrownBy(() -> images.share(AGEN, image.id(), RODEZ)).isInstanceOf(NotFound.class);
    }

    @OnBothDatabases
    void aRefusalNamesTheFieldAndSaysWhy(TestDatabase database) {
        StoredImages images = images(database);
        assertThatThrownBy(() -> images.store(RODEZ, "photo", Samples.sent("a.png", Samples.pngBomb(30_000, 30_000)), "x"))
                .isInstanceOfSatisfying(Invalid.class, invalid -> {
                    assertThat(invalid.errors()).singleElement().satisfies(error -> {
                        assertThat(error.field()).isEqualTo("photo");
                        assertThat(error.messageKey()).isEqualTo("files.image.pixels");
                        assertThat(error.arguments()).containsExactly("30000", "30000", 40L);
                    });
                });
    }

    @OnBothDatabases
    void picturesAreServedToTheirSiteAlone(TestDatabase database) throws IOException {
        StoredImages images = images(database);
        Image image = images.store(RODEZ, "a.jpg", Samples.jpeg(500, 250), "x");
        Route route = imageRoutes(images).routes().get(0);
        Response response = route.handler().handle(get(image, "400.jpg").on(FakeRequestSites.RODEZ));
        assertThat(response.headers()).containsEntry("Cache-Control", "public, max-age=31536000, immutable");
        assertThat(body(response)).startsWith((byte) 0xFF, (byte) 0xD8);
        assertThat(((Response.Stream) route.handler().handle(get(image, "400.webp").on(FakeRequestSites.RODEZ)).content()).type()).isEqualTo("image/webp");
        for (String none : List.of("401.jpg", "400.png", "400.jpg.exe", "../x", "picture.properties")) {
            assertThatThrownBy(() -> route.handler().handle(get(image, none).on(FakeRequestSites.RODEZ))).isInstanceOf(NotFound.class);
        }
        assertThatThrownBy(() -> route.handler().handle(get(image, "400.jpg").on(FakeRequestSites.AGEN))).isInstanceOf(NotFound.class);
    }

    @OnBothDatabases
    void theEditorIsAnsweredInJson(TestDatabase database) throws IOException {
        StoredImages images = images(database);
        Route route = imageRoutes(images).routes().get(2);
        Response stored = route.handler().handle(FakeRequest.post("/images").on(FakeRequestSites.RODEZ).file("file", "a.jpg", "image/jpeg", Samples.jpeg(90, 60)).field("alt", "x"));
        assertThat(stored.status()).isEqualTo(201);
        assertThat(text(stored)).contains("\"src\":", "/images/", "/90.jpg").contains("\"alt\":\"x\"");
        Response refused = route.handler().handle(FakeRequest.post("/images").on(FakeRequestSites.RODEZ).file("file", "a.svg", "image/svg+xml", "<svg/>".getBytes()).field("alt", "x"));
        assertThat(refused.status()).isEqualTo(422);
        assertThat(text(refused)).contains("Les images SVG ne sont pas acceptées");
    }

    @OnBothDatabases
    void aPictureOfTheEditorSaysWhatItShowsOrThatItIsDecoration(TestDatabase database) throws IOException {
        Route route = imageRoutes(images(database)).routes().get(2);
        Response refused = route.handler().handle(picture().field("alt", "  "));
        assertThat(refused.status()).isEqualTo(422);
        assertThat(text(refused)).contains("Décrivez en quelques mots ce que montre l’image");
        assertThat(route.handler().handle(picture()).status()).isEqualTo(422);
        Response decoration = route.handler().handle(picture().field("alt", "").field("decorative", "true"));
        assertThat(decoration.status()).isEqualTo(201);
        assertThat(text(decoration)).contains("\"alt\":\"\"");
    }

    private static FakeRequest picture() {
        return FakeRequest.post("/images").on(FakeRequestSites.RODEZ).file("file", "a.jpg", "image/jpeg", Samples.jpeg(90, 60));
    }

    @OnBothDatabases
    void attachmentsAreToldByTheirContent(TestDatabase database) throws IOException {
        StoredFiles files = files(database);
        assertThat(files.store(RODEZ, "f", Samples.sent("Délibération n° 3.pdf", "%PDF-1.7 x"), ALLOWED))
                .satisfies(file -> {
                    assertThat(file.type()).isEqualTo("application/pdf");
                    assertThat(file.path()).isEqualTo("/fichiers/" + file.id() + "/D%C3%A9lib%C3%A9ration%20n%C2%B0%203.pdf");
                    assertThat(files.byId(RODEZ, file.id())).contains(file);
                    assertThat(files.byId(AGEN, file.id())).isEmpty();
                    assertThat(files.open(RODEZ, file)).hasContent("%PDF-1.7 x");
                });
        assertThat(name(files, "page.html", "just text")).isEqualTo("page.html.txt");
        assertThat(name(files, "..\\..\\etc/passwd", "a;b")).isEqualTo("passwd.txt");
        assertThat(name(files, "liste.csv", "nom;âge\nÉva;7\n")).isEqualTo("liste.csv");
        assertThat(files.store(RODEZ, "f", Samples.sent("x", Samples.zip("mimetype", FileType.ODT.mediaType(), "content.xml", "<x/>")), ALLOWED).fileName()).isEqualTo("x.odt");
        assertThat(files.store(RODEZ, "f", Samples.sent("x.docx", Samples.zip("[Content_Types].xml", "", "word/document.xml", "")), ALLOWED).type()).isEqualTo(FileType.DOCX.mediaType());
    }

    @OnBothDatabases
    void whatIsNotAllowedIsRefused(TestDatabase database) {
        StoredFiles files = files(database);
        assertRefused(files, "a.pdf", "<html><script>alert(1)</script>".getBytes(), "files.file.type");
        assertRefused(files, "a.pdf", "MZ\u0090\0".getBytes(), "files.file.type");
        assertRefused(files, "a.txt", "<svg onload=x>".getBytes(), "files.file.type");
        assertRefused(files, "a.txt", new byte[0], "files.file.empty");
        assertRefused(files, "a.zip", Samples.zip("a.txt", "x"), "files.file.type");
        assertRefused(files, "a.docx", Samples.zip("[Content_Types].xml", "", "word/document.xml", "", "word/vbaProject.bin", ""), "files.file.macros");
        assertRefused(files, "a.xlsx", Samples.zip("[Content_Types].xml", "", "xl/workbook.xml", ""), "files.file.type");
        assertRefused(files, "a.docx", "PK\u0003\u0004broken".getBytes(), "files.file.type");
    }

    @OnBothDatabases
    void attachmentsAreServedSoThatNothingInThemRuns(TestDatabase database) throws IOException {
        StoredFiles files = files(database);
        StoredFile file = files.store(RODEZ, "f", Samples.sent("liste.csv", "a;b"), ALLOWED);
        FileRoutes routes = new FileRoutes(files, FakePlugins.of("files"), database.database());
        Response response = routes.routes().get(0).handler().handle(
                FakeRequest.get(file.path()).with("id", file.id()).with("name", "liste.csv").on(FakeRequestSites.RODEZ));
        assertThat(response.headers())
                .containsEntry("Content-Disposition", "attachment; filename*=UTF-8''liste.csv")
                .containsEntry("X-Content-Type-Options", "nosniff");
        assertThat(response.headers().get("Content-Security-Policy")).contains("sandbox");
        assertThat(body(response)).asString().isEqualTo("a;b");
        StoredFile shared = files.share(RODEZ, file.id(), AGEN);
        assertThat(files.share(RODEZ, file.id(), AGEN)).isEqualTo(shared);
        assertThat(files.open(AGEN, shared)).hasContent("a;b");
        assertThat(files.byIds(AGEN, List.of(file.id(), shared.id()))).containsExactly(shared);
    }

    @OnBothDatabases
    void contentGoesWhenNothingRefersToItAndADayHasPassed(TestDatabase database) throws IOException {
        StoredImages images = images(database);
        StoredFiles files = files(database);
        Image image = images.store(RODEZ, "a.jpg", Samples.jpeg(90, 60), "x");
        StoredFile file = files.store(RODEZ, "f", Samples.sent("a.txt", "text"), ALLOWED);
        String shared = images.share(RODEZ, image.id(), AGEN);
        FilePurge purge = new FilePurge(FilesHost.in(folder), new Uploads(FilesHost.in(folder), database.database(), Intakes.seal(database, folder), FakePlugins.of("files")), database.database());
        Instant later = Instant.now().plus(Duration.ofDays(2));
        database.database().of(RODEZ).write(transaction -> transaction.execute("delete from files_image i where i.tenant_id = :tenant"));
        purge.run(later);
        String content = images.stored(AGEN, shared).orElseThrow().content();
        assertThat(folder.resolve(Pictures.variant(content, 90, "jpg"))).as("another tenant has it").exists();
        assertThat(files.open(RODEZ, file)).hasContent("text");
        database.database().of(AGEN).write(transaction -> transaction.execute("delete from files_image i where i.tenant_id = :tenant"));
        purge.run(Instant.now());
        assertThat(folder.resolve(ContentStore.picture(content))).as("young").exists();
        purge.run(later);
        assertThat(folder.resolve(ContentStore.picture(content))).doesNotExist();
        assertThat(Files.exists(folder.resolve("content"))).isTrue();
    }

    @OnBothDatabases
    void aDraftGoesAfterADayUnlessItIsKept(TestDatabase database) {
        StoredImages images = images(database);
        Image dropped = images.draft(RODEZ, "header", Samples.sent("a.jpg", Samples.jpeg(90, 60)), "x");
        Image kept = images.draft(RODEZ, "header", Samples.sent("b.jpg", Samples.jpeg(60, 90)), "y");
        Image stored = images.store(RODEZ, "c.jpg", Samples.jpeg(60, 60), "z");
        images.keep(RODEZ, kept.id());
        images.keep(RODEZ, stored.id());
        assertThatThrownBy(() -> images.keep(AGEN, dropped.id())).isInstanceOf(NotFound.class);
        FilePurge purge = new FilePurge(FilesHost.in(folder), new Uploads(FilesHost.in(folder), database.database(), Intakes.seal(database, folder), FakePlugins.of("files")), database.database());
        purge.run(Instant.now().plus(Duration.ofHours(23)));
        assertThat(images.byId(RODEZ, dropped.id())).isPresent();
        purge.run(Instant.now().plus(Duration.ofHours(25)));
        assertThat(images.byIds(RODEZ, List.of(dropped.id(), kept.id(), stored.id()))).containsOnlyKeys(kept.id(), stored.id());
        assertThatThrownBy(() -> images.keep(RODEZ, dropped.id())).isInstanceOf(NotFound.class);
    }

    private static FakeRequest get(Image image, String file) {
        return FakeRequest.get("/images/" + image.id() + "/" + file).with("id", image.id()).with("file", file);
    }

    private ImageRoutes imageRoutes(StoredImages images) {
        Pages pages = Pages.of("files");
        return new ImageRoutes(FilesHost.in(folder), images, new PluginsOf(pages.plugins(), FakePlugins.of("files")), pages.themes());
    }

    private Intake intake(TestDatabase database) {
        return Intakes.without(FilesHost.in(folder), database, folder);
    }

    private StoredImages images(TestDatabase database) {
        return new StoredImages(FilesHost.in(folder), intake(database), database.database(), Clock.systemUTC());
    }

    private StoredFiles files(TestDatabase database) {
        return new StoredFiles(FilesHost.in(folder), intake(database), Intakes.keys(database, folder), database.database(), Clock.systemUTC());
    }

    private static String name(StoredFiles files, String name, String text) {
        return files.store(RODEZ, "f", Samples.sent(name, text), ALLOWED).fileName();
    }

    private static void assertRefused(StoredFiles files, String name, byte[] bytes, String key) {
        assertThatThrownBy(() -> files.store(RODEZ, "f", Samples.sent(name, bytes), ALLOWED))
                .isInstanceOfSatisfying(Invalid.class, invalid -> assertThat(invalid.errors().get(0).messageKey()).isEqualTo(key));
    }

    private static byte[] body(Response response) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ((Response.Stream) response.content()).writer().writeTo(out);
        return out.toByteArray();
    }

    private static String text(Response response) {
        return new String(((Response.Bytes) response.content()).bytes(), java.nio.charset.StandardCharsets.UTF_8);
    }
}
