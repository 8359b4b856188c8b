package org.parvis.demarches.sheet;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.parvis.demarches.DemarchesFixture.RODEZ;
import static org.parvis.demarches.DemarchesFixture.answer;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.parvis.demarches.DemarchesFixture;
import org.parvis.demarches.Offer;
import org.parvis.testkit.FakeRequest;
import org.parvis.testkit.FakeRequestSites;
import org.parvis.testkit.OnBothDatabases;
import org.parvis.testkit.TestDatabase;

/** Sheets of service-public.fr: dropped, refused, shown with what the commune adds. */
final class StateSheetTest {
    private static final String LETTER_BOX = """
            id: boite-aux-lettres
            version: 1
            kind: sheet
            sheet: F90001
            category: living
            audience: [person]
            authority: agent
            channels: [counter]
            law:
              - text: Code d’essai
            """;
    private static final String WORDS = "title=Boîte aux lettres\nsummary=Ce que dit l’État.\nwho=Tout le monde.\nduration=Variable.\ncost=Gratuit.\n";

    @TempDir
    Path folder;

    private DemarchesFixture fixture;
    private SheetFolder job;

    private void open(TestDatabase database) throws Exception {
        fixture = new DemarchesFixture(database);
        job = new SheetFolder(fixture.sheets, folder);
        Map<String, byte[]> files = new HashMap<>();
        files.put("procedure.yaml", LETTER_BOX.getBytes(UTF_8));
        files.put("messages_fr.properties", WORDS.getBytes(UTF_8));
        files.put("messages_en.properties", WORDS.getBytes(UTF_8));
        assertThat(fixture.procedures.install(files, "folder", null).faults()).isEmpty();
    }

    private void drop(String name, String text) throws Exception {
        Files.createDirectories(folder.resolve(name).getParent());
        Files.writeString(folder.resolve(name), text);
        job.run(fixture.now);
    }

    private String page() throws Exception {
        return fixture.page(answer(fixture.catalogue, "GET", "/teleservices/{procedure}", FakeRequest.get("/").with("procedure", "boite-aux-lettres")));
    }

    private String desk() throws Exception {
        SheetDesk desk = new SheetDesk(fixture.sheets, fixture.procedures);
        FakeRequest request = FakeRequest.get("/").on(FakeRequestSites.TERRITORY).as(FakeRequestSites.operator());
        return fixture.html.html(answer(desk, "GET", "/demarches-fiches", request), FakeRequestSites.TERRITORY);
    }

    private static String sample() throws Exception {
        return Files.readString(Path.of("src/test/resources/service-public/F90001.xml"));
    }

    @OnBothDatabases
    void isShownWithTheContactAndTheProcedureOfTheCommune(TestDatabase database) throws Exception {
        open(database);
        fixture.offer(RODEZ, "saisine");
        fixture.offers.save(RODEZ.id(), DemarchesFixture.WORKER, new Offer(
                "boite-aux-lettres", true, Map.of("email", "urbanisme@example.org", "local", "saisine", "more.fr", "Le modèle est au choix."), 0));
        assertThat(page()).contains("Lire la fiche sur service-public.fr", "https://www.service-public.fr/particuliers/vosdroits/F90001").doesNotContain("En ville");
        drop("particuliers/F90001.xml", sample());
        assertThat(page()).contains(
                "<h3>En ville</h3>", "modifiée le 2 mars 2026", "urbanisme@example.org", "href=\"/teleservices/saisine\"", "Le modèle est au choix.");
    }

    @OnBothDatabases
    void isRenewedWhenItsFileChangesAndKeptWhenTheNewOneIsFaulty(TestDatabase database) throws Exception {
        open(database);
        fixture.offer(RODEZ, "boite-aux-lettres");
        drop("F90001.xml", sample());
        drop("menu.xml", "<Menu/>");
        drop("new/F90001.xml", sample().replace("En ville", "À la ville"));
        assertThat(page()).contains("À la ville");
        drop("bad/F90001.xml", sample().replace("</Publication>", ""));
        assertThat(page()).contains("À la ville");
        fixture.html.desk();
        assertThat(desk()).contains("Poser une boîte aux lettres", "bad/F90001.xml", "Ce n’est pas du XML bien formé", "1 fiche").doesNotContain("menu.xml");
        Files.delete(folder.resolve("bad/F90001.xml"));
        job.run(fixture.now);
        assertThat(desk()).doesNotContain("bad/F90001.xml");
    }

    @OnBothDatabases
    void isMissedByTheOperatorWhenAProcedureShowsItAndItIsNotThere(TestDatabase database) throws Exception {
        open(database);
        fixture.html.desk();
        assertThat(desk()).contains("F90001", "qui ne sont pas encore là", "Aucune fiche n’a été déposée");
    }
}
