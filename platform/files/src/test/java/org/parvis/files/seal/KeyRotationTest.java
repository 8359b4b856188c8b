package org.parvis.files.seal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.parvis.api.tenant.TenantId;
import org.parvis.testkit.FakeRequestSites;
import org.parvis.testkit.OnBothDatabases;
import org.parvis.testkit.TestDatabase;

/** Two nodes with a file of master keys each, and one database. */
class KeyRotationTest {
    private static final TenantId RODEZ = FakeRequestSites.RODEZ.id();
    private static final TenantId AGEN = FakeRequestSites.AGEN.id();
    private static final Instant NOW = Instant.parse("2026-06-15T08:00:00Z");

    @TempDir
    private Path folder;

    private Path file(String node) {
        return folder.resolve(node).resolve("etc/files-master.key");
    }

    /** As after a start: nothing is opened yet. */
    private TenantKeys node(TestDatabase database, String name, Instant now) {
        return new TenantKeys(database.database(), Clock.fixed(now, ZoneOffset.UTC), file(name));
    }

    private TenantKeys node(TestDatabase database, String name) {
        return node(database, name, NOW);
    }

    private void copy(String from, String to) throws IOException {
        Files.createDirectories(file(to).getParent());
        Files.copy(file(from), file(to), StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.COPY_ATTRIBUTES);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static List<String> mastersInUse(TestDatabase database) {
        return database.database().acrossTerritory("test").list("select distinct k.master from files_key k", row -> row.string("master"));
    }

    @OnBothDatabases
    void nothingIsUnderTheNewMasterKeyBeforeEveryRunningNodeHasIt(TestDatabase database) throws IOException {
        TenantKeys one = node(database, "one");
        TenantKey first = one.newest(RODEZ);
        byte[] sealed = first.seal(bytes("secret"), "x");
        String former = mastersInUse(database).get(0);
        copy("one", "two");
        TenantKeys two = node(database, "two");
        two.report();

        Rotation waiting = one.rotate(false);
        assertThat(waiting.done()).isFalse();
        assertThat(waiting.lacking()).hasSize(1);
        assertThat(mastersInUse(database)).containsExactly(former);
        // Meanwhile both work, also with what the other makes now.
        assertThat(two.byId(RODEZ, first.id()).open(sealed, "x")).isEqualTo(bytes("secret"));
        TenantKey ofAgen = one.newest(AGEN);
        assertThat(node(database, "two").byId(AGEN, ofAgen.id()).id()).isEqualTo(ofAgen.id());
        assertThat(mastersInUse(database)).containsExactly(former);
        assertThat(one.rotate(false).master()).as("the same one again").isEqualTo(waiting.master());

        copy("one", "two");
        assertThat(one.rotate(false).done()).as("two has not said so yet").isFalse();
        two.report();
        assertThat(one.rotate(false)).isEqualTo(new Rotation(waiting.master(), List.of(), 2));
        assertThat(mastersInUse(database)).containsExactly(waiting.master());
        // Who opened keys before, who reads them for the first time, and what is made from now on.
        assertThat(two.byId(RODEZ, first.id()).open(sealed, "x")).isEqualTo(bytes("secret"));
        assertThat(node(database, "two").byId(RODEZ, first.id()).open(sealed, "x")).isEqualTo(bytes("secret"));
        assertThat(two.newest(RODEZ).id()).isNotEqualTo(first.id());
        two.newest(TenantId.TERRITORY);
        assertThat(mastersInUse(database)).containsExactly(waiting.master());
    }

    @OnBothDatabases
    void aNodeThatStoppedIsNotWaitedForAndReadsOnceItHasTheFile(TestDatabase database) throws IOException {
        TenantKeys one = node(database, "one");
        TenantKey key = one.newest(RODEZ);
        copy("one", "two");
        copy("one", "three");
        node(database, "two").report();
        TenantKeys three = node(database, "three");
        three.report();
        three.leave();
        Rotation rotation = node(database, "one", NOW.plus(Duration.ofMinutes(6))).rotate(false);
        assertThat(rotation.done()).as("one was killed, one left").isTrue();
        TenantKeys again = node(database, "two");
        assertThatThrownBy(() -> again.byId(RODEZ, key.id())).isInstanceOf(IOException.class).hasMessageContaining(rotation.master()).hasMessageContaining("copy the file");
        copy("one", "two");
        assertThat(again.byId(RODEZ, key.id()).id()).as("without a restart").isEqualTo(key.id());
    }

    @OnBothDatabases
    void aNewMasterKeyThatIsLostBeforeItWasUsedIsReplacedByAnother(TestDatabase database) throws IOException {
        TenantKeys one = node(database, "one");
        TenantKey key = one.newest(RODEZ);
        copy("one", "two");
        node(database, "two").report();
        String lost = one.rotate(false).master();
        copy("two", "one");
        assertThatThrownBy(() -> one.rotate(false)).isInstanceOf(IOException.class).hasMessageContaining(lost);
        TenantKeys later = node(database, "one", NOW.plus(Duration.ofMinutes(6)));
        assertThat(later.rotate(true)).satisfies(rotation -> {
            assertThat(rotation.done()).isTrue();
            assertThat(rotation.master()).isNotEqualTo(lost);
        });
        assertThat(later.rotate(false).done()).as("nothing waits any more").isTrue();
        assertThat(node(database, "one").byId(RODEZ, key.id()).id()).isEqualTo(key.id());
    }

    @OnBothDatabases
    void theCommandGoesOnFromTheNodeThatHasTheNewKeyAlone(TestDatabase database) throws IOException {
        TenantKeys one = node(database, "one");
        one.newest(RODEZ);
        copy("one", "two");
        TenantKeys two = node(database, "two");
        two.report();
        String master = one.rotate(false).master();
        assertThatThrownBy(() -> two.rotate(false)).isInstanceOf(IOException.class).hasMessageContaining(master);
        copy("one", "two");
        one.leave();
        assertThat(two.rotate(false)).isEqualTo(new Rotation(master, List.of(), 1));
        assertThat(Files.readAllLines(file("two"))).as("no other was made").hasSize(2);
    }
}
