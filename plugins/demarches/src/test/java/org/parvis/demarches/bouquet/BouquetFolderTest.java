package org.parvis.demarches.bouquet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.parvis.demarches.DemarchesFixture.NOW;
import static org.parvis.demarches.DemarchesFixture.RODEZ;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.parvis.demarches.DemarchesFixture;
import org.parvis.demarches.Draft;
import org.parvis.demarches.Holder;
import org.parvis.demarches.procedure.PackageFiles;
import org.parvis.demarches.procedure.Texts;
import org.parvis.testkit.TestDatabase;

/** Procedures that an operator drops into the folder of a running system. */
final class BouquetFolderTest {
    @TempDir
    Path folder;

    private DemarchesFixture fixture;
    private Bouquet bouquet;
    private long moment = 1_000_000;

    @BeforeEach
    void open() {
        fixture = new DemarchesFixture(TestDatabase.derby());
        bouquet = new Bouquet(fixture.procedures, Map.of(), folder);
    }

    /** A copy of the procedure "saisine" with another text in one of its files. */
    private void drop(String file, String from, String to) throws Exception {
        Map<String, byte[]> files = DemarchesFixture.shipped().get("saisine");
        String text = new String(files.get(file), StandardCharsets.UTF_8);
        assertThat(text).contains(from);
        files.put(file, text.replace(from, to).getBytes(StandardCharsets.UTF_8));
        Path zip = folder.resolve("saisine.zip");
        Files.write(zip, PackageFiles.zipped(files));
        moment += 10_000;
        Files.setLastModifiedTime(zip, FileTime.fromMillis(moment));
        bouquet.run(NOW);
    }

    private String title(int version) {
        return fixture.procedures.version("saisine", version).title(new Texts.Wanted("fr", false));
    }

    @Test
    void aFaultyVersionIsToldBesideItsFileAndReplacesNothing() throws Exception {
        drop("workflow.yaml", "to: review, by: [case_worker, reception]", "to: nowhere, by: [case_worker]");
        assertThat(fixture.procedures.newest("saisine").orElseThrow().version()).isEqualTo(1);
        Path report = folder.resolve("saisine.zip.faults.txt");
        assertThat(report).content().contains("workflow.yaml:10 workflow.state [nowhere]");
        drop("procedure.yaml", "version: 1", "version: 2");
        assertThat(report).doesNotExist();
        assertThat(fixture.procedures.newest("saisine").orElseThrow().version()).isEqualTo(2);
    }

    @Test
    void aVersionNumberNamesOneContentForGood() throws Exception {
        drop("messages_fr.properties", "title=Écrire à la mairie", "title=Autre chose");
        assertThat(title(1)).isEqualTo("Écrire à la mairie");
        assertThat(folder.resolve("saisine.zip.faults.txt")).content().contains("changed [1]");
    }

    @Test
    void whatBeganOnAVersionStaysOnIt() throws Exception {
        fixture.offer(RODEZ, "saisine");
        Draft draft = fixture.drafts.begin(RODEZ.id(), fixture.procedures.newest("saisine").orElseThrow(), Holder.fresh(), null, false, NOW);
        drop("procedure.yaml", "version: 1", "version: 2");
        Draft later = fixture.drafts.find(RODEZ.id(), draft.id(), NOW).orElseThrow();
        assertThat(later.version()).isEqualTo(1);
        assertThat(fixture.offers.offered(RODEZ.id(), "saisine").orElseThrow().procedure().version()).isEqualTo(2);
        assertThat(title(later.version())).isEqualTo("Écrire à la mairie");
        Draft fresh = fixture.drafts.begin(RODEZ.id(), fixture.procedures.newest("saisine").orElseThrow(), Holder.fresh(), null, false, NOW);
        assertThat(fresh.version()).isEqualTo(2);
    }
}
