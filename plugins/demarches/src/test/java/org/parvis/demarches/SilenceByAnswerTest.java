package org.parvis.demarches;

import static org.assertj.core.api.Assertions.assertThat;
import static org.parvis.demarches.DemarchesFixture.RODEZ;
import static org.parvis.demarches.DemarchesFixture.WORKER;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.parvis.demarches.procedure.Answers;
import org.parvis.demarches.procedure.Letter;
import org.parvis.demarches.procedure.Procedure;
import org.parvis.demarches.procedure.ProcedureReader;
import org.parvis.demarches.procedure.Workflow;
import org.parvis.testkit.FakeRequest;
import org.parvis.testkit.OnBothDatabases;
import org.parvis.testkit.TestDatabase;

/** What silence means, and after how long, by the kind of request. */
final class SilenceByAnswerTest {
    /** As it is shipped: CRPA, R*311-12 and R311-13. */
    private static final String SHIPPED = """
              by: request.theme
              when:
                document: {means: rejection, after: P1M, from: competent, law: "Code des relations entre le public et l’administration, R*311-12 et R311-13"}
            """;
    /** With others, which are made up. */
    private static final String CASES = SHIPPED + """
                planning: {means: acceptance, after: P2M, law: "CRPA, L231-1"}
                money: {means: none}
            """;

    private static Packages installed(TestDatabase database, String... more) {
        Packages packages = new Packages(new DemarchesFixture(database));
        String[] changes = new String[6 + more.length];
        System.arraycopy(new String[] {"procedure.yaml", "version: 1", "version: 2", "procedure.yaml", SHIPPED, CASES}, 0, changes, 0, 6);
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
        Packages packages = installed(database);
        DemarchesFixture fixture = packages.fixture;
        fixture.offer(RODEZ, "saisine");
        sent(packages, "document", "2026-11-12");
        Map<String, String> said = fixture.sent.get(fixture.sent.size() - 1).values();
        assertThat(said.get("silence")).contains("12 décembre 2026", "réputée refusée", "R*311-12 et R311-13");
        assertThat(said.get("appeal")).contains("dans les deux mois", "CADA", "R343-1", "avant de saisir le tribunal administratif (L342-1)").doesNotContain("maire");
        sent(packages, "money", "2026-11-12");
        Map<String, String> none = fixture.sent.get(fixture.sent.size() - 1).values();
        assertThat(none.get("silence")).contains("ne vaut ni acceptation, ni refus");
        assertThat(none.get("appeal")).isEmpty();
        sent(packages, "planning", "2026-11-12");
        Map<String, String> accepted = fixture.sent.get(fixture.sent.size() - 1).values();
        assertThat(accepted.get("silence")).contains("réputée acceptée");
        String sheet = fixture.page(DemarchesFixture.answer(
                fixture.catalogue, "GET", "/teleservices/{procedure}", FakeRequest.get("/").at(fixture.now).with("procedure", "saisine"))).replace('\u00a0', ' ');
        assertThat(sheet).contains("Sans réponse au bout de 2 mois, la demande est réputée refusée.", "Si vous choisissez « Un document de la mairie à obtenir (délibération, arrêté, dossier) » : Sans réponse au bout d");
        assertThat(sheet).contains("Si vous choisissez « Facture, aide, impôts locaux » : L’absence de réponse ne vaut ni acceptation, ni refus.");
    }

    /** Against a refusal to communicate a document the commission comes before the court (CRPA, R311-15, L342-1); against others the mayor or the court. */
    @OnBothDatabases
    void theLetterOfARefusalNamesWhoIsToBeTurnedTo(TestDatabase database) {
        Packages packages = new Packages(new DemarchesFixture(database));
        CaseFile document = sent(packages, "document", "2026-11-12");
        assertThat(end(document)).isEqualTo("2026-12-12");
        String french = letter(packages, document, "fr");
        assertThat(french).contains("CADA", "R311-15", "R343-1", "L342-1", "R343-4", "R343-5", "R421-1").doesNotContain("L411-2", "[contest]", "écrire au maire");
        assertThat(letter(packages, document, "en")).contains("CADA", "before you go to the administrative court (L342-1)", "R343-5").doesNotContain("write to the mayor");
        CaseFile road = sent(packages, "road", "2026-11-12");
        assertThat(end(road)).isEqualTo("2027-01-12");
        assertThat(letter(packages, road, "fr")).contains("écrire au maire", "R421-1", "L411-2").doesNotContain("CADA");
    }

    private static String letter(Packages packages, CaseFile file, String language) {
        Locale read = Locale.forLanguageTag(language);
        Map<String, String> values = packages.fixture.letters.values(RODEZ, file, Map.of("reason", "Il est en cours d’élaboration (L311-2)."), packages.fixture.now, read);
        return packages.fixture.view.procedure(file).letter("refusal", language).orElseThrow().fill(values).stream()
                .map(Letter.Block::text)
                .collect(Collectors.joining("\n"));
    }

    @OnBothDatabases
    void aCaseThatIsNoAnswerOrDependsOnMoreIsAFault(TestDatabase database) {
        String[][] faults = {
            {"by: request.theme", "by: request.subject", "silence.by"}, {"by: request.theme", "by: request.tone", "silence.by"}, {"document:", "paper:", "silence.when"},
            {"after: P1M", "after: one month", "period"}, {"{means: none}", "{means: none, by: request.theme}", "silence.deep"}, {"means: acceptance", "means: maybe", "word"},
        };
        for (String[] one : faults) {
            var reading = ProcedureReader.read(Packages.saisine("procedure.yaml", SHIPPED, CASES.replace(one[0], one[1])));
            assertThat(reading.faults()).as(one[1]).extracting(fault -> fault.messageKey()).containsExactly("demarches.fault." + one[2]);
            assertThat(reading.faults()).as(one[1]).allMatch(fault -> fault.file().equals("procedure.yaml") && fault.line() >= 14);
        }
        Procedure salvaged = ProcedureReader.salvaged("saisine", 2, Packages.saisine("procedure.yaml", SHIPPED, CASES.replace("after: P1M", "after: one month")));
        assertThat(salvaged.header().silence().of(Answers.of("{\"request\": {\"theme\": \"document\"}}")).means().code()).isEqualTo("none");
    }
}
