package org.parvis.demarches;

import static org.assertj.core.api.Assertions.assertThat;
import static org.parvis.demarches.DemarchesFixture.NOW;
import static org.parvis.demarches.DemarchesFixture.RODEZ;
import static org.parvis.demarches.DemarchesFixture.WORKER;
import static org.parvis.demarches.DemarchesFixture.answer;

import com.fasterxml.jackson.databind.node.TextNode;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.parvis.api.payment.Payment;
import org.parvis.api.payment.PaymentState;
import org.parvis.api.route.Response;
import org.parvis.demarches.procedure.Answers;
import org.parvis.demarches.procedure.Procedure;
import org.parvis.demarches.procedure.SampleAnswers;
import org.parvis.demarches.procedure.Workflow;
import org.parvis.testkit.FakeRequest;
import org.parvis.testkit.OnBothDatabases;
import org.parvis.testkit.TestDatabase;

/** What a commune itself charges in a procedure of the bouquet: nothing until it says so; what a file was asked for stays. */
final class TariffTest {
    private DemarchesFixture fixture;

    private void open(TestDatabase database) {
        fixture = new DemarchesFixture(database);
        fixture.html.desk();
    }

    private FakeRequest form(String procedure, String... fields) {
        FakeRequest request = FakeRequest.post("/").at(NOW).as(WORKER).with("procedure", procedure).field("offered", "true").field("email", "mairie@example.org")
                .field("version", String.valueOf(fixture.offers.offer(RODEZ.id(), procedure).version()));
        for (int i = 0; i < fields.length; i += 2) {
            request.field(fields[i], fields[i + 1]);
        }
        return request;
    }

    private Response save(String procedure, String... fields) throws Exception {
        return answer(fixture.offerDesk, "POST", "/demarches-offre/{procedure}", form(procedure, fields));
    }

    private String sheet(String procedure) throws Exception {
        return fixture.page(answer(fixture.catalogue, "GET", "/teleservices/{procedure}", FakeRequest.get("/").at(NOW).with("procedure", procedure))).replace('\u00a0', ' ');
    }

    private CaseFile sent(String procedure, String path, String choice) {
        Procedure newest = fixture.procedures.newest(procedure).orElseThrow();
        Answers answers = SampleAnswers.of(newest, "zoe@example.org").with(path, TextNode.valueOf(choice));
        Draft draft = fixture.drafts.save(RODEZ.id(), fixture.drafts.begin(RODEZ.id(), newest, Holder.fresh(), null, false, NOW), answers, NOW);
        return fixture.cases.submit(RODEZ, draft, newest, Locale.FRENCH, Cases.Origin.web(Holder.fresh(), NOW), code -> {});
    }

    private CaseFile now(CaseFile file) {
        return fixture.cases.get(RODEZ.id(), file.id());
    }

    private CaseFile move(CaseFile file, String way) {
        Workflow.Transition transition = fixture.view.procedure(file).workflow().byId(way).orElseThrow();
        return fixture.handling.move(RODEZ, file.id(), null, transition, Handling.Given.NOTHING, Handling.Actor.of(WORKER), NOW);
    }

    private Response go(CaseFile file, String way, String... fields) throws Exception {
        FakeRequest request = FakeRequest.post("/").at(NOW).as(WORKER).with("id", file.id().toString()).field("way", way)
                .field("revision", String.valueOf(now(file).revision()));
        for (int i = 0; i < fields.length; i += 2) {
            request.field(way + "." + fields[i], fields[i + 1]);
        }
        return answer(fixture.desk, "POST", "/demarches/{id}/avancer", request);
    }

    private Payment last() {
        return fixture.payments.all().get(fixture.payments.all().size() - 1);
    }

    private static String[] permit(String amount) {
        return new String[] {
            "order", "2026-12", "start", "2026-12-01", "end", "2026-12-02", "surface", "8 m²", "fee", "Selon le tarif", "conditions", "Passage libre.", "place", amount
        };
    }

    @OnBothDatabases
    void nothingIsAskedUntilTheCommuneHasATariff(TestDatabase database) throws Exception {
        open(database);
        assertThat(save("occupation-domaine-public").status()).isEqualTo(303);
        assertThat(sheet("occupation-domaine-public")).doesNotContain("€", "Délibération");
        CaseFile free = move(sent("occupation-domaine-public", "what.kind", "terrace"), "take");
        assertThat(go(free, "grant", permit("")).status()).isEqualTo(303);
        assertThat(fixture.payments.all()).isEmpty();
        assertThat(fixture.audit.of(RODEZ.id(), "demarches.tariff")).isEmpty();
    }

    @OnBothDatabases
    void theTariffIsOnTheSheetAndAskedForWithTheDecision(TestDatabase database) throws Exception {
        open(database);
        String[] tariff = {"tariff.place.terrace", "1 120,50 €", "tariff.place.event", "0", "deliberation.number", "2026-41", "deliberation.day", "2026-11-03"};
        assertThat(save("occupation-domaine-public", tariff).status()).isEqualTo(303);
        assertThat(sheet("occupation-domaine-public")).contains(
                "Redevance d’occupation, Une terrasse de café ou de restaurant : 1\u202f120,50 €", "une fête de quartier : gratuit", "Délibération n° 2026-41 du 3 novembre 2026.")
                .doesNotContain("Une benne, une grue, un dépôt de matériaux :");
        assertThat(fixture.audit.of(RODEZ.id(), "demarches.tariff").toString()).contains("place.terrace", "– → 1\u202f120,50", "2026-41, 2026-11-03");
        CaseFile file = move(sent("occupation-domaine-public", "what.kind", "terrace"), "take");
        assertThat(fixture.payments.all()).isEmpty();
        String screen = fixture.page(answer(fixture.desk, "GET", "/demarches/{id}", FakeRequest.get("/").at(NOW).as(WORKER).with("id", file.id().toString())));
        assertThat(screen.replace('\u00a0', ' ')).contains("Tarif de la commune : Redevance d’occupation : 1\u202f120,50 €");
        assertThat(go(file, "grant", permit("")).status()).isEqualTo(303);
        assertThat(last().order().cents()).isEqualTo(112_050);
        assertThat(last().order().object()).isEqualTo("Redevance d’occupation – " + file.number());
        assertThat(go(move(sent("occupation-domaine-public", "what.kind", "event"), "take"), "grant", permit("")).status()).isEqualTo(303);
        assertThat(fixture.payments.all()).as("free").hasSize(1);
        assertThat(go(move(sent("occupation-domaine-public", "what.kind", "skip"), "take"), "grant", permit("80")).status()).isEqualTo(303);
        assertThat(last().order().cents()).as("what the agent gives goes before the tariff").isEqualTo(8_000);
    }

    @OnBothDatabases
    void aGraveIsPaidBeforeItsDeedAndANewTariffChangesNoFile(TestDatabase database) throws Exception {
        open(database);
        String[] before = {"tariff.concession.thirty", "250", "deliberation.number", "12", "deliberation.day", "2026-01-20"};
        assertThat(save("concession-cimetiere", before).status()).isEqualTo(303);
        CaseFile file = accepted("thirty");
        assertThat(go(file, "invoice", "concession", "").status()).isEqualTo(303);
        assertThat(last().order().cents()).isEqualTo(25_000);
        assertThat(fixture.sent.get(fixture.sent.size() - 1).values().get("payment")).startsWith("250,00\u00a0€ (Concession au cimetière), https://");
        String[] after = {"tariff.concession.thirty", "300", "tariff.concession.fifty", "500", "deliberation.number", "13", "deliberation.day", "2026-11-10"};
        assertThat(save("concession-cimetiere", after).status()).isEqualTo(303);
        correct(file, "applicant.name", "Zoé Modèle");
        assertThat(fixture.payments.all()).as("as it was asked for").hasSize(1);
        correct(file, "request.length", "fifty");
        assertThat(last().order().cents()).as("another choice").isEqualTo(50_000);
        correct(file, "request.length", "perpetual");
        assertThat(last().state()).as("no tariff for it: the agent decides").isEqualTo(PaymentState.DUE);

        String[] deed = {"deedNumber", "7", "plot", "B 12", "start", "2026-12-01", "end", "2076-11-30", "price", "500", "beneficiaries", "La famille"};
        Response early = go(file, "grant", deed);
        assertThat(early.status()).isEqualTo(409);
        assertThat(fixture.page(early)).contains("Il faut d’abord que ce qui est demandé soit payé");
        fixture.database.database().of(RODEZ.id()).call(transaction -> fixture.payments.become(transaction, last().id(), PaymentState.PAID, "cheque", fixture.chargeListener));
        assertThat(go(file, "grant", deed).status()).isEqualTo(303);
        assertThat(now(file).closed()).isTrue();
    }

    private CaseFile accepted(String length) throws Exception {
        CaseFile file = move(sent("concession-cimetiere", "request.length", length), "take");
        go(file, "propose", "message", "Voici.", "due", "2026-12-24", "plot", "B 12", "length", "Comme demandé", "price", "250");
        return move(file, "register");
    }

    private void correct(CaseFile file, String path, String value) {
        CaseFile stored = now(file);
        fixture.handling.correct(RODEZ, file.id(), stored.revision(), stored.answers().with(path, TextNode.valueOf(value)), List.of("Réponse"), NOW);
    }

    @OnBothDatabases
    void withoutATariffAGraveNeedsNoPaymentAndIsNotLeftWaitingForOne(TestDatabase database) throws Exception {
        open(database);
        save("concession-cimetiere");
        CaseFile file = accepted("thirty");
        Response nothing = go(file, "invoice", "concession", "");
        assertThat(nothing.status()).isEqualTo(409);
        assertThat(fixture.page(nothing)).contains("La commune n’a pas fixé de tarif pour cela");
        assertThat(now(file).stand().state()).isEqualTo("accepted");
        String[] deed = {"deedNumber", "7", "plot", "B 12", "start", "2026-12-01", "end", "2056-11-30", "price", "250", "beneficiaries", "La famille"};
        assertThat(go(file, "grant", deed).status()).isEqualTo(303);
        assertThat(fixture.payments.all()).isEmpty();
    }

    @OnBothDatabases
    void whatIsNoAmountOrHasNoDecisionIsRefusedAndComesBackAsTyped(TestDatabase database) throws Exception {
        open(database);
        for (String wrong : new String[] {"cher", "12,345", "-5", "100000,01"}) {
            Response response = save("stationnement", "tariff.place.removal", wrong, "deliberation.number", "3", "deliberation.day", "2026-11-03");
            assertThat(response.status()).as(wrong).isEqualTo(422);
            assertThat(fixture.page(response)).contains("Indiquez un montant en euros", "value=\"" + wrong + "\"", "value=\"2026-11-03\"");
        }
        Response undecided = save("stationnement", "tariff.place.removal", "12", "deliberation.day", "2026-11-13");
        assertThat(undecided.status()).isEqualTo(422);
        assertThat(fixture.page(undecided)).contains("Donnez le numéro de la délibération", "aujourd’hui ou avant");
        assertThat(fixture.offers.offer(RODEZ.id(), "stationnement").texts()).isEmpty();
        assertThat(save("stationnement", "tariff.place.removal", "100000", "deliberation.number", "3", "deliberation.day", "2026-11-12").status()).isEqualTo(303);
        String again = fixture.page(answer(fixture.offerDesk, "GET", "/demarches-offre/{procedure}", FakeRequest.get("/").as(WORKER).with("procedure", "stationnement")));
        assertThat(again).contains("value=\"100000,00\"", "value=\"3\"", "value=\"2026-11-12\"");
        assertThat(save("stationnement").status()).isEqualTo(303);
        assertThat(fixture.audit.of(RODEZ.id(), "demarches.tariff")).hasSize(2);
        String other = fixture.page(answer(fixture.offerDesk, "GET", "/demarches-offre/{procedure}", FakeRequest.get("/").as(WORKER).with("procedure", "saisine")));
        assertThat(other).doesNotContain("Ce que la commune fait payer");
        assertThat(fixture.offers.offer(RODEZ.id(), "stationnement").texts()).isEqualTo(Map.of("email", "mairie@example.org"));
    }
}
