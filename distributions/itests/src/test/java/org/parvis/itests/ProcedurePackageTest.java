package org.parvis.itests;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.FilePayload;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.parvis.testkit.server.Parvis;
import org.parvis.testkit.server.Server;

/** The operator sends a new version while a file is in flight and moves it; the commune sees what changed beside its own words. */
@Parvis
@ExtendWith(Browsers.Extension.class)
class ProcedurePackageTest {
    private static final Path PICTURES = Path.of(System.getProperty("parvis.pictures", "target/pictures"));
    private static final Path SAISINE = Path.of("../../plugins/demarches/src/main/resources/plugin/procedures/saisine");
    private static final Path SHEET = Path.of("../../plugins/demarches/src/test/resources/service-public/F90001.xml");
    private static final String COMMUNE = "agen-d-aveyron";
    private static final String BOUQUET = "/bureau/territoire/demarches-bouquet";
    /** This file, and those that other tests left open. */
    private static final Pattern MOVED = Pattern.compile("\\b(\\d+)\\sdéplacés?, aucun resté, sur\\s\\1\\b");

    private static void checked(Page page, String name) {
        for (int width : List.of(360, 1280)) {
            page.setViewportSize(width, 900);
            page.screenshot(new Page.ScreenshotOptions().setPath(PICTURES.resolve("paquet-" + name + "-" + width + ".png")).setFullPage(true));
            assertThat(PageChecks.sideways(page)).as(name).isEmpty();
        }
        assertThat(PageChecks.axe(page)).as(name).isEmpty();
    }

    /** The procedure "saisine" as its next version, with another summary. */
    private static FilePayload next(String workflow) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(out); Stream<Path> all = Files.walk(SAISINE)) {
            for (Path file : all.filter(Files::isRegularFile).toList()) {
                String text = Files.readString(file)
                        .replaceFirst("(?m)^version: 3$", "version: 4")
                        .replaceFirst("(?m)^summary=", "summary=Nouveau\u00a0: ")
                        .replace("initial: received", "initial: " + workflow);
                zip.putNextEntry(new ZipEntry(SAISINE.relativize(file).toString()));
                zip.write(text.getBytes(StandardCharsets.UTF_8));
            }
        }
        return new FilePayload("saisine.zip", "application/zip", out.toByteArray());
    }

    private static void enter(Page desk, Server server) {
        desk.navigate(server.territory("/bureau/" + COMMUNE + "/demarches-saisir/saisine").toString());
        desk.locator("label:has-text('Par courrier')").first().click();
        desk.locator("label:has-text('Voirie')").click();
        desk.locator("[id='f-request.subject']").fill("Une haie");
        desk.locator("[id='f-request.text']").fill("Elle cache le panneau du carrefour.");
        desk.locator("label:has-text('Vous-même')").click();
        desk.locator("[id='f-applicant.name']").fill("Ali Exemple");
        desk.locator("main form button:has-text('Enregistrer la demande')").click();
        assertThat(desk.locator("h1").textContent()).contains("La demande est enregistrée");
    }

    @Test
    void isSentMovesFilesAndKeepsTheWordsOfACommune(Server server, Browsers browsers) throws Exception {
        Page secretary = browsers.signedIn(server, Browsers.SECRETARY);
        enter(secretary, server);
        secretary.navigate(server.territory("/bureau/" + COMMUNE + "/demarches-offre/saisine").toString());
        secretary.locator("[id='f-summary.fr']").fill("Écrivez-nous\u00a0: nous répondons.");
        secretary.locator("main form .form-actions button").last().click();

        Page operator = browsers.signedIn(server, Browsers.OPERATOR);
        operator.navigate(server.territory(BOUQUET).toString());
        checked(operator, "bouquet");
        operator.locator("#f-package").setInputFiles(next("nowhere"));
        operator.locator("button:has-text('Vérifier et installer')").click();
        assertThat(operator.locator("main").textContent()).contains("workflow.yaml", "L’état initial");
        checked(operator, "fautes");
        operator.locator("#f-package").setInputFiles(next("received"));
        operator.locator("button:has-text('Vérifier et installer')").click();
        assertThat(operator.locator("[role=status]").first().textContent()).contains("La version est installée");
        checked(operator, "versions");
        operator.locator("a:has-text('Déplacer ses dossiers')").click();
        checked(operator, "migrer");
        operator.locator("#f-confirm").check();
        operator.locator("button:has-text('Déplacer les dossiers')").click();
        Waiting.until("the file is on version 4", () -> {
            operator.navigate(server.territory(BOUQUET + "/saisine").toString());
            return MOVED.matcher(operator.locator("main").textContent()).find();
        });
        checked(operator, "migre");

        // Of that kind alone: files of other tests may fill the first page.
        secretary.navigate(server.territory("/bureau/" + COMMUNE + "?type=demarches.words").toString());
        assertThat(secretary.locator("main").textContent()).contains("Un texte commun que vous aviez adapté a changé");
        secretary.navigate(server.territory("/bureau/" + COMMUNE + "/demarches-offre/saisine").toString());
        checked(secretary, "textes");
        secretary.locator("button:has-text('Garder notre texte')").click();
        assertThat(secretary.locator("[role=status]").first().textContent()).contains("Votre texte reste");
        secretary.context().close();
        operator.context().close();
    }

    @Test
    void sheetsOfTheStateAreTakenInFromAFolderAndSheetsArePrinted(Server server, Browsers browsers) throws Exception {
        Path folder = Files.createDirectories(server.data().resolve("service-public"));
        Files.copy(SHEET, folder.resolve("F90001.xml"));
        Files.writeString(folder.resolve("F90002.xml"), "<!DOCTYPE p [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><p>&x;</p>");
        Path dropped = Files.createDirectories(server.data().resolve("procedures/boite"));
        Files.writeString(dropped.resolve("procedure.yaml"), """
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
                """);
        String words = "title=Boîte aux lettres\nsummary=Ce que dit l’État.\nwho=Tout le monde.\nduration=Variable.\ncost=Gratuit.\n";
        Files.writeString(dropped.resolve("messages_fr.properties"), words);
        Files.writeString(dropped.resolve("messages_en.properties"), words);
        Page operator = browsers.signedIn(server, Browsers.OPERATOR);
        for (String job : List.of("demarches.sheets", "demarches.procedures")) {
            operator.navigate(server.territory("/bureau/territoire/taches/" + job).toString());
            operator.locator("main form button").first().click();
        }
        Waiting.until("the sheet is there", () -> {
            operator.navigate(server.territory("/bureau/territoire/demarches-fiches").toString());
            return operator.locator("main").textContent().contains("Au catalogue") && operator.locator("main").textContent().contains("F90002.xml");
        });
        checked(operator, "fiches");
        Waiting.until("the procedure is there", () -> {
            operator.navigate(server.territory("/bureau/" + COMMUNE + "/demarches-offre/boite-aux-lettres").toString());
            return operator.locator("h1").textContent().contains("Boîte aux lettres");
        });
        operator.locator("#f-offered").check();
        operator.locator("#f-email").fill("urbanisme@example.org");
        operator.locator("#f-local").selectOption("saisine");
        checked(operator, "fiche-offre");
        operator.locator("main form .form-actions button").last().click();
        operator.context().close();

        Page phone = browsers.phone();
        phone.navigate(server.commune(COMMUNE, "/teleservices/boite-aux-lettres").toString());
        assertThat(phone.locator("main").textContent()).contains("Vous êtes propriétaire", "urbanisme@example.org", "service-public.fr");
        checked(phone, "fiche");
        for (String procedure : List.of("saisine", "boite-aux-lettres")) {
            assertThat(server.get(server.commune(COMMUNE, "/teleservices/" + procedure + "/pdf")).body()).as(procedure).startsWith("%PDF-");
        }
        phone.context().close();
    }
}
