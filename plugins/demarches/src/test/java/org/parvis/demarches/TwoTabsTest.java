package org.parvis.demarches;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.parvis.demarches.DemarchesFixture.NOW;
import static org.parvis.demarches.DemarchesFixture.RODEZ;
import static org.parvis.demarches.DemarchesFixture.answer;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import org.parvis.api.file.Attachment;
import org.parvis.api.route.Conflict;
import org.parvis.api.route.NotFound;
import org.parvis.api.route.Response;
import org.parvis.demarches.procedure.Answers;
import org.parvis.demarches.procedure.Procedure;
import org.parvis.testkit.FakeRequest;
import org.parvis.testkit.OnBothDatabases;
import org.parvis.testkit.TestDatabase;

/** The same form in two tabs or on two devices, and what is typed while it is being kept or sent. */
final class TwoTabsTest {
    private static final String SAISINE = """
            {"request": {"theme": "road", "subject": "Lampadaire", "text": "Rue du Lavoir, depuis lundi."},
             "applicant": {"kind": "person", "name": "Zoé Exemple", "email": "zoe@example.org"}}""";

    private final Holder holder = Holder.fresh();
    private DemarchesFixture fixture;
    private Procedure procedure;

    private Draft begin(TestDatabase database) {
        fixture = new DemarchesFixture(database);
        fixture.offer(RODEZ, "saisine");
        procedure = fixture.procedures.newest("saisine").orElseThrow();
        Draft begun = fixture.drafts.begin(RODEZ.id(), procedure, holder, null, false, NOW);
        return fixture.drafts.save(RODEZ.id(), begun, Answers.of(SAISINE), NOW.plusSeconds(1));
    }

    private Draft read(Draft draft) {
        return fixture.drafts.find(RODEZ.id(), draft.id(), NOW).orElseThrow();
    }

    private static Answers with(Draft draft, String path, String text) {
        return draft.answers().with(path, draft.answers().json().textNode(text));
    }

    private static Answers files(Draft draft, String... ids) {
        var array = draft.answers().json().arrayNode();
        List.of(ids).forEach(array::add);
        return draft.answers().with("files", ids.length == 0 ? array.nullNode() : array);
    }

    private FakeRequest of(Draft draft, FakeRequest request) {
        return request.at(fixture.now).with("id", draft.id().toString()).cookie("parvis_demarche", holder.token());
    }

    @OnBothDatabases
    void whatBothChangeIsKept(TestDatabase database) {
        Draft draft = begin(database);
        Draft here = read(draft);
        Draft there = read(draft);
        fixture.drafts.save(RODEZ.id(), here, with(here, "request.subject", "Deux lampadaires"), NOW.plusSeconds(2));
        Draft saved = fixture.drafts.save(RODEZ.id(), there, with(there, "applicant.phone", "05 65 00 00 00"), NOW.plusSeconds(3));
        assertThat(read(draft).answers().text("request.subject")).isEqualTo("Deux lampadaires");
        assertThat(read(draft).answers().text("applicant.phone")).isEqualTo("05 65 00 00 00");
        assertThat(saved.answers()).isEqualTo(read(draft).answers());
        fixture.drafts.save(RODEZ.id(), there, there.answers().with("applicant.email", there.answers().json().nullNode()), NOW.plusSeconds(4));
        assertThat(read(draft).answers().text("applicant.email")).as("taken away").isEmpty();
        assertThat(read(draft).answers().text("request.subject")).isEqualTo("Deux lampadaires");
    }

    @OnBothDatabases
    void whatIsTypedWhileACodeIsAskedForIsKept(TestDatabase database) {
        Draft draft = begin(database);
        Draft here = read(draft);
        fixture.drafts.save(RODEZ.id(), here, with(here, "request.subject", "Deux lampadaires"), NOW.plusSeconds(2));
        fixture.drafts.later(RODEZ.id(), here, "zoe@example.org", Locale.FRENCH, procedure);
        assertThat(read(draft).answers().text("request.subject")).isEqualTo("Deux lampadaires");
        assertThat(read(draft).email()).isEqualTo("zoe@example.org");
    }

    @OnBothDatabases
    void filesOfBothStayAndOneThatIsTakenAwayIsGone(TestDatabase database) {
        Draft draft = begin(database);
        SentFiles sent = new SentFiles(fixture);
        String first = sent.attach(RODEZ, draft.id().toString(), "un.jpg", "image/jpeg").id();
        Draft one = fixture.drafts.save(RODEZ.id(), read(draft), files(draft, first), NOW.plusSeconds(2));
        Draft here = read(one);
        Draft there = read(one);
        String second = sent.attach(RODEZ, draft.id().toString(), "deux.jpg", "image/jpeg").id();
        String third = sent.attach(RODEZ, draft.id().toString(), "trois.jpg", "image/jpeg").id();
        fixture.drafts.save(RODEZ.id(), here, files(here, first, second), NOW.plusSeconds(3));
        fixture.drafts.save(RODEZ.id(), there, files(there, third), NOW.plusSeconds(4));
        assertThat(read(draft).answers().json().path("files")).extracting(id -> id.asText()).containsExactly(second, third);
        assertThat(fixture.attachments.files.values()).as("the one that was taken away is stored no more").extracting(file -> file.fileName())
                .containsExactlyInAnyOrder("deux.jpg", "trois.jpg");
        Draft last = read(draft);
        fixture.drafts.save(RODEZ.id(), last, files(last), NOW.plusSeconds(5));
        assertThat(fixture.attachments.files).isEmpty();
    }

    @OnBothDatabases
    void anAnswerThatLooksLikeTheNumberOfAFileTakesNoFileAway(TestDatabase database) {
        Draft draft = begin(database);
        Draft other = fixture.drafts.begin(RODEZ.id(), procedure, Holder.fresh(), null, false, NOW);
        String theirs = new SentFiles(fixture).attach(RODEZ, other.id().toString(), "un.jpg", "image/jpeg").id();
        Draft typed = fixture.drafts.save(RODEZ.id(), read(draft), with(draft, "request.subject", theirs), NOW.plusSeconds(2));
        fixture.drafts.save(RODEZ.id(), typed, with(typed, "request.subject", "Lampadaire"), NOW.plusSeconds(3));
        assertThat(fixture.attachments.files).hasSize(1);
    }

    @OnBothDatabases
    void whatWasTypedWhileAFormWasBeingSentIsReadAgainBeforeItIsSent(TestDatabase database) throws Exception {
        Draft draft = begin(database);
        Draft seen = read(draft);
        fixture.drafts.save(RODEZ.id(), read(draft), with(draft, "request.subject", "Deux lampadaires"), NOW.plusSeconds(2));
        assertThatThrownBy(() -> submit(seen)).isInstanceOf(Conflict.class);
        assertThat(fixture.cases.find(RODEZ.id(), draft.id())).isEmpty();
        assertThat(fixture.sent).isEmpty();
        Response sent = answer(fixture.form, "POST", "/teleservices/formulaire/{id}/verifier", of(draft, FakeRequest.post("/")));
        assertThat(sent.status()).isEqualTo(303);
        assertThat(fixture.cases.get(RODEZ.id(), draft.id()).subject()).isEqualTo("Deux lampadaires");
    }

    @OnBothDatabases
    void aFormThatWasGivenUpInAnotherTabIsNotSent(TestDatabase database) {
        Draft draft = begin(database);
        Draft seen = read(draft);
        fixture.drafts.drop(RODEZ.id(), draft);
        assertThatThrownBy(() -> submit(seen)).isInstanceOfAny(Conflict.class, NotFound.class);
        assertThat(fixture.cases.find(RODEZ.id(), draft.id())).isEmpty();
    }

    @OnBothDatabases
    void filesOfOneRequestHaveAnEnd(TestDatabase database) throws Exception {
        Draft draft = begin(database);
        Attachment large = new Attachment("large", Drafts.FILES, draft.id().toString(), "film.pdf", "application/pdf", (300L << 20) - 2, "/piece/large", NOW);
        fixture.attachments.files.put(RODEZ.id() + "large", large);
        FakeRequest more = of(draft, FakeRequest.post("/")).with("step", "2").field("_asked", "files").file("files", "plan.pdf", "application/pdf", "%PDF".getBytes(StandardCharsets.UTF_8));
        Response refused = answer(fixture.form, "POST", "/teleservices/formulaire/{id}/{step}", more);
        assertThat(refused.status()).isEqualTo(422);
        assertThat(fixture.page(refused)).contains("plus de place", "300\u00a0Mo");
        submit(read(draft));
        FakeRequest message = of(draft, FakeRequest.post("/")).cookie("opened", draft.id().toString()).field("text", "Voici.")
                .file("files", "plan.pdf", "application/pdf", "%PDF".getBytes(StandardCharsets.UTF_8));
        assertThat(answer(fixture.follow, "POST", "/teleservices/suivi/{id}", message).status()).isEqualTo(422);
        assertThat(fixture.attachments.files).hasSize(1);
    }

    private CaseFile submit(Draft draft) {
        return fixture.cases.submit(RODEZ, draft, procedure, Locale.FRENCH, Cases.Origin.web(holder, NOW), code -> {});
    }

    @OnBothDatabases
    void filesOfAMessageThatCameTooLateAreNotKept(TestDatabase database) throws Exception {
        Draft draft = begin(database);
        CaseFile file = submit(read(draft));
        var ask = fixture.view.procedure(file).workflow().byId("ask").orElseThrow();
        Handling.Given given = new Handling.Given("Quel numéro ?", LocalDate.of(2026, 12, 13), List.of());
        fixture.handling.move(RODEZ, file.id(), null, ask, given, Handling.Actor.of(DemarchesFixture.WORKER), NOW);
        // An agent goes on while the files are still being received.
        FakeRequest completing = of(draft, FakeRequest.post("/")).cookie("opened", file.id().toString()).field("text", "Le 12.").field("complete", "true")
                .file("files", "plan.pdf", "application/pdf", "%PDF".getBytes(StandardCharsets.UTF_8));
        fixture.attachments.meanwhile = () -> fixture.handling.move(
                RODEZ, file.id(), null, fixture.view.procedure(file).workflow().byId("continue").orElseThrow(), Handling.Given.NOTHING,
                Handling.Actor.of(DemarchesFixture.WORKER), NOW);
        Response refused = answer(fixture.follow, "POST", "/teleservices/suivi/{id}", completing);
        assertThat(refused.status()).isEqualTo(409);
        assertThat(fixture.page(refused)).contains("Le 12.");
        assertThat(fixture.attachments.files).isEmpty();
    }
}
