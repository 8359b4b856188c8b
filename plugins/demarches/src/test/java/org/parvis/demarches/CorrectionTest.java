package org.parvis.demarches;

import static org.assertj.core.api.Assertions.assertThat;
import static org.parvis.demarches.DemarchesFixture.NOW;
import static org.parvis.demarches.DemarchesFixture.RODEZ;
import static org.parvis.demarches.DemarchesFixture.answer;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Locale;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.parvis.api.route.Response;
import org.parvis.demarches.procedure.Answers;
import org.parvis.demarches.procedure.Procedure;
import org.parvis.demarches.procedure.SampleAnswers;
import org.parvis.testkit.FakeRequest;
import org.parvis.testkit.TestDatabase;

/** What was sent is corrected: only what is other than before counts. */
final class CorrectionTest {
    private DemarchesFixture fixture;
    private CaseFile file;

    @BeforeEach
    void send() {
        fixture = new DemarchesFixture(TestDatabase.derby());
        fixture.offer(RODEZ, "occupation-domaine-public");
        Procedure procedure = fixture.procedures.newest("occupation-domaine-public").orElseThrow();
        JsonNodeFactory make = JsonNodeFactory.instance;
        Answers answers = SampleAnswers.of(procedure, "zoe@example.org").with("what.kind", make.textNode("event")).with("what.people", make.numberNode(80L))
                .with("where.length", make.numberNode(new BigDecimal("3.5"))).with("where.width", make.numberNode(new BigDecimal("2"))).pruned(procedure.screens());
        Holder holder = Holder.fresh();
        Draft draft = fixture.drafts.save(RODEZ.id(), fixture.drafts.begin(RODEZ.id(), procedure, holder, null, false, NOW), answers, NOW);
        file = fixture.cases.submit(RODEZ, draft, procedure, Locale.FRENCH, Cases.Origin.web(holder, NOW), code -> {});
    }

    /** What was asked for has begun when a number is corrected. */
    @Test
    void aDayThatHasPassedDoesNotHinderTheCorrectionOfSomethingElse() throws Exception {
        fixture.now = LocalDate.parse(file.answers().text("when.start")).plusDays(3).atStartOfDay(RODEZ.tenant().zone()).toInstant();
        assertThat(correct("90", "3,5", "2").status()).isEqualTo(303);
    }

    private Response correct(String people, String length, String width) throws Exception {
        FakeRequest request = FakeRequest.post("/").at(fixture.now).with("id", file.id().toString()).cookie("opened", file.id().toString())
                .field("revision", String.valueOf(fixture.cases.get(RODEZ.id(), file.id()).revision()));
        String[] fields = {"what.people", people, "where.length", length, "where.width", width};
        for (int i = 0; i < fields.length; i += 2) {
            request.field("_asked", fields[i]).field(fields[i], fields[i + 1]);
        }
        return answer(fixture.correction, "POST", "/teleservices/suivi/{id}/corriger", request);
    }

    @Test
    void numbersThatAreTypedAsTheyWereAreNoChange() throws Exception {
        Response same = correct("80", "3,5", "2");
        assertThat(same.status()).isEqualTo(422);
        assertThat(fixture.page(same)).contains(fixture.wording.text(RODEZ, Locale.FRENCH, "demarches.correct.nothing"));
    }

    @Test
    void theHistoryNamesThoseAloneThatAreOther() throws Exception {
        assertThat(correct("80", "4", "2,0").status()).isEqualTo(303);
        assertThat(EntryTable.of(fixture.cases.reader(RODEZ.id()), file.id())).filteredOn(entry -> entry.kind() == Entry.Kind.CORRECTED).singleElement()
                .satisfies(entry -> assertThat(entry.body() + entry.about()).contains("Longueur").doesNotContain("Largeur", "personnes attendues"));
    }
}
