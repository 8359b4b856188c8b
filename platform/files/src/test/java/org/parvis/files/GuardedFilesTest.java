package org.parvis.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.parvis.api.data.Reader;
import org.parvis.api.file.FileGuard;
import org.parvis.api.file.Files.StoredFile;
import org.parvis.api.identity.Role;
import org.parvis.api.route.NotFound;
import org.parvis.api.route.Request;
import org.parvis.api.route.Response;
import org.parvis.api.tenant.Site;
import org.parvis.api.tenant.TenantId;
import org.parvis.testkit.FakePlugins;
import org.parvis.testkit.FakeRequest;
import org.parvis.testkit.FakeRequestSites;
import org.parvis.testkit.OnBothDatabases;
import org.parvis.testkit.TestDatabase;

/** Files that are public only as long as what they belong to is. */
class GuardedFilesTest {
    private static final TenantId RODEZ = FakeRequestSites.RODEZ.id();
    private static final TenantId AGEN = FakeRequestSites.AGEN.id();
    private static final List<String> PDF = List.of("application/pdf");

    @TempDir
    private Path folder;

    /** Notices that are posted one after another. */
    private static final class Notices implements FileGuard {
        private final Set<String> posted = new HashSet<>();
        private final Set<String> owned = new HashSet<>();

        @Override
        public String kind() {
            return "notices.notice";
        }

        @Override
        public boolean mayRead(Request request, StoredFile file) {
            return request.agent().isPresent() || posted.contains(file.id());
        }

        @Override
        public boolean owns(Reader data, StoredFile file) {
            return owned.contains(file.id());
        }
    }

    private final Notices notices = new Notices();

    private StoredFiles files(TestDatabase database) {
        FilesHost host = FilesHost.in(folder);
        return new StoredFiles(host, Intakes.without(host, database, folder), Intakes.keys(database, folder), database.database(), Clock.systemUTC());
    }

    private Response read(TestDatabase database, FakePlugins plugins, StoredFile file, FakeRequest request) throws Exception {
        return read(database, plugins, file, request, FakeRequestSites.RODEZ);
    }

    private Response read(TestDatabase database, FakePlugins plugins, StoredFile file, FakeRequest request, Site site) throws Exception {
        FileRoutes routes = new FileRoutes(files(database), plugins, database.database());
        return routes.routes().get(0).handler().handle(request.with("id", file.id()).with("name", "a.pdf").on(site));
    }

    @OnBothDatabases
    void aGuardedFileIsThereForThoseWhomItsGuardLetsIn(TestDatabase database) throws Exception {
        FakePlugins plugins = FakePlugins.of("notices", notices);
        StoredFile draft = files(database).store(RODEZ, "notices.notice", "document", Samples.sent("a.pdf", "%PDF-1.7 secret"), PDF);
        assertThatThrownBy(() -> read(database, plugins, draft, FakeRequest.get(draft.path()))).isInstanceOf(NotFound.class);
        assertThat(read(database, plugins, draft, FakeRequest.get("/").as(FakeRequestSites.agent(Role.EDITOR, FakeRequestSites.RODEZ))).status()).isEqualTo(200);
        notices.posted.add(draft.id());
        Response posted = read(database, plugins, draft, FakeRequest.get(draft.path()));
        assertThat(posted.status()).isEqualTo(200);
        notices.posted.clear();
        assertThatThrownBy(() -> read(database, plugins, draft, FakeRequest.get(draft.path()).header("If-None-Match", posted.headers().get("ETag"))))
                .as("nor is a browser told that what it has is still it").isInstanceOf(NotFound.class);
    }

    @OnBothDatabases
    void aGuardedFileLiesEncryptedAndAnyPartOfItIsRead(TestDatabase database) throws Exception {
        StoredFiles files = files(database);
        StoredFile draft = files.store(RODEZ, "notices.notice", "document", Samples.sent("a.pdf", "%PDF-1.7 the secret of Rodez"), PDF);
        assertThat(draft.size()).isEqualTo(28);
        assertThat(onDisk()).hasSize(1).allSatisfy(file -> {
            assertThat(file).asString().contains("/sealed/");
            assertThat(Files.readString(file, StandardCharsets.ISO_8859_1)).doesNotContain("secret");
        });
        assertThat(files.open(RODEZ, draft)).hasContent("%PDF-1.7 the secret of Rodez");
        notices.posted.add(draft.id());
        Response served = read(database, FakePlugins.of("notices", notices), draft, FakeRequest.get(draft.path()));
        ByteArrayOutputStream part = new ByteArrayOutputStream();
        ((Response.RangeWriter) ((Response.Stream) served.content()).writer()).writeTo(part, 13, 6);
        assertThat(part).hasToString("secret");
    }

    @OnBothDatabases
    void aGuardedFileThatIsSharedIsEncryptedForTheOtherTenant(TestDatabase database) throws Exception {
        StoredFiles files = files(database);
        StoredFile draft = files.store(RODEZ, "notices.notice", "document", Samples.sent("a.pdf", "%PDF-1.7 secret"), PDF);
        StoredFile shared = files.share(RODEZ, draft.id(), AGEN);
        assertThat(files.share(RODEZ, draft.id(), AGEN)).as("once").isEqualTo(shared);
        database.database().of(RODEZ).write(transaction -> transaction.execute("delete from files_key k where k.tenant_id = :tenant"));
        assertThat(files(database).open(AGEN, shared)).hasContent("%PDF-1.7 secret");
        assertThat(onDisk()).hasSize(2);
        assertThatThrownBy(() -> read(database, FakePlugins.of("notices", notices), shared, FakeRequest.get(shared.path()), FakeRequestSites.AGEN))
                .isInstanceOf(NotFound.class);
    }

    @OnBothDatabases
    void theOtherFileAtTheSameAddressIsEncryptedToo(TestDatabase database) throws Exception {
        StoredFiles files = files(database);
        StoredFile draft = files.store(RODEZ, "notices.notice", "document", Samples.sent("a.pdf", "%PDF-1.7 secret"), PDF);
        files.replace(RODEZ, draft.id(), "document", Samples.sent("b.pdf", "%PDF-1.7 another secret"));
        assertThat(files.open(RODEZ, draft)).hasContent("%PDF-1.7 another secret");
        assertThat(onDisk()).allSatisfy(file -> assertThat(Files.readString(file, StandardCharsets.ISO_8859_1)).doesNotContain("secret"));
    }

    @OnBothDatabases
    void whatIsGuardedAndLiesAsItCameIsEncryptedOnDemand(TestDatabase database) throws Exception {
        StoredFiles files = files(database);
        StoredFile open = files.store(RODEZ, "document", Samples.sent("o.pdf", "%PDF-1.7 for all"), PDF);
        StoredFile chosen = files.store(RODEZ, "document", Samples.sent("c.pdf", "%PDF-1.7 secret one"), PDF);
        StoredFile former = files.store(AGEN, "document", Samples.sent("f.pdf", "%PDF-1.7 secret two"), PDF);
        StoredFile lost = files.store(AGEN, "document", Samples.sent("l.pdf", "%PDF-1.7 secret three"), PDF);
        notices.owned.add(chosen.id());
        database.database().of(AGEN).write(transaction -> transaction.execute("update files_file f set kind = 'notices.notice' where f.tenant_id = :tenant"));
        Files.delete(onDisk().stream().filter(file -> reads(file, "three")).findFirst().orElseThrow());
        ClearFiles clear = new ClearFiles(files, database.database(), FakePlugins.of("notices", notices));
        assertThat(clear.seal()).isEqualTo(new ClearFiles.Outcome(2, 1, List.of(lost.id())));
        assertThat(files.open(RODEZ, chosen)).hasContent("%PDF-1.7 secret one");
        assertThat(files.open(AGEN, former)).hasContent("%PDF-1.7 secret two");
        assertThat(files.open(RODEZ, open)).hasContent("%PDF-1.7 for all");
        assertThat(onDisk().stream().filter(file -> file.toString().contains("/sealed/"))).hasSize(2).noneMatch(file -> reads(file, "secret"));
        assertThat(new FileTable(database.database()).contents()).as("what lay there goes with the purge").hasSize(4);
        assertThat(clear.seal()).as("nothing more to do").isEqualTo(new ClearFiles.Outcome(0, 1, List.of(lost.id())));
    }

    private static boolean reads(Path file, String word) {
        try {
            return Files.readString(file, StandardCharsets.ISO_8859_1).contains(word);
        } catch (IOException unreadable) {
            throw new AssertionError(unreadable);
        }
    }

    private List<Path> onDisk() throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(Files::isRegularFile).filter(file -> !file.startsWith(folder.resolve("etc"))).toList();
        }
    }

    @OnBothDatabases
    void aKindThatNobodyGuardsIsServedToNobody(TestDatabase database) {
        StoredFile orphan = files(database).store(RODEZ, "gone.thing", "document", Samples.sent("a.pdf", "%PDF-1.7 secret"), PDF);
        notices.posted.add(orphan.id());
        assertThatThrownBy(() -> read(database, FakePlugins.of("notices", notices), orphan, FakeRequest.get(orphan.path()))).isInstanceOf(NotFound.class);
    }

    @OnBothDatabases
    void aFileWithoutAKindIsPublicUnlessSomebodyOwnsIt(TestDatabase database) throws Exception {
        FakePlugins plugins = FakePlugins.of("notices", notices);
        StoredFile file = files(database).store(RODEZ, "document", Samples.sent("a.pdf", "%PDF-1.7 open"), PDF);
        assertThat(read(database, plugins, file, FakeRequest.get(file.path())).status()).isEqualTo(200);
        notices.owned.add(file.id());
        assertThatThrownBy(() -> read(database, plugins, file, FakeRequest.get(file.path()))).isInstanceOf(NotFound.class);
    }
}
