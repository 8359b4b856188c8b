package org.parvis.itests;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.parvis.testkit.server.Parvis;
import org.parvis.testkit.server.Server;

/** On a screen of 360 pixels an operator makes a procedure from nothing; a commune offers it, and a citizen sends it. */
@Parvis
@ExtendWith(Browsers.Extension.class)
class DesignerJourneyTest {
    private static final Path PICTURES = Path.of(System.getProperty("parvis.pictures", "target/pictures"));
    private static final String COMMUNE = "agen-d-aveyron";
    private static final String DESIGNER = "/bureau/territoire/demarches-conception";

    private static void checked(Page page, String name) {
        for (int width : List.of(1280, 360)) {
            page.setViewportSize(width, 800);
            page.screenshot(new Page.ScreenshotOptions().setPath(PICTURES.resolve("conception-" + name + "-" + width + ".png")).setFullPage(true));
            assertThat(PageChecks.sideways(page)).as(name).isEmpty();
            if (width == 1280) {
                // On a small screen a script tells what tables are that look like cards, which the checker holds to be said twice.
                assertThat(HtmlChecker.errors(page.content())).as(name).isEmpty();
            }
        }
        assertThat(PageChecks.axe(page)).as(name).isEmpty();
    }

    private static void fill(Page page, String... fields) {
        for (int i = 0; i < fields.length; i += 2) {
            page.locator("main [id='f-" + fields[i] + "']").fill(fields[i + 1]);
        }
    }

    private static void press(Page page, String label) {
        page.locator("main button:not(.visually-hidden):has-text(\"" + label + "\")").first().click();
    }

    private static void follow(Page page, String label) {
        page.locator("main a:has-text(\"" + label + "\")").first().click();
    }

    private static void saved(Page page) {
        assertThat(page.locator("main [role=status]").first().textContent()).contains("C’est enregistré");
    }

    private static void add(Page page, String french, String english, String kind) {
        fill(page, "label.fr", french, "label.en", english);
        page.locator("#f-kind").selectOption(kind);
        page.locator("#f-container").selectOption("step.leMateriel");
        press(page, "Ajouter");
        saved(page);
    }

    private static void make(Page page) {
        fill(page, "title.fr", "Prêt de matériel", "title.en", "Borrow equipment");
        page.locator("label:has-text('Rien')").first().click();
        press(page, "Commencer");
        assertThat(page.locator("main").textContent()).contains("Le brouillon est créé", "points à corriger");
        checked(page, "debut");

        follow(page, "Fiche");
        checked(page, "fiche-vide");
        for (String key : List.of("summary", "who", "duration", "cost")) {
            fill(page, key + ".fr", "Un texte pour l’essai.", key + ".en", "A text for the trial.");
        }
        fill(page, "law.0.text", "Délibération du conseil municipal");
        press(page, "Enregistrer");
        saved(page);

        follow(page, "Écrans et questions");
        fill(page, "step.fr", "Le matériel", "step.en", "The equipment");
        press(page, "Ajouter l’étape");
        checked(page, "etape");
        press(page, "Enregistrer");
        page.locator("button:has-text('Monter « Le matériel »')".replace("« ", "«\u00a0").replace(" »", "\u00a0»")).click();
        saved(page);
        add(page, "Que voulez-vous emprunter\u00a0?", "What do you want to borrow?", "radios");
        fill(page, "option.0.fr", "Des tables", "option.0.en", "Tables", "option.1.fr", "Une estrade", "option.1.en", "A stage");
        page.locator("#f-required").check();
        press(page, "Enregistrer");
        saved(page);
        add(page, "Combien de tables\u00a0?", "How many tables?", "integer");
        fill(page, "least", "1", "most", "40");
        page.locator("label:has-text('Seulement si')").click();
        page.locator("[id='f-when.0']").selectOption("leMateriel.queVoulezVousEmprunter=desTables");
        checked(page, "question");
        press(page, "Enregistrer");
        checked(page, "ecrans");
        add(page, "Quels jours\u00a0?", "Which days?", "rows");
        fill(page, "column.fr", "Jour", "column.en", "Day");
        page.locator("[id='f-column.kind']").selectOption("date");
        press(page, "Ajouter à la ligne");
        checked(page, "colonne");
        follow(page, "Retour à la répétition");
        checked(page, "repetition");
        page.locator("summary:has-text('Supprimer cette question')").click();
        press(page, "Oui, supprimer");
        saved(page);

        follow(page, "Suivi du dossier");
        checked(page, "suivi");
        follow(page, "Répondre");
        checked(page, "passage");
        follow(page, "Suivi du dossier");
        follow(page, "À compléter");
        checked(page, "etat");
        follow(page, "Courriers");
        follow(page, "Décision de refus");
        checked(page, "courrier");
        follow(page, "Courriers");
        checked(page, "courriers");
    }

    private static void tryOut(Page page) {
        follow(page, "Aperçu de la fiche");
        assertThat(page.locator("h1").textContent()).contains("Prêt de matériel");
        checked(page, "apercu");
        press(page, "Commencer");
        press(page, "Continuer");
        assertThat(page.locator("#errors").isVisible()).isTrue();
        page.locator("label:has-text('Des tables')").click();
        press(page, "Continuer");
        fill(page, "leMateriel.combienDeTables", "4");
        checked(page, "essai");
        press(page, "Continuer");
        fill(page, "applicant.name", "Zoé Exemple", "applicant.email", "zoe@example.org");
        press(page, "Continuer");
        page.locator("main form button:has-text('Envoyer')").click();
        checked(page, "verifier");
        press(page, "Essayer le suivi");
        checked(page, "essai-suivi");
        press(page, "Commencer l’examen");
        assertThat(page.locator("main h2").first().textContent()).contains("En cours d’examen");
    }

    @Test
    void aProcedureIsMadeWithoutCodeAndServes(Server server, Browsers browsers) {
        Page page = browsers.signedIn(server, Browsers.OPERATOR);
        page.setViewportSize(360, 800);
        page.navigate(server.territory(DESIGNER).toString());
        checked(page, "liste");
        make(page);
        String draft = page.url().replaceFirst("/courriers.*", "");
        page.navigate(draft);
        checked(page, "pret");
        tryOut(page);
        page.navigate(draft);
        press(page, "Publier cette version");
        assertThat(page.locator("main [role=status]").first().textContent()).contains("La version est publiée");
        follow(page, "Historique");
        checked(page, "historique");
        page.context().close();
        offered(server, browsers);
        sent(server, browsers);
    }

    private static void offered(Server server, Browsers browsers) {
        Page secretary = browsers.signedIn(server, Browsers.SECRETARY);
        secretary.navigate(server.territory("/bureau/" + COMMUNE + "/demarches-offre/pret-de-materiel").toString());
        secretary.locator("#f-offered").check();
        secretary.locator("#f-email").fill("mairie@example.org");
        secretary.locator("main form .form-actions button").last().click();
        secretary.context().close();
    }

    private static void sent(Server server, Browsers browsers) {
        Page phone = browsers.phone();
        phone.navigate(server.commune(COMMUNE, "/teleservices/pret-de-materiel").toString());
        press(phone, "Commencer");
        phone.locator("label:has-text('Une estrade')").click();
        press(phone, "Continuer");
        fill(phone, "applicant.name", "Zoé Exemple", "applicant.email", "zoe@example.org");
        press(phone, "Continuer");
        assertThat(phone.locator("main").textContent()).contains("Une estrade", "Zoé Exemple");
        phone.locator("main form button:has-text('Envoyer')").click();
        phone.waitForURL("**/teleservices/recu/**");
        assertThat(phone.locator("main").textContent()).contains("Prêt de matériel");
        phone.context().close();
    }
}
