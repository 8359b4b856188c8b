package org.parvis.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.parvis.api.data.Reader;
import org.parvis.api.data.TenantData;
import org.parvis.api.file.Attachment;
import org.parvis.api.file.FileAccess;
import org.parvis.api.identity.Agent;
import org.parvis.api.identity.Role;
import org.parvis.api.privacy.Person;
import org.parvis.api.privacy.PersonalData;
import org.parvis.api.route.Request;
import org.parvis.api.route.Response;
import org.parvis.api.route.Upload;
import org.parvis.api.tenant.Site;
import org.parvis.files.upload.TusRoutes;
import org.parvis.files.upload.UploadPrivacy;
import org.parvis.files.upload.Uploads;
import org.parvis.testkit.FakePlugins;
import org.parvis.testkit.FakeRequest;
import org.parvis.testkit.FakeRequestSites;
import org.parvis.testkit.OnBothDatabases;
import org.parvis.testkit.TestDatabase;

/** Uploads in pieces; status codes and headers are those of tus.io/protocols/resumable-upload, 1.0.0. */
class UploadsTest {
    private static final Agent CLAUDE = FakeRequestSites.agent(Role.EDITOR, FakeRequestSites.RODEZ);
    private static final String ITEM = "/envois/{id}";
    private static final UUID THING = new UUID(42, 42);
    /** Who has the cookie may add to the thing that it names. */
    private static final FileAccess OF_REQUEST = new FileAccess() {
        @Override
        public String kind() {
            return "requests.file";
        }

        @Override
        public boolean mayRead(Request request, Attachment attachment) {
            return false;
        }

        @Override
        public boolean mayAttach(Request request, UUID subject) {
            return request.cookie("holds").filter(subject.toString()::equals).isPresent();
        }
    };

    @TempDir
    private Path folder;

    private Uploads uploads(TestDatabase database) {
        return new Uploads(FilesHost.in(folder), database.database(), Intakes.seal(database, folder), FakePlugins.of("files", OF_REQUEST));
    }

    private static FakeRequest request(String method) {
        return FakeRequest.of(method, "/envois").as(CLAUDE).on(FakeRequestSites.RODEZ).header("Tus-Resumable", "1.0.0");
    }

    private static FakeRequest announced(long size) {
        // "horaires.pdf" and "application/pdf" in Base64.
        return request("POST").header("Upload-Length", Long.toString(size)).header("Upload-Metadata", "filename aG9yYWlyZXMucGRm,filetype YXBwbGljYXRpb24vcGRm");
    }

    private static FakeRequest piece(String id, long offset, String bytes) {
        return request("PATCH").with("id", id).header("Upload-Offset", Long.toString(offset)).header("Content-Type", "application/offset+octet-stream").body(bytes);
    }

    private static Response call(Uploads uploads, String pattern, FakeRequest request) throws Exception {
        return new TusRoutes(uploads).routes().stream()
                .filter(route -> route.method().equals(request.method()) && route.pattern().equals(pattern))
                .findFirst().orElseThrow().handler().handle(request);
    }

    private static String begun(Uploads uploads, long size) throws Exception {
        Response created = call(uploads, "/envois", announced(size));
        assertThat(created.status()).isEqualTo(201);
        String location = created.headers().get("Location");
        assertThat(location).startsWith("/bureau/rodez/envois/");
        return location.substring("/bureau/rodez/envois/".length());
    }

    @OnBothDatabases
    void aFileComesInPiecesAndIsWholeAtTheEnd(TestDatabase database) throws Exception {
        Uploads uploads = uploads(database);
        String id = begun(uploads, 10);
        assertThat(call(uploads, ITEM, piece(id, 0, "0123")).headers()).containsEntry("Upload-Offset", "4").containsEntry("Tus-Resumable", "1.0.0");
        assertThat(uploads.finished(request("POST"), id)).isEmpty();
        Response state = call(uploads, ITEM, request("GET").with("id", id));
        assertThat(state.headers()).containsEntry("Upload-Offset", "4").containsEntry("Upload-Length", "10").containsEntry("Cache-Control", "no-store")
                // A day after 2026-06-15T08:00:00Z.
                .containsEntry("Upload-Expires", "Tue, 16 Jun 2026 08:00:00 GMT");
        assertThat(call(uploads, ITEM, piece(id, 0, "0123")).status()).as("not where the file ends").isEqualTo(409);
        assertThat(call(uploads, ITEM, piece(id, 4, "456789")).status()).isEqualTo(204);
        Upload whole = uploads.finished(request("POST"), id).orElseThrow();
        assertThat(whole.fileName()).isEqualTo("horaires.pdf");
        assertThat(whole.declaredType()).isEqualTo("application/pdf");
        assertThat(whole.open()).hasContent("0123456789");
        uploads.forget(request("POST"), List.of(id));
        assertThat(call(uploads, ITEM, request("GET").with("id", id)).status()).isEqualTo(404);
        assertThat(files()).isEmpty();
    }

    @OnBothDatabases
    void whatWaitsOnTheDiskCannotBeReadThereAndGoesOnAnywhereAlsoInAnotherProcess(TestDatabase database) throws Exception {
        String text = "the secret of the town hall, in pieces of any length";
        String id = begun(uploads(database), text.length());
        int[] lengths = {1, 15, 16, 7, text.length() - 39};
        int from = 0;
        for (int length : lengths) {
            assertThat(call(uploads(database), ITEM, piece(id, from, text.substring(from, from + length))).status()).isEqualTo(204);
            from += length;
        }
        assertThat(Files.readString(files().get(0), StandardCharsets.ISO_8859_1)).hasSize(text.length()).doesNotContain("secret").doesNotContain("pieces");
        assertThat(uploads(database).finished(request("POST"), id).orElseThrow().open()).hasContent(text);
        String other = begun(uploads(database), text.length());
        call(uploads(database), ITEM, piece(other, 0, text));
        List<String> stored = new ArrayList<>();
        for (Path file : files()) {
            stored.add(Files.readString(file, StandardCharsets.ISO_8859_1));
        }
        assertThat(stored).as("a key of its own").doesNotHaveDuplicates().hasSize(2);
    }

    @OnBothDatabases
    void itBelongsToTheAgentAndTheTenant(TestDatabase database) throws Exception {
        Uploads uploads = uploads(database);
        String id = begun(uploads, 3);
        call(uploads, ITEM, piece(id, 0, "abc"));
        Agent colleague = new Agent(new UUID(7, 7), "Dominique", "d@example.org", "fr", CLAUDE.grants());
        Site agen = FakeRequestSites.AGEN;
        for (FakeRequest other : List.of(request("GET").with("id", id).as(colleague), request("GET").with("id", id).on(agen))) {
            assertThat(call(uploads, ITEM, other).status()).isEqualTo(404);
            assertThat(uploads.finished(other, id)).isEmpty();
            uploads.forget(other, List.of(id));
        }
        assertThat(call(uploads, ITEM, piece(id, 3, "d").as(colleague)).status()).isEqualTo(404);
        assertThat(call(uploads, ITEM, request("DELETE").with("id", id).as(colleague)).status()).isEqualTo(404);
        assertThat(uploads.finished(FakeRequest.post("/").on(FakeRequestSites.RODEZ), id)).as("a visitor").isEmpty();
        assertThat(uploads.finished(request("POST"), id)).isPresent();
    }

    private static FakeRequest visitor(String method, UUID thing) {
        return FakeRequest.of(method, "/envois").on(FakeRequestSites.RODEZ).header("Tus-Resumable", "1.0.0").cookie("holds", thing.toString())
                .header("Upload-Metadata", "filename aG9yYWlyZXMucGRm").with("thing", THING.toString());
    }

    @OnBothDatabases
    void aVisitorSendsForWhatTheyMayAddToAndForNothingElse(TestDatabase database) throws Exception {
        Uploads uploads = uploads(database);
        String item = "/envois/{thing}/{id}";
        UUID other = new UUID(7, 7);
        assertThat(call(uploads, "/envois/{thing}", visitor("POST", other).header("Upload-Length", "3")).status()).isEqualTo(404);
        assertThat(call(uploads, "/envois/{thing}", visitor("POST", THING).header("Upload-Length", String.valueOf((32L << 20) + 1))).headers())
                .containsEntry("Tus-Max-Size", "33554432");
        String location = call(uploads, "/envois/{thing}", visitor("POST", THING).header("Upload-Length", "3")).headers().get("Location");
        assertThat(location).startsWith("/envois/" + THING + "/");
        String id = location.substring(location.lastIndexOf('/') + 1);
        FakeRequest piece = visitor("PATCH", THING).with("id", id).header("Upload-Offset", "0").header("Content-Type", "application/offset+octet-stream").body("abc");
        assertThat(call(uploads, item, piece).status()).isEqualTo(204);
        assertThat(call(uploads, item, visitor("GET", other).with("id", id)).status()).isEqualTo(404);
        assertThat(uploads.finished(visitor("POST", other), id)).isEmpty();
        assertThat(uploads.finished(request("POST"), id)).as("an agent").isEmpty();
        assertThat(uploads.finished(visitor("POST", THING).on(FakeRequestSites.AGEN), id)).isEmpty();
        assertThat(uploads.finished(visitor("POST", THING), id).orElseThrow().open()).hasContent("abc");
        uploads.forget(visitor("POST", other), List.of(id));
        uploads.forget(visitor("POST", THING), List.of(id));
        assertThat(uploads.finished(visitor("POST", THING), id)).isEmpty();
        assertThat(files()).isEmpty();
        for (int i = 0; i < 20; i++) {
            assertThat(call(uploads, "/envois/{thing}", visitor("POST", THING).header("Upload-Length", "1")).status()).isEqualTo(201);
        }
        assertThat(call(uploads, "/envois/{thing}", visitor("POST", THING).header("Upload-Length", "1")).status()).as("twenty at once").isEqualTo(429);
    }

    @OnBothDatabases
    void whatIsTooMuchOrNoTusIsRefused(TestDatabase database) throws Exception {
        Uploads uploads = uploads(database);
        assertThat(call(uploads, "/envois", announced((1L << 30) + 1)).status()).isEqualTo(413);
        assertThat(call(uploads, "/envois", announced(1).header("Tus-Resumable", "0.2.2")).headers()).containsEntry("Tus-Version", "1.0.0");
        assertThat(call(uploads, "/envois", announced(1).header("Upload-Length", "-1")).status()).isEqualTo(400);
        assertThat(call(uploads, "/envois", announced(1).header("Upload-Metadata", "filename")).status()).isEqualTo(400);
        String id = begun(uploads, 3);
        assertThat(call(uploads, ITEM, piece(id, 0, "a").header("Content-Type", "text/plain")).status()).isEqualTo(415);
        assertThat(call(uploads, ITEM, piece(id, 0, "abcd")).status()).as("longer than announced").isEqualTo(413);
        assertThat(call(uploads, ITEM, piece("nonsense", 0, "a")).status()).isEqualTo(404);
        for (int i = 1; i < 60; i++) {
            begun(uploads, 1);
        }
        assertThat(call(uploads, "/envois", announced(1)).status()).as("sixty at once").isEqualTo(429);
        assertThat(call(uploads, ITEM, request("DELETE").with("id", id)).status()).isEqualTo(204);
        assertThat(call(uploads, "/envois", announced(1)).status()).isEqualTo(201);
    }

    @OnBothDatabases
    void aTenantHasNoMoreThanFourGibibytesUnderWay(TestDatabase database) throws Exception {
        Uploads uploads = uploads(database);
        for (int i = 0; i < 4; i++) {
            begun(uploads, 1L << 30);
        }
        assertThat(call(uploads, "/envois", announced(1)).status()).isEqualTo(429);
        assertThat(call(uploads, "/envois", announced(1).on(FakeRequestSites.AGEN)).status()).isEqualTo(201);
    }

    @OnBothDatabases
    void whatIsKeptOfAnAgentIsFoundErasedAndGoesAfterADay(TestDatabase database) throws Exception {
        UploadPrivacy privacy = new UploadPrivacy();
        Uploads uploads = uploads(database);
        begun(uploads, 3);
        Reader all = database.database().acrossTerritory("test");
        Person person = Person.of(CLAUDE.email(), "");
        assertThat(privacy.holders(all, person)).containsExactly(FakeRequestSites.RODEZ.id());
        assertThat(privacy.holders(all, Person.of("somebody@example.org", ""))).isEmpty();
        assertThat(privacy.due(all, FakeRequest.NOW.plus(Duration.ofDays(1)))).isEmpty();
        Instant over = FakeRequest.NOW.plus(Duration.ofDays(1)).plusSeconds(1);
        assertThat(privacy.due(all, over)).containsExactly(FakeRequestSites.RODEZ.id());
        TenantData rodez = database.database().of(FakeRequestSites.RODEZ.id());
        int purged = rodez.call(transaction -> privacy.purge(transaction, over));
        assertThat(purged).isEqualTo(1);
        begun(uploads, 3);
        assertThat(rodez.<List<PersonalData.Erasure>>call(transaction -> privacy.erase(transaction, person, over))).containsExactly(PersonalData.Erasure.erased("files.uploads", 1));
    }

    @OnBothDatabases
    void afterADayItIsGone(TestDatabase database) throws Exception {
        Uploads uploads = uploads(database);
        String id = begun(uploads, 3);
        call(uploads, ITEM, piece(id, 0, "abc"));
        Duration day = Duration.ofDays(1);
        assertThat(uploads.finished(request("POST").at(FakeRequest.NOW.plus(day).minusSeconds(1)), id)).isPresent();
        assertThat(uploads.finished(request("POST").at(FakeRequest.NOW.plus(day)), id)).isEmpty();
        Path file = files().get(0);
        uploads.purge(Files.getLastModifiedTime(file).toInstant().plus(day));
        assertThat(file).exists();
        uploads.purge(Files.getLastModifiedTime(file).toInstant().plus(day).plusSeconds(1));
        assertThat(file).doesNotExist();
    }

    @OnBothDatabases
    void whatCameBeforeTheLineBrokeIsKeptAndNobodyElseWritesMeanwhile(TestDatabase database) throws Exception {
        Uploads uploads = uploads(database);
        String id = begun(uploads, 6);
        InputStream broken = new SequenceInputStream(new ByteArrayInputStream("abc".getBytes(StandardCharsets.US_ASCII)), new InputStream() {
            @Override
            public int read() throws IOException {
                try {
                    assertThat(call(uploads, ITEM, piece(id, 0, "xyz")).status()).as("while another request writes").isEqualTo(423);
                } catch (Exception unexpected) {
                    throw new AssertionError(unexpected);
                }
                throw new EOFException("the line broke");
            }
        });
        assertThatThrownBy(() -> call(uploads, ITEM, piece(id, 0, "").body(broken))).isInstanceOf(EOFException.class);
        assertThat(call(uploads, ITEM, request("GET").with("id", id)).headers()).containsEntry("Upload-Offset", "3");
        call(uploads, ITEM, piece(id, 3, "def"));
        assertThat(uploads.finished(request("POST"), id).orElseThrow().open()).hasContent("abcdef");
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> all = Files.walk(folder.resolve("uploads"))) {
            return all.filter(Files::isRegularFile).toList();
        }
    }
}
