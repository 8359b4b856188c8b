package org.parvis.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.io.TempDir;
import org.parvis.api.file.Attachment;
import org.parvis.api.file.FileRules;
import org.parvis.api.route.Form;
import org.parvis.api.route.Invalid;
import org.parvis.api.route.Unavailable;
import org.parvis.api.tenant.TenantId;
import org.parvis.files.seal.TenantKeys;
import org.parvis.testkit.FakeRequest;
import org.parvis.testkit.FakeRequestSites;
import org.parvis.testkit.OnBothDatabases;
import org.parvis.testkit.TestDatabase;

/** Files on their way past ClamAV's own daemon. */
class RealClamdTest {
    private static final TenantId RODEZ = FakeRequestSites.RODEZ.id();
    private static final String ODT = "application/vnd.oasis.opendocument.text";
    private static final FileRules RULES = new FileRules(List.of("text/plain", ODT), 4 << 20, 2);
    private static final int MOST = 1 << 20;

    @TempDir
    private Path folder;

    @OnBothDatabases
    void theTestVirusIsRefusedAndHeldAlsoInADocumentWhatIsCleanPassesAndADeadDaemonLetsNothingThrough(TestDatabase database) throws IOException {
        Optional<Path> program = RealClamd.program();
        assumeTrue(program.isPresent(), "clamd is not installed (Debian: clamav-daemon)");
        byte[] virus = FakeClamd.EICAR.getBytes(StandardCharsets.US_ASCII);
        SealedAttachments attachments;
        try (RealClamd clamd = RealClamd.start(program.get(), Files.createDirectory(folder.resolve("clamd")), MOST)) {
            attachments = attachments(database, clamd.address());
            Attachment stored = store(attachments, "Un courrier sans rien.".getBytes(StandardCharsets.UTF_8));
            assertThat(attachments.open(RODEZ, stored)).hasContent("Un courrier sans rien.");
            assertThat(store(attachments, letter("Un courrier sans rien.".getBytes(StandardCharsets.UTF_8))).type()).isEqualTo(ODT);
            refused(attachments, virus, "files.scan.infected");
            refused(attachments, letter(virus), "files.scan.infected");
            refused(attachments, "a".repeat(2 * MOST).getBytes(StandardCharsets.US_ASCII), "files.scan.large");
        }
        assertThat(database.database().of(RODEZ).list(
                "select q.finding from files_quarantine q where q.tenant_id = :tenant", row -> row.string("finding")))
                .containsExactly(RealClamd.FINDING, RealClamd.FINDING);
        assertThatThrownBy(() -> store(attachments, "Un autre.".getBytes(StandardCharsets.UTF_8))).isInstanceOfSatisfying(
                Unavailable.class, away -> assertThat(away.messageKey()).isEqualTo("files.scan.away"));
        assertThat(attachments.of(RODEZ, "test.thing", "7")).hasSize(2);
        assertThat(plainOnDisk()).doesNotContain("EICAR");
    }

    /** All that lies in the store's folders, one after the other. */
    private String plainOnDisk() throws IOException {
        StringBuilder all = new StringBuilder();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                all.append(Files.readString(file, StandardCharsets.ISO_8859_1));
            }
        }
        return all.toString();
    }

    /** A document of a word processor (OpenDocument 1.3, part 2, 3.3: its type comes first) with a file in it. */
    private static byte[] letter(byte[] content) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            byte[] type = ODT.getBytes(StandardCharsets.US_ASCII);
            CRC32 sum = new CRC32();
            sum.update(type);
            ZipEntry first = new ZipEntry("mimetype");
            first.setMethod(ZipEntry.STORED);
            first.setSize(type.length);
            first.setCrc(sum.getValue());
            zip.putNextEntry(first);
            zip.write(type);
            zip.putNextEntry(new ZipEntry("Object 1"));
            zip.write(content);
        }
        return bytes.toByteArray();
    }

    private SealedAttachments attachments(TestDatabase database, String clamd) {
        FilesHost host = FilesHost.in(folder.resolve("store"));
        TenantKeys keys = Intakes.keys(database, folder);
        return new SealedAttachments(host, Intakes.scanned(host, database, keys, clamd), keys, database.database(), Clock.systemUTC());
    }

    private static Attachment store(SealedAttachments attachments, byte[] bytes) {
        return attachments.store(RODEZ, "test.thing", "7", form(bytes), "f", RULES).get(0);
    }

    private static void refused(SealedAttachments attachments, byte[] bytes, String key) {
        assertThatThrownBy(() -> attachments.store(RODEZ, "test.thing", "7", form(bytes), "f", RULES))
                .isInstanceOfSatisfying(Invalid.class, invalid -> assertThat(invalid.errors()).singleElement()
                        .satisfies(error -> assertThat(error.messageKey()).isEqualTo(key)));
    }

    private static Form form(byte[] bytes) {
        return FakeRequest.post("/").file("f", "courrier", "text/plain", bytes).form();
    }
}
