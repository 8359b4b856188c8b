package org.parvis.demarches;

import static org.assertj.core.api.Assertions.assertThat;
import static org.parvis.demarches.DemarchesFixture.RODEZ;
import static org.parvis.demarches.DemarchesFixture.answer;

import java.util.Locale;
import org.parvis.testkit.FakeRequest;
import org.parvis.testkit.OnBothDatabases;
import org.parvis.testkit.TestDatabase;

/** What an agent fills in, as letters say it. */
final class LetterDaysTest {

    /** As the bouquet's offer of a place in a nursery and proposal of a grave do. */
    @OnBothDatabases
    void theLastDayIsSaidAsPeopleSayItInTheLanguageOfTheLetter(TestDatabase database) throws Exception {
        DemarchesFixture fixture = new DemarchesFixture(database);
        Packages packages = new Packages(fixture);
        packages.install(Packages.saisine(
                "procedure.yaml", "version: 1", "version: 2",
                "workflow.yaml", "to: incomplete, by: [case_worker], requires: [message, due]}", "to: incomplete, by: [case_worker], requires: [message, due], document: answer}",
                "documents/answer_fr.txt", "[message]", "[message] Avant le [due].",
                "documents/answer_en.txt", "[message]", "[message] By [due]."));
        fixture.offer(RODEZ, "saisine");
        CaseFile file = packages.send(RODEZ, Packages.ANSWERS);
        FakeRequest ask = new SentFiles(fixture).desk("POST", file).in(Locale.ENGLISH).field("way", "ask").field("revision", "1").field("ask.message", "Une photo, merci.").field("ask.due", "2026-12-01");
        assertThat(answer(fixture.desk, "POST", "/demarches/{id}/avancer", ask).status()).isEqualTo(303);
        assertThat(fixture.printed.get(fixture.printed.size() - 1).model().get("blocks").toString()).contains("Avant le 1er décembre 2026.").doesNotContain("2026-12-01");
    }
}
