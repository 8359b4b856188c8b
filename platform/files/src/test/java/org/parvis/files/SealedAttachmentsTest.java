package org.parvis.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.parvis.api.file.Attachment;
import org.parvis.api.file.FileAccess;
import org.parvis.api.file.FileRules;
import org.parvis.api.route.Form;
import org.parvis.api.route.Invalid;
import org.parvis.api.route.NotFound;
import org.parvis.api.route.Response;
import org.parvis.api.route.Unavailable;
import org.parvis.api.tenant.TenantId;
import org.parvis.files.seal.TenantKeys;
import org.parvis.files.upload.Uploads;
import org.parvis.testkit.FakePlugins;
import org.parvis.testkit.FakeRequest;
import org.parvis.testkit.FakeRequestSites;
import org.parvis.testkit.OnBothDatabases;
import org.parvis.testkit.TestDatabase;

class SealedAttachmentsTest {
    private static final TenantId RODEZ = FakeRequestSites.RODEZ.id();
    private static final TenantId AGEN = FakeRequestSites.AGEN.id();
    private static final FileRules RULES = new FileRules(List.of("application/pdf", "text/plain"), 2 << 20, 2);

    @TempDir
    private Path folder;

    @OnBothDatabases
    void whatLiesOnTheDiskCannotBeReadThere(TestDatabase database) throws IOException {
        Attachment stored = store(attachments(database, ""), "%PDF-1.7 secret of Rodez");
        assertThat(stored.type()).isEqualTo("application/pdf");
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                assertThat(Files.readString(file, StandardCharsets.ISO_8859_1)).doesNotContain("secret");
            }
        }
        assertThat(attachments(database, "").open(RODEZ, stored)).hasContent("%PDF-1.7 secret of Rodez");
        assertThat(attachments(database, "").byId(AGEN, stored.id())).isEmpty();
        assertThat(attachments(database, "").of(RODEZ, "test.thing", "7")).containsExactly(stored);
    }

    @OnBothDatabases
    void aByteChangedOnTheDiskIsNoticed(TestDatabase database) throws IOException {
        SealedAttachments attachments = attachments(database, "");
        Attachment stored = store(attachments, "%PDF-1.7 act");
        Path file;
        try (Stream<Path> files = Files.walk(folder.resolve("sealed"))) {
            file = files.filter(Files::isRegularFile).findFirst().orElseThrow();
        }
        byte[] bytes = Files.readAllBytes(file);
        bytes[bytes.length - 20] ^= 1;
        Files.write(file, bytes);
        try (InputStream in = attachments.open(RODEZ, stored)) {
            assertThatThrownBy(in::readAllBytes).isInstanceOf(IOException.class);
        }
    }

    @OnBothDatabases
    void afterARotationOldAndNewFilesAreReadAndTheOldMasterKeyIsNotNeeded(TestDatabase database) throws IOException {
        Attachment before = store(attachments(database, ""), "%PDF before");
        Path master = folder.resolve("etc/files-master.key");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(master))).isEqualTo("rw-------");
        assertThat(Intakes.keys(database, folder).rotate(false).keys()).isEqualTo(1);
        List<String> lines = Files.readAllLines(master);
        assertThat(lines).hasSize(2);
        Files.writeString(master, lines.get(0) + "\n");
        SealedAttachments attachments = attachments(database, "");
        Attachment after = store(attachments, "%PDF after");
        assertThat(attachments.open(RODEZ, before)).hasContent("%PDF before");
        assertThat(attachments.open(RODEZ, after)).hasContent("%PDF after");
        assertThat(database.database().of(RODEZ).count("select count(*) from files_key k where k.tenant_id = :tenant")).isEqualTo(2);
    }

    @OnBothDatabases
    void aMissingMasterKeyIsNeverReplacedByAnother(TestDatabase database) throws IOException {
        Attachment stored = store(attachments(database, ""), "%PDF act");
        Files.delete(folder.resolve("etc/files-master.key"));
        SealedAttachments attachments = attachments(database, "");
        assertThatThrownBy(() -> store(attachments, "%PDF other")).isInstanceOf(Unavailable.class);
        assertThatThrownBy(() -> attachments.open(RODEZ, stored)).isInstanceOf(IOException.class);
    }

    @OnBothDatabases
    void aMasterKeyThatOthersMayReadIsRefused(TestDatabase database) throws IOException {
        store(attachments(database, ""), "%PDF act");
        Files.setPosixFilePermissions(folder.resolve("etc/files-master.key"), PosixFilePermissions.fromString("rw-r-----"));
        assertThatThrownBy(() -> Intakes.keys(database, folder).rotate(false)).isInstanceOf(IOException.class).hasMessageContaining("chmod 600");
    }

    @OnBothDatabases
    void theRulesOfTheFieldHoldAndNothingIsKeptOfARefusal(TestDatabase database) throws IOException {
        SealedAttachments attachments = attachments(database, "");
        refused(attachments, form("a.txt", "a", "b.txt", "b", "c.txt", "c"), "files.file.count");
        refused(attachments, form("a.txt", "a", "b.jpg", "\u0000\u0001"), "files.file.type");
        refused(attachments, form("a.txt", "a".repeat((2 << 20) + 1)), "files.file.large");
        assertThat(attachments.of(RODEZ, "test.thing", "7")).isEmpty();
        try (Stream<Path> waiting = Files.list(folder.resolve("incoming"))) {
            assertThat(waiting).isEmpty();
        }
    }

    @OnBothDatabases
    void whatIsInfectedIsRefusedAndPutAsideForAMonth(TestDatabase database) throws IOException {
        try (FakeClamd clamd = FakeClamd.start(1000)) {
            SealedAttachments attachments = attachments(database, clamd.address());
            store(attachments, "%PDF clean");
            refused(attachments, form("a.txt", FakeClamd.EICAR), "files.scan.infected");
            refused(attachments, form("a.txt", "a".repeat(1001)), "files.scan.large");
        }
        assertThat(database.database().of(RODEZ).list(
                "select q.finding from files_quarantine q where q.tenant_id = :tenant", row -> row.string("finding"))).containsExactly("Eicar-Test-Signature");
        FilePurge purge = new FilePurge(FilesHost.in(folder), new Uploads(FilesHost.in(folder), database.database(), Intakes.seal(database, folder), FakePlugins.of("files")), database.database());
        purge.run(Instant.now().plus(Duration.ofDays(29)));
        assertThat(sealed()).isEqualTo(2);
        purge.run(Instant.now().plus(Duration.ofDays(31)));
        assertThat(sealed()).isEqualTo(1);
    }

    @OnBothDatabases
    void aScannerThatIsAwayLetsNothingThrough(TestDatabase database) throws IOException {
        FakeClamd clamd = FakeClamd.start(1000);
        clamd.close();
        SealedAttachments attachments = attachments(database, clamd.address());
        assertThatThrownBy(() -> store(attachments, "%PDF act")).isInstanceOfSatisfying(Unavailable.class,
                away -> assertThat(away.messageKey()).isEqualTo("files.scan.away"));
    }

    @OnBothDatabases
    void onlyTheGuardOfItsKindOpensAFile(TestDatabase database) throws IOException {
        SealedAttachments attachments = attachments(database, "");
        Attachment stored = store(attachments, "%PDF act");
        FakeRequest request = FakeRequest.get(stored.path()).with("id", stored.id()).with("name", "x");
        assertThatThrownBy(() -> serve(attachments, request)).isInstanceOf(NotFound.class);
        assertThatThrownBy(() -> serve(attachments, request, Guards.attachment("other.thing", true))).isInstanceOf(NotFound.class);
        assertThatThrownBy(() -> serve(attachments, request, Guards.attachment("test.thing", false))).isInstanceOf(NotFound.class);
        Response served = serve(attachments, request, Guards.attachment("test.thing", true));
        assertThat(served.headers()).containsEntry("Cache-Control", "private, no-store").containsEntry("X-Content-Type-Options", "nosniff");
        assertThatThrownBy(() -> serve(attachments, request.on(FakeRequestSites.AGEN), Guards.attachment("test.thing", true))).isInstanceOf(NotFound.class);
    }

    @OnBothDatabases
    void anyPartOfAFileIsReadAlone(TestDatabase database) throws IOException {
        byte[] bytes = new byte[300_000];
        new Random(7).nextBytes(bytes);
        System.arraycopy("%PDF-".getBytes(StandardCharsets.US_ASCII), 0, bytes, 0, 5);
        SealedAttachments attachments = attachments(database, "");
        Attachment stored = attachments.store(RODEZ, "test.thing", "7", files(Samples.sent("a.pdf", bytes)), "f", RULES).get(0);
        Response served = serve(
                attachments, FakeRequest.get(stored.path()).with("id", stored.id()).with("name", "x"), Guards.attachment("test.thing", true));
        Response.RangeWriter writer = (Response.RangeWriter) ((Response.Stream) served.content()).writer();
        ByteArrayOutputStream part = new ByteArrayOutputStream();
        writer.writeTo(part, 131_000, 70_000);
        assertThat(part.toByteArray()).isEqualTo(java.util.Arrays.copyOfRange(bytes, 131_000, 201_000));
        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        writer.writeTo(whole);
        assertThat(whole.toByteArray()).isEqualTo(bytes);
    }

    @OnBothDatabases
    void whatIsDeletedLeavesTheDiskWithTheNextPurge(TestDatabase database) throws IOException {
        SealedAttachments attachments = attachments(database, "");
        Attachment stored = store(attachments, "%PDF act");
        database.database().of(RODEZ).write(transaction -> attachments.delete(transaction, "other.thing", List.of(stored.id())));
        assertThat(attachments.byId(RODEZ, stored.id())).isPresent();
        database.database().of(RODEZ).write(transaction -> attachments.delete(transaction, "test.thing", List.of(stored.id())));
        assertThat(attachments.byId(RODEZ, stored.id())).isEmpty();
        new FilePurge(FilesHost.in(folder), new Uploads(FilesHost.in(folder), database.database(), Intakes.seal(database, folder), FakePlugins.of("files")), database.database()).run(Instant.now().plus(Duration.ofDays(2)));
        assertThat(sealed()).isZero();
    }

    private long sealed() throws IOException {
        try (Stream<Path> files = Files.walk(folder.resolve("sealed"))) {
            return files.filter(Files::isRegularFile).count();
        }
    }

    private static Response serve(SealedAttachments attachments, FakeRequest request, FileAccess... guards) throws IOException {
        return new AttachmentRoutes(attachments, FakePlugins.of("files", (Object[]) guards)).routes().get(0).handler().handle(request);
    }

    private SealedAttachments attachments(TestDatabase database, String clamd) {
        FilesHost host = FilesHost.in(folder);
        TenantKeys keys = Intakes.keys(database, folder);
        return new SealedAttachments(host, Intakes.scanned(host, database, keys, clamd), keys, database.database(), Clock.systemUTC());
    }

    private static Attachment store(SealedAttachments attachments, String text) {
        return attachments.store(RODEZ, "test.thing", "7", form("a", text), "f", RULES).get(0);
    }

    private static void refused(SealedAttachments attachments, Form form, String key) {
        assertThatThrownBy(() -> attachments.store(RODEZ, "test.thing", "7", form, "f", RULES))
                .isInstanceOfSatisfying(Invalid.class, invalid -> assertThat(invalid.errors()).singleElement().satisfies(error -> {
                    assertThat(error.field()).isEqualTo("f");
                    assertThat(error.messageKey()).isEqualTo(key);
                }));
    }

    private static Form form(String... namesAndTexts) {
        FakeRequest request = FakeRequest.post("/");
        for (int i = 0; i < namesAndTexts.length; i += 2) {
            request.file("f", namesAndTexts[i], "text/html", namesAndTexts[i + 1].getBytes(StandardCharsets.ISO_8859_1));
        }
        return request.form();
    }

    private static Form files(org.parvis.api.route.Upload upload) throws IOException {
        try (InputStream in = upload.open()) {
            return FakeRequest.post("/").file("f", upload.fileName(), "x/y", in.readAllBytes()).form();
        }
    }
}
