package org.parvis.demarches;

import static org.assertj.core.api.Assertions.assertThat;
import static org.parvis.demarches.DemarchesFixture.NOW;
import static org.parvis.demarches.DemarchesFixture.RODEZ;
import static org.parvis.demarches.DemarchesFixture.WORKER;
import static org.parvis.demarches.DemarchesFixture.answer;

import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import org.parvis.demarches.procedure.Answers;
import org.parvis.demarches.procedure.Workflow;
import org.parvis.testkit.FakeRequest;
import org.parvis.testkit.OnBothDatabases;
import org.parvis.testkit.TestDatabase;

/** What somebody comes for stands above what they know already. */
class SeenFirstTest {
    private static final Answers LAMP = Answers.of("""
            {"request": {"theme": "road", "subject": "Lampadaire", "text": "Rue du Lavoir, depuis lundi."},
             "applicant": {"kind": "person", "name": "Zoé Exemple", "email": "zoe@example.org"}}""");

    private final Holder holder = Holder.fresh();

    private CaseFile sent(DemarchesFixture fixture) {
        fixture.offer(RODEZ, "saisine");
        Draft begun = fixture.drafts.begin(RODEZ.id(), fixture.procedures.newest("saisine").orElseThrow(), holder, null, false, NOW);
        Draft draft = fixture.drafts.save(RODEZ.id(), begun, LAMP, NOW);
        return fixture.cases.submit(
                RODEZ, draft, fixture.procedures.version("saisine", draft.version()), Locale.FRENCH, Cases.Origin.web(holder, NOW), code -> {});
    }

    private static CaseFile moved(DemarchesFixture fixture, CaseFile file, String way, Handling.Given given) {
        Workflow.Transition transition = fixture.view.procedure(file).workflow().byId(way).orElseThrow();
        return fixture.handling.move(RODEZ, file.id(), null, transition, given, Handling.Actor.of(WORKER), NOW);
    }

    private static String followed(DemarchesFixture fixture, CaseFile file) {
        return fixture.page(fixture.follow.page(FakeRequest.get("/").at(NOW), file.id().toString()));
    }

    @OnBothDatabases
    void whatIsAskedForAndTheAnswerStandAboveTheHistory(TestDatabase database) {
        DemarchesFixture fixture = new DemarchesFixture(database);
        CaseFile file = sent(fixture);
        moved(fixture, file, "ask", new Handling.Given("Il manque le plan.", LocalDate.of(2026, 12, 2), List.of()));
        assertThat(followed(fixture, file))
                .containsSubsequence("2 décembre 2026 au soir", "Il manque le plan.", "href=\"#write\"", ">Suivi</h2>", "Il manque le plan.", "id=\"write\"");
        moved(fixture, file, "continue", Handling.Given.NOTHING);
        moved(fixture, file, "answer", new Handling.Given("Le plan est en mairie.", null, List.of()));
        assertThat(followed(fixture, file))
                .containsSubsequence(">La réponse</h2>", "Le plan est en mairie.", ">Suivi</h2>", "Le plan est en mairie.", "Êtes-vous satisfait");
    }

    @OnBothDatabases
    void aQuestionThatTakesPhotosAloneSaysSo(TestDatabase database) throws Exception {
        DemarchesFixture fixture = new DemarchesFixture(database);
        fixture.offer(RODEZ, "signalement");
        Draft draft = fixture.drafts.begin(RODEZ.id(), fixture.procedures.newest("signalement").orElseThrow(), holder, null, false, NOW);
        FakeRequest photos = FakeRequest.get("/").at(NOW).with("id", draft.id().toString()).with("step", "3").cookie("parvis_demarche", holder.token());
        assertThat(fixture.page(answer(fixture.form, "GET", "/teleservices/formulaire/{id}/{step}", photos)))
                .contains("3 photos au plus (JPG ou PNG)").doesNotContain("PDF");
    }
}
