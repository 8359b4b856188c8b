package org.parvis.demarches;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.parvis.demarches.DemarchesFixture.NOW;
import static org.parvis.demarches.DemarchesFixture.RODEZ;
import static org.parvis.demarches.DemarchesFixture.WORKER;
import static org.parvis.demarches.DemarchesFixture.answer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.parvis.api.document.Documents;
import org.parvis.api.route.Response;
import org.parvis.demarches.procedure.Answers;
import org.parvis.demarches.procedure.Procedure;
import org.parvis.demarches.procedure.SampleAnswers;
import org.parvis.testkit.FakeRequest;
import org.parvis.testkit.TestDatabase;

/** Several children, days, persons: each is read as one of several, and not as a line of words. */
final class SeveralEntriesTest {
    private static final String TWO = """
            [{"name": "Ada Exemple", "phone": "05 65 00 00 01"}, {"name": "Bo Exemple", "phone": "05 65 00 00 02"}]""";
    /** messages_fr.properties of the procedure: care.pickup.item.label, care.pickup.name.label. */
    private static final String FIRST = "<strong>Personne 1</strong></p><dl class=\"answers\"><div><dt>Prénom et nom</dt><dd>Ada Exemple</dd></div>";
    private static final String SECOND = "<strong>Personne 2</strong></p><dl class=\"answers\"><div><dt>Prénom et nom</dt><dd>Bo Exemple</dd></div>";

    private final Holder holder = Holder.fresh();
    private DemarchesFixture fixture;
    private Procedure procedure;
    private Draft draft;

    @BeforeEach
    void fill() throws Exception {
        fixture = new DemarchesFixture(TestDatabase.derby());
        fixture.offer(RODEZ, "periscolaire");
        procedure = fixture.procedures.newest("periscolaire").orElseThrow();
        JsonNode two = new ObjectMapper().readTree(TWO);
        Answers answers = SampleAnswers.of(procedure, "zoe@example.org").with("care.pickup", two);
        draft = fixture.drafts.save(RODEZ.id(), fixture.drafts.begin(RODEZ.id(), procedure, holder, null, false, NOW), answers, NOW);
    }

    private FakeRequest mine(FakeRequest request) {
        return request.at(NOW).with("id", draft.id().toString()).cookie("parvis_demarche", holder.token());
    }

    private CaseFile sent() {
        return fixture.cases.submit(RODEZ, draft, procedure, Locale.FRENCH, Cases.Origin.web(holder, NOW), code -> {});
    }

    private String printed(Response pdf) {
        assertThat(pdf.status()).isEqualTo(200);
        Documents.Printed last = fixture.printed.get(fixture.printed.size() - 1);
        return fixture.html.html(last.template(), DemarchesFakes.withLetterhead(last), RODEZ, Locale.FRENCH);
    }

    @Test
    void onTheReviewPageAndTheScreenOfTheAgent() throws Exception {
        String review = fixture.page(answer(
                fixture.form, "GET", "/teleservices/formulaire/{id}/{step}", mine(FakeRequest.get("/")).with("step", "verifier")));
        assertThat(review).contains(FIRST, SECOND);
        CaseFile file = sent();
        fixture.html.desk();
        FakeRequest read = FakeRequest.get("/").at(NOW).with("id", file.id().toString()).as(WORKER);
        assertThat(fixture.page(answer(fixture.desk, "GET", "/demarches/{id}", read))).contains(FIRST, SECOND);
    }

    @Test
    void onPaperEachHasItsLineOfTheTable() throws Exception {
        CaseFile file = sent();
        String row = "<tr><th scope=\"row\">Personne 2</th><td>Prénom et nom\u00a0: Bo Exemple<br>Téléphone\u00a0: 05 65 00 00 02</td></tr>";
        assertThat(printed(answer(fixture.receipts, "GET", "/teleservices/recu/{id}/pdf", mine(FakeRequest.get("/"))))).contains(row);
        FakeRequest read = FakeRequest.get("/").at(NOW).with("id", file.id().toString()).as(WORKER);
        assertThat(printed(answer(fixture.exports, "GET", "/demarches/{id}/dossier.pdf", read))).contains(row);
    }

    @Test
    void inAFileForSpreadsheetsEachAnswerHasItsLine() throws Exception {
        FakeRequest read = FakeRequest.get("/").at(NOW).with("id", sent().id().toString()).as(WORKER);
        Response.Bytes csv = (Response.Bytes) answer(fixture.exports, "GET", "/demarches/{id}/dossier.csv", read).content();
        assertThat(List.of(new String(csv.bytes(), UTF_8).split("\r?\n"))).anyMatch(line -> line.endsWith(";Personne 1 – Prénom et nom;Ada Exemple"))
                .anyMatch(line -> line.endsWith(";Personne 2 – Téléphone;05 65 00 00 02"));
    }
}
