package org.parvis.demarches;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.parvis.api.job.Jobs;
import org.parvis.api.tenant.Site;
import org.parvis.demarches.bouquet.BouquetDesk;
import org.parvis.demarches.bouquet.Migrating;
import org.parvis.demarches.bouquet.MigrationDesk;
import org.parvis.demarches.procedure.Answers;
import org.parvis.demarches.procedure.PackageFiles;
import org.parvis.testkit.FakeRequestSites;
import org.parvis.testkit.FakeTenants;

/** What the territory does with packages, on a fixture of the plugin. */
public final class Packages {
    public static final String ANSWERS = """
            {"request": {"theme": "road", "subject": "Lampadaire", "text": "Rue du Lavoir, depuis lundi."},
             "applicant": {"kind": "person", "name": "Zoé Exemple", "email": "zoe@example.org"}}""";

    final DemarchesFixture fixture;
    public final Migrating migrating;
    public final BouquetDesk bouquet;
    public final MigrationDesk migration;
    public final List<String> jobs = new ArrayList<>();

    public Packages(DemarchesFixture fixture) {
        this.fixture = fixture;
        FakeTenants tenants = FakeTenants.of(FakeRequestSites.RODEZ, FakeRequestSites.AGEN);
        migrating = new Migrating(fixture.database.database(), fixture.procedures, tenants, fixture.audit, fixture.clock, fixture.life);
        bouquet = new BouquetDesk(fixture.database.database(), fixture.procedures, tenants, migrating);
        migration = new MigrationDesk(fixture.procedures, migrating, tenants, jobs());
        fixture.html.desk();
    }

    private Jobs jobs() {
        return new Jobs() {
            @Override
            public List<State> all() {
                return List.of();
            }

            @Override
            public List<Run> runs(String name, int limit) {
                return List.of();
            }

            @Override
            public boolean runNow(String name) {
                return jobs.add(name);
            }
        };
    }

    /** A copy of the procedure "saisine" with other texts in its files: file, from, to. */
    public static Map<String, byte[]> saisine(String... changes) {
        Map<String, byte[]> files = new TreeMap<>(DemarchesFixture.shipped().get("saisine"));
        for (int i = 0; i < changes.length; i += 3) {
            String text = new String(files.get(changes[i]), StandardCharsets.UTF_8);
            assertThat(text).as(changes[i]).contains(changes[i + 1]);
            files.put(changes[i], text.replace(changes[i + 1], changes[i + 2]).getBytes(StandardCharsets.UTF_8));
        }
        return files;
    }

    public static byte[] zip(Map<String, byte[]> files) {
        try {
            return PackageFiles.zipped(files);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    /** Installs it; it has to be without fault. */
    public void install(Map<String, byte[]> files) {
        assertThat(fixture.procedures.install(files, "folder", null).faults()).isEmpty();
    }

    /** A request that was sent on the newest version. */
    public CaseFile send(Site site, String answers) {
        Draft draft = fixture.drafts.begin(site.id(), fixture.procedures.newest("saisine").orElseThrow(), Holder.fresh(), null, false, fixture.now);
        Draft filled = fixture.drafts.save(site.id(), draft, Answers.of(answers), fixture.now);
        return fixture.cases.submit(
                site, filled, fixture.procedures.version("saisine", draft.version()), Locale.FRENCH, Cases.Origin.web(Holder.fresh(), fixture.now), code -> {});
    }

    public void later(Duration duration) {
        fixture.now = fixture.now.plus(duration);
    }
}
