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
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.parvis.testkit.server.Parvis;
import org.parvis.testkit.server.PayfipSimulator;
import org.parvis.testkit.server.Server;

/** A request that costs something: one person pays on a phone, without JavaScript, at the simulator of PayFiP; another one at the counter. */
@Parvis
@ExtendWith(Browsers.Extension.class)
class PaymentJourneyTest {
    private static final Path PICTURES = Path.of(System.getProperty("parvis.pictures", "target/pictures"));
    private static final Path SAISINE = Path.of("../../plugins/demarches/src/main/resources/plugin/procedures/saisine");
    private static final String COMMUNE = "agen-d-aveyron";
    private static final String DESK = "/bureau/" + COMMUNE;

    private PayfipSimulator payfip;

    @BeforeEach
    void open(Server server) throws IOException {
        payfip = new PayfipSimulator();
        Files.writeString(configuration(server), "service = " + payfip.service() + "\npage = " + payfip.page() + "\n");
    }

    @AfterEach
    void close(Server server) throws IOException {
        Files.deleteIfExists(configuration(server));
        payfip.close();
    }

    private static Path configuration(Server server) {
        return server.data().resolve("etc/org.parvis.payments.payfip.cfg");
    }

    private static void seen(Page page, String name) {
        page.screenshot(new Page.ScreenshotOptions().setPath(PICTURES.resolve("paiement-" + name + ".png")).setFullPage(true));
        assertThat(PageChecks.sideways(page)).as(name).isEmpty();
    }

    /** Without script the page is what was sent. */
    private static void plain(Page page, String name) {
        seen(page, name);
        assertThat(HtmlChecker.errors(page.content())).as(name).isEmpty();
    }

    private static void checked(Page page, String name) {
        for (int width : List.of(360, 1280)) {
            page.setViewportSize(width, 900);
            seen(page, name + "-" + width);
        }
        assertThat(PageChecks.axe(page)).as(name).isEmpty();
    }

    /** The procedure "saisine" under another name, with a fee at its beginning. */
    private static FilePayload charged() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(out); Stream<Path> all = Files.walk(SAISINE)) {
            for (Path file : all.filter(Files::isRegularFile).toList()) {
                String text = Files.readString(file)
                        .replaceFirst("(?m)^id: saisine$", "id: copie-plan\nfees: {copy: 250}")
                        .replaceFirst("(?m)^title=.*$", "title=Copie d’un plan\nfee.copy=Copie du plan")
                        .replace("received: {kind: open}", "received: {kind: open, pays: copy}");
                zip.putNextEntry(new ZipEntry(SAISINE.relativize(file).toString()));
                zip.write(text.getBytes(StandardCharsets.UTF_8));
            }
        }
        return new FilePayload("copie-plan.zip", "application/zip", out.toByteArray());
    }

    private static void next(Page page) {
        page.locator("main form button:has-text('Continuer')").last().click();
    }

    private static void prepare(Server server, Page operator, Page secretary) throws IOException {
        operator.navigate(server.territory("/bureau/territoire/demarches-bouquet").toString());
        operator.locator("#f-package").setInputFiles(charged());
        operator.locator("button:has-text('Vérifier et installer')").click();
        assertThat(operator.locator("[role=status]").first().textContent()).contains("La version est installée");
        secretary.navigate(server.territory(DESK + "/demarches-offre/copie-plan").toString());
        secretary.locator("#f-offered").check();
        secretary.locator("#f-email").fill("mairie@example.org");
        secretary.locator("main form .form-actions button").last().click();
        secretary.navigate(server.territory(DESK + "/reglages-service/paiement").toString());
        checked(secretary, "reglages");
        choose(server, secretary, "test");
        assertThat(secretary.locator("main").textContent()).contains("Indiquez les six chiffres");
        secretary.locator("[id='f-payments.payfip.client']").fill("123456");
        secretary.locator("main form button[type=submit]").first().click();
        tryOneEuro(server, secretary);
        choose(server, secretary, "production");
        secretary.navigate(server.territory(DESK + "/paiements-essai").toString());
        secretary.locator("button:has-text('Vérifier le numéro')").click();
        assertThat(secretary.locator("main").textContent()).contains("COMMUNE DE RODEZ");
        checked(secretary, "essai");
    }

    private static void choose(Server server, Page secretary, String mode) {
        secretary.navigate(server.territory(DESK + "/reglages-service/paiement").toString());
        secretary.locator("input[name='payments.payfip.mode'][value=" + mode + "]").check();
        secretary.locator("main form button[type=submit]").first().click();
    }

    /** From the back office to the page of the payment, which is on another host. */
    private static void tryOneEuro(Server server, Page secretary) {
        secretary.navigate(server.territory(DESK + "/paiements-essai").toString());
        secretary.locator("button:has-text('Essayer un paiement')").click();
        checked(secretary, "essai-pret");
        secretary.locator("a:has-text('Ouvrir la page du paiement')").click();
        secretary.locator("button:has-text('Payer 1,00')").click();
        secretary.locator("a:has-text('Continuer sur PayFiP')").click();
        secretary.locator("#payer").click();
        assertThat(secretary.locator("main").textContent()).contains("C’est payé");
    }

    private static void send(Server server, Page phone) {
        phone.navigate(server.commune(COMMUNE, "/teleservices/copie-plan").toString());
        assertThat(phone.locator("main").textContent()).contains("Copie du plan", "2,50");
        phone.locator("button:has-text('Commencer')").click();
        phone.locator("label:has-text('Voirie')").click();
        phone.locator("[id='f-request.subject']").fill("Plan du lotissement");
        phone.locator("[id='f-request.text']").fill("Une copie du plan de la rue du Lavoir.");
        next(phone);
        next(phone);
        phone.locator("label:has-text('Vous-même')").click();
        phone.locator("[id='f-applicant.name']").fill("Zoé Exemple");
        phone.locator("[id='f-applicant.email']").fill("zoe.exemple@example.org");
        next(phone);
        phone.locator("button:has-text('Envoyer la demande')").click();
    }

    @Test
    void isPaidOnThePhoneAndAtTheCounter(Server server, Browsers browsers) throws Exception {
        Page operator = browsers.signedIn(server, Browsers.OPERATOR);
        Page secretary = browsers.signedIn(server, Browsers.SECRETARY);
        prepare(server, operator, secretary);

        Page phone = browsers.window(360, 740, false);
        send(server, phone);
        assertThat(phone.locator("main").textContent()).contains("À payer\u00a0: 2,50\u00a0€");
        plain(phone, "recu");
        phone.locator("a:has-text('Payer en ligne')").click();
        plain(phone, "a-payer");
        String page = phone.url();
        phone.locator("button:has-text('Payer 2,50')").click();
        plain(phone, "pret");
        phone.locator("a:has-text('Continuer sur PayFiP')").click();
        phone.locator("#refus").click();
        assertThat(phone.locator("main").textContent()).contains("Le paiement a été refusé", "Rien n’a été débité");
        plain(phone, "refuse");
        phone.locator("button:has-text('Payer 2,50')").click();
        phone.locator("a:has-text('Continuer sur PayFiP')").click();
        phone.locator("#payer").click();
        assertThat(phone.locator("main").textContent()).contains("C’est payé");
        plain(phone, "paye");
        phone.context().close();
        operator.navigate(page);
        checked(operator, "paye-page");

        Page other = browsers.window(360, 740, false);
        send(server, other);
        other.context().close();
        takeAtTheCounter(server, secretary);
        for (String path : List.of("/paiements", "/paiements-journal")) {
            operator.navigate(server.territory(DESK + path).toString());
            checked(operator, path.substring(1));
        }
        assertThat(operator.locator("main").textContent()).contains("Espèces", "2,50");
        giveBack(server, operator);
        operator.context().close();
        secretary.context().close();
    }

    /** What the public accountant gave back is noted, and taken back as a mistake. */
    private static void giveBack(Server server, Page desk) {
        desk.navigate(server.territory(DESK + "/paiements").toString());
        desk.locator("main tbody a").first().click();
        desk.locator("a:has-text('Noter un remboursement')").click();
        checked(desk, "remboursement");
        desk.locator("#f-amount").fill("3");
        desk.locator("button:has-text('Noter et avertir le payeur')").click();
        checked(desk, "remboursement-erreur");
        desk.locator("#f-amount").fill("1,50");
        desk.locator("#f-order").fill("Mandat 12");
        desk.locator("#f-reason").fill("Une page manquait.");
        desk.locator("button:has-text('Noter et avertir le payeur')").click();
        assertThat(desk.locator("main").textContent()).contains("Le remboursement est noté", "1,50", "Mandat 12");
        checked(desk, "rembourse");
        desk.locator("a[href*='/remboursement/']").first().click();
        checked(desk, "remboursement-annule");
        desk.locator("#f-reason").fill("Noté sur le mauvais paiement.");
        desk.locator("button:has-text('Annuler ce remboursement')").click();
        assertThat(desk.locator("main").textContent()).contains("Le remboursement est annulé");
    }

    private static void takeAtTheCounter(Server server, Page desk) {
        desk.navigate(server.territory(DESK + "/demarches").toString());
        desk.locator("main tbody a:has-text('Plan du lotissement'), main tbody a").first().click();
        if (!desk.locator("main").textContent().contains("Encaisser au guichet")) {
            desk.goBack();
            desk.locator("main tbody tr:has-text('Plan du lotissement') a").nth(1).click();
        }
        checked(desk, "dossier");
        desk.locator("a:has-text('Encaisser au guichet')").click();
        checked(desk, "guichet");
        desk.locator("label:has-text('Espèces')").click();
        desk.locator("#f-amount").fill("25");
        desk.locator("button:has-text('Enregistrer et faire le reçu')").click();
        checked(desk, "guichet-erreur");
        desk.locator("#f-amount").fill("2,50");
        desk.locator("button:has-text('Enregistrer et faire le reçu')").click();
        assertThat(desk.locator("main").textContent()).contains("C’est encaissé", "Reçu n°");
        checked(desk, "guichet-recu");
        desk.locator("a:has-text('Revenir au dossier')").click();
        assertThat(desk.locator("main").textContent()).contains("Paiement reçu");
        checked(desk, "dossier-paye");
    }
}
