package org.parvis.demarches;

import static org.assertj.core.api.Assertions.assertThat;
import static org.parvis.demarches.DemarchesFixture.NOW;
import static org.parvis.demarches.DemarchesFixture.RODEZ;
import static org.parvis.demarches.DemarchesFixture.WORKER;
import static org.parvis.demarches.DemarchesFixture.answer;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.math.BigDecimal;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.parvis.api.route.Response;
import org.parvis.demarches.procedure.Answers;
import org.parvis.demarches.procedure.Header;
import org.parvis.demarches.procedure.Procedure;
import org.parvis.demarches.procedure.SampleAnswers;
import org.parvis.demarches.procedure.Workflow;
import org.parvis.testkit.FakeRequest;
import org.parvis.testkit.OnBothDatabases;
import org.parvis.testkit.TestDatabase;

/** Amounts by metre and day: worked out to the cent, told before the request is sent, asked for with the decision. */
final class MeasuredTariffTest {
    private static final String[] TARIFF = {
        "tariff.place.scaffold", "1,20", "per.place.scaffold.length", "true", "per.place.scaffold.days", "true", "tariff.place.skip", "15", "per.place.skip.days", "true",
        "tariff.place.event", "40", "deliberation.number", "2026-41", "deliberation.day", "2026-11-03"};

    private final Holder holder = Holder.fresh();
    private DemarchesFixture fixture;
    private Procedure procedure;

    private void open(TestDatabase database) throws Exception {
        fixture = new DemarchesFixture(database);
        fixture.html.desk();
        procedure = fixture.procedures.newest("occupation-domaine-public").orElseThrow();
        FakeRequest request = FakeRequest.post("/").at(NOW).with("procedure", procedure.id()).as(WORKER).field("version", "0").field("offered", "true")
                .field("email", "mairie@example.org");
        for (int i = 0; i < TARIFF.length; i += 2) {
            request.field(TARIFF[i], TARIFF[i + 1]);
        }
        assertThat(answer(fixture.offerDesk, "POST", "/demarches-offre/{procedure}", request).status()).isEqualTo(303);
    }

    private Answers answers(String kind, String length) {
        JsonNodeFactory make = JsonNodeFactory.instance;
        return SampleAnswers.of(procedure, "zoe@example.org").with("what.kind", make.textNode(kind)).with("where.length", make.numberNode(new BigDecimal(length)))
                .with("when.start", make.textNode("2026-11-28")).with("when.end", make.textNode("2026-12-02"));
    }

    private Draft draft(Answers answers) {
        return fixture.drafts.save(RODEZ.id(), fixture.drafts.begin(RODEZ.id(), procedure, holder, null, false, NOW), answers, NOW);
    }

    private String review(Draft draft) throws Exception {
        FakeRequest request = FakeRequest.get("/").at(NOW).with("id", draft.id().toString()).with("step", "verifier").cookie("parvis_demarche", holder.token());
        return fixture.page(answer(fixture.form, "GET", "/teleservices/formulaire/{id}/{step}", request)).replace('\u00a0', ' ');
    }

    @OnBothDatabases
    void isOnTheSheetWorkedOutOnTheReviewPageAndAskedForWithTheDecision(TestDatabase database) throws Exception {
        open(database);
        String sheet = fixture.page(answer(
                fixture.catalogue, "GET", "/teleservices/{procedure}", FakeRequest.get("/").at(NOW).with("procedure", procedure.id()))).replace('\u00a0', ' ');
        assertThat(sheet).contains("Un échafaudage : 1,20 € par mètre de longueur, par jour", "un dépôt de matériaux : 15,00 € par jour", "une fête de quartier : 40,00 €<");
        // From 28 November to 2 December: five days. 1,20 × 3,5 × 5 = 21,00.
        Draft draft = draft(answers("scaffold", "3.5"));
        assertThat(review(draft)).contains("Ce que cela coûte", "<strong>21,00 €</strong>", "1,20 € par mètre de longueur, par jour × 3,5 × 5", "Rien n’est à payer pour envoyer");
        assertThat(review(draft(answers("skip", "3.5")))).contains("<strong>75,00 €</strong>");
        assertThat(review(draft(answers("event", "3.5")))).contains("<strong>40,00 €</strong>").doesNotContain("× ");
        assertThat(review(draft(answers("terrace", "3.5")))).as("no tariff").doesNotContain("Ce que cela coûte");

        CaseFile file = fixture.cases.submit(RODEZ, draft, procedure, Locale.FRENCH, Cases.Origin.web(holder, NOW), code -> {});
        Workflow.Transition take = procedure.workflow().byId("take").orElseThrow();
        fixture.handling.move(RODEZ, file.id(), null, take, Handling.Given.NOTHING, Handling.Actor.of(WORKER), NOW);
        String screen = fixture.page(answer(fixture.desk, "GET", "/demarches/{id}", FakeRequest.get("/").at(NOW).as(WORKER).with("id", file.id().toString())));
        assertThat(screen.replace('\u00a0', ' ')).contains("Redevance d’occupation : 21,00 € (1,20 € par mètre de longueur, par jour × 3,5 × 5)");
        assertThat(grant(file).status()).isEqualTo(303);
        assertThat(fixture.payments.all().get(0).order().cents()).isEqualTo(2_100);
    }

    private Response grant(CaseFile file) throws Exception {
        FakeRequest request = FakeRequest.post("/").at(NOW).as(WORKER).with("id", file.id().toString()).field("way", "grant")
                .field("revision", String.valueOf(fixture.cases.get(RODEZ.id(), file.id()).revision()));
        String[] permit = {"order", "2026-12", "start", "2026-11-28", "end", "2026-12-02", "surface", "3,5 m", "fee", "Selon le tarif", "conditions", "Passage libre.", "place", ""};
        for (int i = 0; i < permit.length; i += 2) {
            request.field("grant." + permit[i], permit[i + 1]);
        }
        return answer(fixture.desk, "POST", "/demarches/{id}/avancer", request);
    }

    @Test
    void comesBackTickedAndIsNotedInTheAuditLog() throws Exception {
        open(TestDatabase.derby());
        String again = fixture.page(answer(
                fixture.offerDesk, "GET", "/demarches-offre/{procedure}", FakeRequest.get("/").as(WORKER).with("procedure", procedure.id())));
        assertThat(again).containsPattern("name=\"per.place.scaffold.days\"[^>]* checked").containsPattern("name=\"per.place.skip.days\"[^>]* checked")
                .doesNotContainPattern("name=\"per.place.skip.length\"[^>]* checked").doesNotContainPattern("name=\"per.place.terrace.days\"[^>]* checked");
        assertThat(fixture.audit.of(RODEZ.id(), "demarches.tariff").toString()).contains("place.scaffold.days\u00a0: – → ×");
    }

    /** By hand: exact products, half a cent goes up. */
    @ParameterizedTest
    @CsvSource({"33, 1.5, 50", "5, 0.1, 1", "4, 0.1, 0", "1999, 12.345, 24678", "10000000, 1, 10000000"})
    void isExactAndRoundedOnceToTheCent(long cents, String length, long total) throws Exception {
        open(TestDatabase.derby());
        assertThat(cents(cents, answers("scaffold", length))).hasValue(total);
    }

    private OptionalLong cents(long cents, Answers answers) {
        Header.Fee fee = procedure.header().fees().get(0);
        return new Tariff(Map.of("place.scaffold", cents), Set.of("place.scaffold.length"), "1", null).cents(fee, Answers.of(answers.toString()));
    }

    @Test
    void whatCannotBeMeasuredIsLeftToTheAgent() throws Exception {
        open(TestDatabase.derby());
        assertThat(cents(10_000_000, answers("scaffold", "1.001"))).as("more than can be paid").isEmpty();
        assertThat(cents(120, answers("scaffold", "0"))).isEmpty();
        Answers backwards = answers("skip", "1").with("when.end", JsonNodeFactory.instance.textNode("2026-11-01"));
        assertThat(review(draft(backwards))).doesNotContain("Ce que cela coûte");
    }

    @Test
    void isAskedForAnewOnlyIfWhatItIsMultipliedByChanges() throws Exception {
        open(TestDatabase.derby());
        Tariff tariff = Tariff.of(fixture.offers.offer(RODEZ.id(), procedure.id()));
        Header.Fee fee = procedure.header().fees().get(0);
        assertThat(tariff.alike(fee, answers("skip", "2"), answers("skip", "3"))).as("a skip is by the day").isTrue();
        assertThat(tariff.alike(fee, answers("scaffold", "2"), answers("scaffold", "3"))).isFalse();
        assertThat(tariff.alike(fee, answers("scaffold", "2"), answers("scaffold", "2.0"))).isTrue();
        assertThat(tariff.alike(fee, answers("scaffold", "2"), answers("skip", "2"))).isFalse();
    }
}
