package org.parvis.demarches;

import static org.assertj.core.api.Assertions.assertThat;
import static org.parvis.demarches.DemarchesFixture.NOW;
import static org.parvis.demarches.DemarchesFixture.RODEZ;
import static org.parvis.demarches.DemarchesFixture.answer;

import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.parvis.demarches.procedure.Procedure;
import org.parvis.demarches.procedure.SampleAnswers;
import org.parvis.testkit.FakeRequest;
import org.parvis.testkit.TestDatabase;

/** A message that is sent by a double click is one message. */
final class TwiceWrittenTest {
    @Test
    void theSameWordsInARowAreKeptOnce() throws Exception {
        DemarchesFixture fixture = new DemarchesFixture(TestDatabase.derby());
        fixture.offer(RODEZ, "saisine");
        Procedure procedure = fixture.procedures.newest("saisine").orElseThrow();
        Holder holder = Holder.fresh();
        Draft begun = fixture.drafts.begin(RODEZ.id(), procedure, holder, null, false, NOW);
        Draft draft = fixture.drafts.save(RODEZ.id(), begun, SampleAnswers.of(procedure, "zoe@example.org"), NOW);
        CaseFile file = fixture.cases.submit(RODEZ, draft, procedure, Locale.FRENCH, Cases.Origin.web(holder, NOW), code -> {});
        for (String text : List.of("Bonjour", "Bonjour", "Et le 12 ?", "Bonjour")) {
            FakeRequest message = FakeRequest.post("/").at(NOW).with("id", file.id().toString()).cookie("opened", file.id().toString()).field("text", text);
            assertThat(answer(fixture.follow, "POST", "/teleservices/suivi/{id}", message).status()).isEqualTo(303);
        }
        assertThat(EntryTable.of(fixture.cases.reader(RODEZ.id()), file.id())).filteredOn(entry -> entry.kind() == Entry.Kind.ANSWER)
                .extracting(Entry::body).containsExactlyInAnyOrder("Bonjour", "Et le 12 ?", "Bonjour");
    }
}
