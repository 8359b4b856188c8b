package org.parvis.demarches;

import static org.assertj.core.api.Assertions.assertThat;
import static org.parvis.demarches.DemarchesFixture.RODEZ;
import static org.parvis.demarches.DemarchesFixture.WORKER;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import org.parvis.demarches.procedure.Answers;
import org.parvis.demarches.procedure.Procedure;
import org.parvis.demarches.procedure.ProcedureReader;
import org.parvis.demarches.procedure.Workflow;
import org.parvis.testkit.FakeRequest;
import org.parvis.testkit.OnBothDatabases;
import org.parvis.testkit.TestDatabase;

/** What silence means, and after how long, by the kind of request. */
final class SilenceByAnswerTest {
    private static final String LAW = "  law: Code des relations entre le public et l’administration, L231-4\n";
    /** Requests for documents: CRPA, R*311-12 and R311-13. The others are made up. */
    private static final String CASES = LAW + """
              by: request.theme
              when:
                document: {means: rejection, after: P1M, law: "CRPA, R311-13"}
                planning: {means: acceptance, after: P2M, law: "CRPA, L231-1"}
                money: {means: none}
            """;

    private static Packages installed(TestDatabase database, String... more) {
        Packages packages = new Packages(new DemarchesFixture(database));
        String[] changes = new String[6 + more.length];
        System.arraycopy(new String[] {"procedure.yaml", "version: 1", "version: 2", "procedure.yaml", LAW, CASES}, 0, changes, 0, 6);
        System.arraycopy(more, 0, changes, 6, more.length);
        packages.install(Packages.saisine(changes));
        return packages;
    }

    private static Instant at(String day) {
        return LocalDateTime.parse(day + "T10:00").atZone(RODEZ.tenant().zone()).toInstant();
    }

    private static CaseFile sent(Packages packages, String theme, String day) {
        packages.fixture.now = at(day);
        return packages.send(RODEZ, Packages.ANSWERS.replace("\"road\"", "\"" + theme + "\""));
    }

    private static CaseFile go(Packages packages, CaseFile file, String way, String day, Handling.Given given) {
        Workflow.Transition transition = packages.fixture.view.procedure(file).workflow().byId(way).orElseThrow();
        return packages.fixture.handling.move(RODEZ, file.id(), null, transition, given, Handling.Actor.of(WORKER), at(day));
    }

    private static String end(CaseFile file) {
        Instant silence = file.silenceAt();
        return silence == null ? "-" : LocalDate.ofInstant(silence.minusSeconds(1), RODEZ.tenant().zone()).toString();
    }

    /** By hand, with a calendar: theme, received, asked, last day given, came; the end when it is asked, and when pieces have come. */
    @OnBothDatabases
    void theClockGoesByTheAnswer(TestDatabase database) {
        Packages packages = installed(database);
        String[][] table = {
            // Others, and those of one month: rejection is suspended while pieces are awaited (L114-5).
            {"road", "2026-11-12", "2027-01-12", "2026-11-20", "2026-12-20", "2027-02-11", "2026-11-30", "2027-01-22"},
            {"document", "2026-11-12", "2026-12-12", "2026-11-20", "2026-12-20", "2027-01-11", "2026-11-30", "2026-12-22"},
            {"document", "2027-01-31", "2027-02-28", "2027-02-01", "2027-02-11", "2027-03-10", "2027-02-06", "2027-03-05"},
            // Acceptance runs from the day on which the file is complete.
            {"planning", "2026-11-12", "2027-01-12", "2026-11-20", "2026-12-20", "-", "2026-11-30", "2027-01-30"},
            {"money", "2026-11-12", "-", "2026-11-20", "2026-12-20", "-", "2026-11-30", "-"},
        };
        for (String[] row : table) {
            String what = row[0] + " " + row[1];
            CaseFile file = sent(packages, row[0], row[1]);
            assertThat(end(file)).as(what).isEqualTo(row[2]);
            CaseFile asked = go(packages, file, "ask", row[3], new Handling.Given("Une pièce.", LocalDate.parse(row[4]), List.of()));
            assertThat(end(asked)).as(what + ", asked").isEqualTo(row[5]);
            CaseFile came = go(packages, asked, "complete", row[6], Handling.Given.NOTHING);
            assertThat(end(came)).as(what + ", came").isEqualTo(row[7]);
        }
    }

    @OnBothDatabases
    void aCorrectedAnswerChangesTheEnd(TestDatabase database) {
        Packages packages = installed(database);
        CaseFile file = sent(packages, "road", "2026-11-12");
        Answers corrected = file.answers().with("request.theme", file.answers().json().textNode("document"));
        packages.fixture.handling.correct(RODEZ, file.id(), 1, corrected, List.of("Sujet"), at("2026-11-16"));
        assertThat(end(packages.fixture.cases.get(RODEZ.id(), file.id()))).isEqualTo("2026-12-12");
    }

    @OnBothDatabases
    void acknowledgementAndSheetSayIt(TestDatabase database) throws Exception {
        Packages packages = installed(
                database, "messages_fr.properties", "title=", "appeal.document=Saisissez d’abord la CADA.\ntitle=",
                "messages_en.properties", "title=", "appeal.document=First turn to CADA.\ntitle=");
        DemarchesFixture fixture = packages.fixture;
        fixture.offer(RODEZ, "saisine");
        sent(packages, "document", "2026-11-12");
        Map<String, String> said = fixture.sent.get(fixture.sent.size() - 1).values();
        assertThat(said.get("silence")).contains("12 décembre 2026", "réputée refusée", "CRPA, R311-13");
        assertThat(said.get("appeal")).isEqualTo("Saisissez d’abord la CADA.");
        sent(packages, "money", "2026-11-12");
        Map<String, String> none = fixture.sent.get(fixture.sent.size() - 1).values();
        assertThat(none.get("silence")).contains("ne vaut ni acceptation, ni refus");
        assertThat(none.get("appeal")).isEmpty();
        sent(packages, "planning", "2026-11-12");
        Map<String, String> accepted = fixture.sent.get(fixture.sent.size() - 1).values();
        assertThat(accepted.get("silence")).contains("réputée acceptée");
        String sheet = fixture.page(DemarchesFixture.answer(
                fixture.catalogue, "GET", "/teleservices/{procedure}", FakeRequest.get("/").at(fixture.now).with("procedure", "saisine"))).replace('\u00a0', ' ');
        assertThat(sheet).contains("Sans réponse au bout de 2 mois, la demande est réputée refusée.", "Si vous choisissez « Un document à demander » : Sans réponse au bout d");
        assertThat(sheet).contains("Si vous choisissez « Facture, aide, impôts locaux » : L’absence de réponse ne vaut ni acceptation, ni refus.");
    }

    @OnBothDatabases
    void aCaseThatIsNoAnswerOrDependsOnMoreIsAFault(TestDatabase database) {
        String[][] faults = {
            {"by: request.theme", "by: request.subject", "silence.by"}, {"by: request.theme", "by: request.tone", "silence.by"}, {"document:", "paper:", "silence.when"},
            {"after: P1M", "after: one month", "period"}, {"{means: none}", "{means: none, by: request.theme}", "silence.deep"}, {"means: acceptance", "means: maybe", "word"},
        };
        for (String[] one : faults) {
            var reading = ProcedureReader.read(Packages.saisine("procedure.yaml", LAW, CASES.replace(one[0], one[1])));
            assertThat(reading.faults()).as(one[1]).extracting(fault -> fault.messageKey()).containsExactly("demarches.fault." + one[2]);
            assertThat(reading.faults()).as(one[1]).allMatch(fault -> fault.file().equals("procedure.yaml") && fault.line() >= 14);
        }
        Procedure salvaged = ProcedureReader.salvaged("saisine", 2, Packages.saisine("procedure.yaml", LAW, CASES.replace("after: P1M", "after: one month")));
        assertThat(salvaged.header().silence().of(Answers.of("{\"request\": {\"theme\": \"document\"}}")).means().code()).isEqualTo("none");
    }
}
