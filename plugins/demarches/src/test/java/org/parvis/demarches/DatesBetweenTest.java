package org.parvis.demarches;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.parvis.api.route.FieldError;
import org.parvis.demarches.procedure.Answers;
import org.parvis.demarches.procedure.AnswersCheck;
import org.parvis.demarches.procedure.Procedure;
import org.parvis.demarches.procedure.SampleAnswers;
import org.parvis.demarches.procedure.Texts.Wanted;
import org.parvis.testkit.TestDatabase;

/** An end that comes before its beginning is told where it is asked. */
final class DatesBetweenTest {
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 12);

    private DemarchesFixture fixture;

    @BeforeEach
    void open() {
        fixture = new DemarchesFixture(TestDatabase.derby());
    }

    private Procedure procedure(String id) {
        return fixture.procedures.newest(id).orElseThrow();
    }

    private static Answers with(Answers answers, String path, String day) {
        return answers.with(path, JsonNodeFactory.instance.textNode(day));
    }

    @Test
    void whoComesBackBeforeTheyLeaveIsToldFromWhichDayOn() {
        Procedure holidays = procedure("operation-tranquillite-vacances");
        Answers answers = with(with(SampleAnswers.of(holidays, "zoe@example.org"), "absence.start", "2026-12-20"), "absence.end", "2026-12-19");
        assertThat(AnswersCheck.check(holidays, answers, TODAY)).singleElement().satisfies(problem -> {
            assertThat(problem.name()).isEqualTo("absence.end");
            FieldError error = new Screen(holidays, Wanted.of(Locale.FRENCH), id -> Optional.empty()).error(problem);
            assertThat(fixture.wording.text(DemarchesFixture.RODEZ, Locale.FRENCH, error.messageKey(), error.arguments().toArray()))
                    .isEqualTo("Choisissez le 20 décembre 2026, ou un jour plus tard.");
        });
        assertThat(AnswersCheck.check(holidays, with(answers, "absence.end", "2026-12-20"), TODAY)).as("the same day").isEmpty();
    }

    @Test
    void inRowsEachIsComparedWithItsOwn() throws Exception {
        Procedure rooms = procedure("chambre-hotes");
        Answers two = Answers.of("{\"periods\": [{\"from\": \"2027-06-01\", \"to\": \"2027-09-30\"}, {\"from\": \"2027-12-20\", \"to\": \"2027-12-01\"}]}");
        Answers answers = with(SampleAnswers.of(rooms, "zoe@example.org"), "rooms.season", "periods").with("periods", two.json().path("periods"));
        assertThat(AnswersCheck.check(rooms, answers, TODAY)).extracting(problem -> problem.name()).isEqualTo(List.of("periods.1.to"));
    }
}
