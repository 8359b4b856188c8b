package org.parvis.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.parvis.api.data.Ids;
import org.parvis.api.file.Attachment;
import org.parvis.api.file.FileRules;
import org.parvis.api.file.Files.StoredFile;
import org.parvis.api.file.Image;
import org.parvis.api.route.NotFound;
import org.parvis.api.route.Response;
import org.parvis.api.route.Routes;
import org.parvis.api.route.Unavailable;
import org.parvis.api.tenant.TenantId;
import org.parvis.files.store.Shelf;
import org.parvis.files.store.ShelfCopy;
import org.parvis.files.store.StoreAway;
import org.parvis.files.upload.Uploads;
import org.parvis.testkit.FakePlugins;
import org.parvis.testkit.FakeRequest;
import org.parvis.testkit.FakeRequestSites;
import org.parvis.testkit.Pages;
import org.parvis.testkit.TestDatabase;

/** The store in a bucket of a foreign server. */
class S3StoreTest {
    private static final TenantId RODEZ = FakeRequestSites.RODEZ.id();
    private static final List<String> TEXT = List.of("text/plain");
    private static final FileRules RULES = new FileRules(List.of("application/pdf"), 100L << 20, 1);

    private static final String SECRET = "parvis-secret";

    @TempDir
    private static Path servers;

    private static RealS3 server;

    @TempDir
    private Path folder;

    private final String bucket = "b" + Ids.next();
    private Path objects;
    private TestDatabase database;

    @BeforeAll
    static void start() throws IOException {
        server = RealS3.start(servers);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @BeforeEach
    void open() throws IOException {
        objects = server.bucket(bucket);
        database = TestDatabase.derby();
    }

    private FilesHost host() {
        return FilesHost.with(folder.resolve("node"), server.settings(bucket, SECRET));
    }

    private StoredFiles files(FilesHost host) {
        return new StoredFiles(host, Intakes.without(host, database, folder), Intakes.keys(database, folder), database.database(), Clock.systemUTC());
    }

    private SealedAttachments attachments(FilesHost host) {
        return new SealedAttachments(host, Intakes.without(host, database, folder), Intakes.keys(database, folder), database.database(), Clock.systemUTC());
    }

    private StoredImages images(FilesHost host) {
        return new StoredImages(host, Intakes.without(host, database, folder), database.database(), Clock.systemUTC());
    }

    private static byte[] pdf(int size) {
        byte[] bytes = new byte[size];
        new Random(7).nextBytes(bytes);
        byte[] head = "%PDF-1.7\n".getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(head, 0, bytes, 0, head.length);
        return bytes;
    }

    private List<Path> inBucket() throws IOException {
        try (Stream<Path> all = Files.walk(objects)) {
            return all.filter(Files::isRegularFile).toList();
        }
    }

    @Test
    void aLargePrivateFileGoesInPartsEncryptedAndAnyRangeOfItComesBack() throws IOException {
        byte[] bytes = pdf(40 << 20);
        SealedAttachments attachments = attachments(host());
        Attachment stored = attachments.store(
                RODEZ, "permits.request", "1", FakeRequest.post("/").file("f", "plan.pdf", "application/pdf", bytes).form(), "f", RULES).get(0);
        try (InputStream in = attachments.open(RODEZ, stored)) {
            assertThat(in.readAllBytes()).isEqualTo(bytes);
        }
        try (SeekableByteChannel channel = attachments.channel(RODEZ, stored.id())) {
            ByteBuffer some = ByteBuffer.allocate(1000);
            channel.position(33_000_001);
            while (some.hasRemaining()) {
                channel.read(some);
            }
            assertThat(some.array()).isEqualTo(Arrays.copyOfRange(bytes, 33_000_001, 33_001_001));
        }
        assertThat(inBucket()).singleElement().satisfies(object -> {
            assertThat(object.toString()).contains("/sealed/");
            assertThat(Files.size(object)).isGreaterThan(40 << 20);
            assertThat(new String(Files.readAllBytes(object), StandardCharsets.ISO_8859_1)).doesNotContain("%PDF-1.7");
        });
        assertThat(folder.resolve("node/sealed")).doesNotExist();
    }

    @Test
    void picturesAndPublicFilesAreServedFromTheBucket() throws Exception {
        FilesHost host = host();
        StoredFiles files = files(host);
        StoredFile file = files.store(RODEZ, "f", Samples.sent("a.txt", "0123456789"), TEXT);
        FileRoutes routes = new FileRoutes(files, FakePlugins.of("files"), database.database());
        Response response = routes.routes().get(0).handler().handle(FakeRequest.get("/").with("id", file.id()).with("name", "a.txt").on(FakeRequestSites.RODEZ));
        Response.RangeWriter writer = (Response.RangeWriter) ((Response.Stream) response.content()).writer();
        ByteArrayOutputStream part = new ByteArrayOutputStream();
        writer.writeTo(part, 3, 4);
        assertThat(part).hasToString("3456");
        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        writer.writeTo(whole);
        assertThat(whole).hasToString("0123456789");

        StoredImages images = images(host);
        Image image = images.store(RODEZ, "a.jpg", Samples.jpeg(500, 250), "x");
        assertThat(images.read(RODEZ, image.id(), 400).orElseThrow()).startsWith((byte) 0xFF, (byte) 0xD8);
        assertThat(images.store(RODEZ, "a.jpg", Samples.jpeg(500, 250), "y").width()).as("made once").isEqualTo(500);
    }

    @Test
    void whatNothingRefersToGoesAfterADay() throws IOException {
        FilesHost host = host();
        StoredFile kept = files(host).store(RODEZ, "f", Samples.sent("a.txt", "kept"), TEXT);
        images(host).store(RODEZ, "a.jpg", Samples.jpeg(90, 60), "x");
        database.database().of(RODEZ).write(transaction -> transaction.execute("delete from files_image i where i.tenant_id = :tenant"));
        FilePurge purge = new FilePurge(host, new Uploads(host, database.database(), Intakes.seal(database, folder), FakePlugins.of("files")), database.database());
        purge.run(Instant.now());
        assertThat(inBucket()).as("young").hasSizeGreaterThan(1);
        purge.run(Instant.now().plus(Duration.ofDays(2)));
        assertThat(inBucket()).hasSize(1);
        assertThat(files(host).open(RODEZ, kept)).hasContent("kept");
    }

    @Test
    void aStoreThatIsAwayOrRefusesUsIsSaidAndLeavesNoRow() throws Exception {
        FilesHost refused = FilesHost.with(folder.resolve("node"), server.settings(bucket, "wrong"));
        assertThatThrownBy(() -> files(refused).store(RODEZ, "f", Samples.sent("b.txt", "y"), TEXT))
                .isInstanceOfSatisfying(Unavailable.class, away -> assertThat(away.messageKey()).isEqualTo("files.store.away"));
        assertThatThrownBy(() -> refused.store().shelf().size("content/x")).isInstanceOf(StoreAway.class).hasMessageContaining("403", "127.0.0.1");
        Map<String, Object> silent = server.settings(bucket, SECRET);
        // Nobody listens at the discard port.
        silent.put("s3.endpoint", "http://127.0.0.1:9");
        FilesHost host = FilesHost.with(folder.resolve("node"), silent);
        StoredFile file = files(host()).store(RODEZ, "f", Samples.sent("a.txt", "x"), TEXT);
        assertThatThrownBy(() -> files(host).store(RODEZ, "f", Samples.sent("b.txt", "y"), TEXT))
                .isInstanceOfSatisfying(Unavailable.class, away -> assertThat(away.status()).isEqualTo(503));
        assertThat(database.database().of(RODEZ).count("select count(*) from files_file f where f.tenant_id = :tenant")).isEqualTo(1);
    }

    private static Response serve(Routes routes, String id, String last, String lastValue) throws Exception {
        return routes.routes().get(0).handler().handle(FakeRequest.get("/").with("id", id).with(last, lastValue).on(FakeRequestSites.RODEZ));
    }

    private static byte[] body(Response response) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ((Response.Stream) response.content()).writer().writeTo(out);
        return out.toByteArray();
    }

    /** The front servlet makes a page of it as long as nothing was written. */
    private static void unavailableBeforeTheFirstByte(Response response) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        assertThatThrownBy(() -> ((Response.Stream) response.content()).writer().writeTo(out))
                .isInstanceOfSatisfying(Unavailable.class, away -> assertThat(away.messageKey()).isEqualTo("files.store.away"));
        assertThat(out.size()).isZero();
    }

    @Test
    void whoeverReadsWhileTheStoreIsAwayIsToldSo() throws Exception {
        FilesHost there = host();
        StoredFile open = files(there).store(RODEZ, "f", Samples.sent("a.txt", "x"), TEXT);
        StoredFile guarded = files(there).store(RODEZ, "notices.notice", "f", Samples.sent("a.txt", "x"), TEXT);
        Attachment attachment = attachments(there).store(
                RODEZ, "permits.request", "1", FakeRequest.post("/").file("f", "plan.pdf", "application/pdf", pdf(100)).form(), "f", RULES).get(0);
        Image image = images(there).store(RODEZ, "a.jpg", Samples.jpeg(500, 250), "x");
        FilesHost away;
        try (CountingTunnel tunnel = CountingTunnel.to(server.port())) {
            away = FilesHost.with(folder.resolve("node"), server.settings(bucket, SECRET, tunnel.port()));
            FakePlugins guards = FakePlugins.of("files", Guards.file("notices.notice"), Guards.attachment("permits.request"));
            Routes files = new FileRoutes(files(away), guards, database.database());
            Routes attachments = new AttachmentRoutes(attachments(away), guards);
            Routes images = new ImageRoutes(away, images(away), guards, Pages.of("files").themes());
            assertThat(body(serve(files, open.id(), "name", "a"))).asString().isEqualTo("x");
            tunnel.cut();
            unavailableBeforeTheFirstByte(serve(files, open.id(), "name", "a"));
            unavailableBeforeTheFirstByte(serve(files, guarded.id(), "name", "a"));
            unavailableBeforeTheFirstByte(serve(attachments, attachment.id(), "name", "a"));
            unavailableBeforeTheFirstByte(serve(images, image.id(), "file", "400.jpg"));
        }
    }

    @Test
    void aPictureCostsOneRequestAndItsLengthIsKnownFromTheSecondOn() throws Exception {
        Image image = images(host()).store(RODEZ, "a.jpg", Samples.jpeg(500, 250), "x");
        try (CountingTunnel tunnel = CountingTunnel.to(server.port())) {
            FilesHost host = FilesHost.with(folder.resolve("node"), server.settings(bucket, SECRET, tunnel.port()));
            Routes routes = new ImageRoutes(host, images(host), FakePlugins.of("files"), Pages.of("files").themes());
            Response first = serve(routes, image.id(), "file", "400.jpg");
            byte[] bytes = body(first);
            assertThat(((Response.Stream) first.content()).length()).isEqualTo(-1);
            assertThat(tunnel.requests()).isEqualTo(1);
            Response second = serve(routes, image.id(), "file", "400.jpg");
            assertThat(((Response.Stream) second.content()).length()).isEqualTo(bytes.length);
            assertThat(body(second)).isEqualTo(bytes);
            assertThat(tunnel.requests()).isEqualTo(2);
            assertThatThrownBy(() -> serve(routes, image.id(), "file", "999.jpg")).isInstanceOf(NotFound.class);
            assertThat(tunnel.requests()).as("a variant that was never made is not asked for").isEqualTo(2);
        }
    }

    @Test
    void aConfigurationThatLacksSomethingIsRefusedWithItsName() {
        Map<String, Object> settings = server.settings(bucket, SECRET);
        settings.remove("s3.secretKey");
        assertThatThrownBy(() -> FilesHost.with(folder, settings)).isInstanceOf(IllegalArgumentException.class).hasMessageContaining("s3.secretKey");
        assertThatThrownBy(() -> FilesHost.with(folder, Map.of("store", "s3"))).hasMessageContaining("s3.bucket");
        assertThatThrownBy(() -> FilesHost.with(folder, Map.of("store", "S4"))).hasMessageContaining("folder or s3");
    }

    @Test
    void filesMoveToTheBucketAndBackWhateverWasCopiedBefore() throws IOException {
        Path node = folder.resolve("node");
        StoredFiles before = files(FilesHost.in(node));
        StoredFile one = before.store(RODEZ, "f", Samples.sent("a.txt", "one"), TEXT);
        FilesHost host = host();
        try (Shelf from = host.inFolder(); Shelf to = host.inBucket().orElseThrow()) {
            assertThat(new ShelfCopy(from, to).run()).isEqualTo(new ShelfCopy.Done(1, 3, 0, List.of()));
            StoredFile two = before.store(RODEZ, "f", Samples.sent("b.txt", "two!"), TEXT);
            assertThat(new ShelfCopy(from, to).run()).as("goes on").isEqualTo(new ShelfCopy.Done(1, 4, 1, List.of()));
            assertThat(files(host).open(RODEZ, one)).hasContent("one");
            assertThat(files(host).open(RODEZ, two)).hasContent("two!");
            // A disk that lost a bit.
            StoredFile bad = before.store(RODEZ, "f", Samples.sent("c.txt", "three"), TEXT);
            Path content = node.resolve(ContentStore.content(before.row(RODEZ, bad.id()).orElseThrow().place().content()));
            Files.writeString(content, "thrEe");
            assertThat(new ShelfCopy(from, to).run().damaged()).containsExactly(node.relativize(content).toString());
            assertThatThrownBy(() -> to.open(node.relativize(content).toString())).isInstanceOf(NoSuchFileException.class);
            FilesHost other = FilesHost.in(folder.resolve("other"));
            assertThat(new ShelfCopy(to, other.inFolder()).run().copied()).isEqualTo(2);
            assertThat(files(other).open(RODEZ, two)).hasContent("two!");
        }
    }
}
