package org.parvis.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.parvis.api.route.Unavailable;
import org.parvis.api.tenant.TenantId;
import org.parvis.files.seal.TenantSeal;
import org.parvis.testkit.FakeRequestSites;
import org.parvis.testkit.OnBothDatabases;
import org.parvis.testkit.TestDatabase;

class TenantSealTest {
    private static final TenantId RODEZ = FakeRequestSites.RODEZ.id();
    private static final byte[] SECRET = "12345678901234567890".getBytes(StandardCharsets.US_ASCII);

    @TempDir
    Path folder;

    private TenantSeal seal(TestDatabase database) {
        return new TenantSeal(Intakes.keys(database, folder));
    }

    @OnBothDatabases
    void aSecretOpensForItsTenantAndContextAlone(TestDatabase database) {
        TenantSeal seal = seal(database);
        String sealed = seal.seal(RODEZ, SECRET, "identity.factor 1");
        assertThat(sealed).hasSizeLessThan(200);
        assertThat(seal.isSealed(sealed)).isTrue();
        assertThat(seal.isSealed("3132333435363738393031323334353637383930")).isFalse();
        assertThat(seal(database).open(RODEZ, sealed, "identity.factor 1")).isEqualTo(SECRET);
        assertThat(seal.seal(RODEZ, SECRET, "identity.factor 1")).as("not the same twice").isNotEqualTo(sealed);
        assertThatThrownBy(() -> seal.open(RODEZ, sealed, "identity.factor 2")).isInstanceOf(IllegalArgumentException.class);
        String changed = sealed.substring(0, sealed.length() - 2) + (sealed.endsWith("AA") ? "BB" : "AA");
        assertThatThrownBy(() -> seal.open(RODEZ, changed, "identity.factor 1")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> seal.open(RODEZ, "hello", "identity.factor 1")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> seal(database).open(FakeRequestSites.AGEN.id(), sealed, "identity.factor 1")).isInstanceOf(RuntimeException.class);
    }

    @OnBothDatabases
    void afterARotationFormerSecretsOpenAndWithoutTheMasterKeyNoneDoes(TestDatabase database) throws IOException {
        String sealed = seal(database).seal(RODEZ, SECRET, "x");
        Intakes.keys(database, folder).rotate(false);
        assertThat(seal(database).open(RODEZ, sealed, "x")).isEqualTo(SECRET);
        Files.delete(folder.resolve("etc/files-master.key"));
        TenantSeal without = seal(database);
        assertThatThrownBy(() -> without.open(RODEZ, sealed, "x")).isInstanceOf(Unavailable.class);
        assertThatThrownBy(() -> without.seal(RODEZ, SECRET, "x")).isInstanceOf(Unavailable.class);
    }
}
