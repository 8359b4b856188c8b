package org.parvis.files;

import java.nio.file.Path;
import java.time.Clock;
import org.parvis.api.data.Seal;
import org.parvis.files.scan.VirusScan;
import org.parvis.files.seal.TenantKeys;
import org.parvis.files.seal.TenantSeal;
import org.parvis.testkit.TestDatabase;

/** Ways in, with and without a virus scanner. */
final class Intakes {
    private Intakes() {}

    static Intake without(FilesHost host, TestDatabase database, Path folder) {
        return scanned(host, database, keys(database, folder), "");
    }

    static Intake scanned(FilesHost host, TestDatabase database, TenantKeys keys, String clamd) {
        return new Intake(host, new VirusScan(clamd), keys, database.database(), Clock.systemUTC());
    }

    static Seal seal(TestDatabase database, Path folder) {
        return new TenantSeal(keys(database, folder));
    }

    static TenantKeys keys(TestDatabase database, Path folder) {
        return new TenantKeys(database.database(), Clock.systemUTC(), folder.resolve("etc/files-master.key"));
    }
}
