package org.parvis.demarches.citizen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.parvis.demarches.DemarchesFixture.RODEZ;
import static org.parvis.demarches.DemarchesFixture.answer;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.parvis.api.document.Documents;
import org.parvis.api.document.QrCode;
import org.parvis.api.document.QrCodes;
import org.parvis.api.route.NotFound;
import org.parvis.api.route.Response;
import org.parvis.demarches.DemarchesFakes;
import org.parvis.demarches.DemarchesFixture;
import org.parvis.demarches.Offer;
import org.parvis.demarches.Packages;
import org.parvis.demarches.Wording;
import org.parvis.testkit.FakePlugins;
import org.parvis.testkit.FakeRequest;
import org.parvis.testkit.OnBothDatabases;
import org.parvis.testkit.Pages;
import org.parvis.testkit.TestDatabase;

/** Sheets on paper: those of procedures by post or at the counter, and those of online ones for people without a screen. */
final class SheetPrintTest {
    private DemarchesFixture fixture;
    private final List<Documents.Printed> printed = new ArrayList<>();
    private final List<String> coded = new ArrayList<>();

    private Response pdf(String procedure) throws Exception {
        Wording wording = new Wording(fixture.html.themes(), FakePlugins.of("demarches").speaking(fixture.html.plugins()), DemarchesFakes.settings(fixture.settings));
        QrCodes codes = new QrCodes() {
            @Override
            public QrCode of(String text) {
                throw new AssertionError("not expected");
            }

            @Override
            public byte[] png(String text, int module) {
                coded.add(text);
                return new byte[] {1};
            }
        };
        Documents documents = document -> {
            printed.add(document);
            return ("%PDF " + document.title()).getBytes(StandardCharsets.UTF_8);
        };
        SheetPrint print = new SheetPrint(fixture.offers, wording, documents, codes, DemarchesFakes.urls());
        return answer(print, "GET", "/teleservices/{procedure}/pdf", FakeRequest.get("/").with("procedure", procedure).at(fixture.now));
    }

    private String html() {
        Documents.Printed document = printed.get(printed.size() - 1);
        Map<String, Object> model = new HashMap<>(document.model());
        model.put("letterhead", Map.of("color", "#003a75", "lines", List.of(), "name", "Mairie", "logo", false));
        model.put("document", Map.of("title", document.title(), "made", document.made()));
        return Pages.of("demarches").html(document.template(), model, document.site(), document.language());
    }

    @OnBothDatabases
    void anOnlineProcedureIsPrintedWithItsQuestionsAndItsAddress(TestDatabase database) throws Exception {
        fixture = new DemarchesFixture(database);
        fixture.offer(RODEZ, "saisine");
        Response pdf = pdf("saisine");
        assertThat(pdf.headers().get("Content-Disposition")).contains("saisine.pdf");
        assertThat(pdf.tags()).contains("demarches");
        assertThat(coded).containsExactly("https://rodez.territoire.example/teleservices/saisine");
        assertThat(html()).containsOnlyOnce("<h1>").contains(
                "Écrire à la mairie", "réputée refusée", "mairie@example.org", "L112-8", "Formulaire à remplir à la main", "Voirie, éclairage, propreté", "[ &#160; ] Oui",
                "Expliquez votre demande", "https://rodez.territoire.example/teleservices/saisine");
    }

    @OnBothDatabases
    void nobodyIsAskedForCoordinatesOnPaper(TestDatabase database) throws Exception {
        fixture = new DemarchesFixture(database);
        fixture.offer(RODEZ, "signalement");
        pdf("signalement");
        assertThat(html()).contains("Adresse la plus proche", "Où exactement").doesNotContain("latitude");
    }

    @OnBothDatabases
    void feesAreToldUnlessTheCommuneSaysItselfWhatItCosts(TestDatabase database) throws Exception {
        fixture = new DemarchesFixture(database);
        assertThat(fixture.procedures.install(
                        Packages.saisine(
                                "procedure.yaml", "version: 1", "version: 2\nfees: {copy: 123456}", "messages_fr.properties", "cost=", "fee.copy=Copie certifiée\ncost=",
                                "messages_en.properties", "cost=", "fee.copy=Certified copy\ncost="), "folder", null).faults())
                .isEmpty();
        fixture.offer(RODEZ, "saisine");
        pdf("saisine");
        assertThat(html()).contains("Copie certifiée\u00a0: 1\u202f234,56\u00a0€");
        fixture.offers.save(RODEZ.id(), DemarchesFixture.WORKER, new Offer("saisine", true, Map.of("email", "mairie@example.org", "cost.fr", "Gratuit ici."), 1));
        pdf("saisine");
        assertThat(html()).contains("Gratuit ici.").doesNotContain("Copie certifiée");
    }

    @OnBothDatabases
    void aProcedureOnPaperIsPrintedWithoutForm(TestDatabase database) throws Exception {
        fixture = new DemarchesFixture(database);
        List<String> paper = fixture.procedures.newest().values().stream()
                .filter(procedure -> !procedure.online())
                .map(procedure -> procedure.id())
                .toList();
        assertThat(paper).isNotEmpty();
        for (String procedure : paper) {
            fixture.offer(RODEZ, procedure);
            pdf(procedure);
            assertThat(html()).contains("Où s’adresser", "mairie@example.org").doesNotContain("Formulaire à remplir à la main");
        }
    }

    @OnBothDatabases
    void whatIsNotOfferedIsNotPrinted(TestDatabase database) {
        fixture = new DemarchesFixture(database);
        assertThatThrownBy(() -> pdf("saisine")).isInstanceOf(NotFound.class);
    }
}
