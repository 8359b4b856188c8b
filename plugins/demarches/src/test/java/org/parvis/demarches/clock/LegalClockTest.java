package org.parvis.demarches.clock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.Period;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.parvis.api.calendar.PublicHolidays.Region;
import org.parvis.demarches.clock.Terms.Silence;

/**
 * A table made by hand with a calendar of 2026, 2027 and 2028: one column for silence that rejects, one for silence that accepts.
 *
 * <p>Events are written R (received), T (transferred to the competent administration), A day/until (asked), C (came), E (ended).
 */
final class LegalClockTest {
    private static final ZoneId PARIS = ZoneId.of("Europe/Paris");
    private static final Instant LATER = Instant.parse("2030-01-01T00:00:00Z");

    private static List<ClockEvent> events(String written) {
        List<ClockEvent> events = new ArrayList<>();
        for (String part : written.strip().split(" +")) {
            String[] days = part.substring(1).split("/");
            Instant at = LocalDateTime.parse(days[0].contains("T") ? days[0] : days[0] + "T10:00").atZone(PARIS).toInstant();
            events.add(switch (part.charAt(0)) {
                case 'R' -> new ClockEvent.Received(at);
                case 'T' -> new ClockEvent.Transferred(at);
                case 'A' -> new ClockEvent.Asked(at, LocalDate.parse(days[1]));
                case 'C' -> new ClockEvent.Came(at);
                default -> new ClockEvent.Ended(at);
            });
        }
        return events;
    }

    private static String silence(Silence silence, String period, String written, Instant now) {
        LocalDate on = LegalClock.at(now, new Terms(silence, Period.parse(period)), events(written), PARIS, Region.METROPOLITAN_FRANCE).silenceOn();
        return on == null ? "-" : on.toString();
    }

    @ParameterizedTest(name = "{4}")
    @CsvSource(delimiter = '|', value = {
        "P2M  | R2026-01-15                                             | 2026-03-15 | 2026-03-15 | two months end with the same date, though it is a Sunday",
        "P2M  | R2026-02-14                                             | 2026-04-14 | 2026-04-14 | clocks change within the period: days do not",
        "P2M  | R2026-12-31                                             | 2027-02-28 | 2027-02-28 | a month without that date ends with its last day",
        "P2M  | R2027-12-31                                             | 2028-02-29 | 2028-02-29 | and with the leap day in a leap year",
        "P1M  | R2028-01-29                                             | 2028-02-29 | 2028-02-29 | the leap day as the date itself",
        "P1Y  | R2028-02-29                                             | 2029-02-28 | 2029-02-28 | a year from the leap day",
        "P15D | R2026-10-20                                             | 2026-11-04 | 2026-11-04 | days, over the night with 25 hours and a public holiday",
        "P2M  | R2026-01-15 A2026-01-20/2026-02-20 C2026-01-30          | 2026-03-25 | 2026-03-30 | ten days of waiting; complete on 30 January",
        "P2M  | R2026-01-15 A2026-01-20/2026-02-20                      | 2026-04-15 | -          | nothing came: 31 days of waiting, never complete",
        "P2M  | R2026-01-15 A2026-01-20/2026-02-20 C2026-03-05          | 2026-04-15 | 2026-05-05 | came after the time given: the wait had ended with it",
        "P2M  | R2026-01-15 A2026-01-20/2026-02-20 C2026-01-30 A2026-02-10/2026-02-25 C2026-02-15 | 2026-03-30 | 2026-04-15 | asked twice: ten and five days",
        "P2M  | R2026-01-15 A2026-01-20/2026-02-20 A2026-01-25/2026-02-28 C2026-02-04 | 2026-03-30 | 2026-04-04 | asked again before anything came: one wait of fifteen days",
        "P2M  | R2026-01-15 T2026-01-25                                 | 2026-03-15 | 2026-03-25 | transferred: from the first for rejection, from the competent one for acceptance",
        "P2M  | R2026-01-15 T2026-01-25 A2026-01-28/2026-02-28 C2026-02-07 | 2026-03-25 | 2026-04-07 | transferred, then incomplete for ten days",
        "P2M  | R2026-01-15 A2026-04-01/2026-04-30 C2026-04-10          | 2026-03-15 | 2026-03-15 | asked when silence had decided: too late",
        "P2M  | R2026-01-15T23:59 A2026-01-20T00:01/2026-02-20 C2026-01-21T23:59 | 2026-03-16 | 2026-03-21 | days of the civil calendar, not hours",
        "P2M  | R2026-03-28T23:30                                       | 2026-05-28 | 2026-05-28 | the evening before clocks go forward",
    })
    void silenceBecomesADecisionAtTheEndOfThatDay(String period, String written, String rejection, String acceptance, String ignored) {
        assertThat(silence(Silence.REJECTION, period, written, LATER)).as("rejection").isEqualTo(rejection);
        assertThat(silence(Silence.ACCEPTANCE, period, written, LATER)).as("acceptance").isEqualTo(acceptance);
    }

    /** A request for a document: one month from when the competent administration has it (CRPA, R311-13). */
    @ParameterizedTest(name = "{2}")
    @CsvSource(delimiter = '|', value = {
        "R2026-01-15                                                    | 2026-02-15 | not transferred",
        "R2026-01-15 T2026-01-25                                        | 2026-02-25 | from the competent one",
        "R2026-01-15 A2026-01-18/2026-01-31 C2026-01-20 T2026-01-25     | 2026-02-25 | what the first one waited for does not count",
        "R2026-01-15 T2026-01-25 A2026-01-28/2026-02-28 C2026-02-07     | 2026-03-07 | what the competent one waited for does: ten days",
    })
    void silenceCountsFromTheCompetentAdministrationWhereTheLawSaysSo(String written, String rejection, String ignored) {
        Terms terms = new Terms(Silence.REJECTION, Period.ofMonths(1), true);
        assertThat(LegalClock.at(LATER, terms, events(written), PARIS, Region.METROPOLITAN_FRANCE).silenceOn()).isEqualTo(rejection);
    }

    @ParameterizedTest(name = "{3}")
    @CsvSource(delimiter = '|', value = {
        "2026-11-12 | 2026-11-13 | 2026-11-26 | a Thursday: Friday, then the Thursday two weeks on",
        "2026-11-10 | 2026-11-12 | 2026-11-25 | the eve of Armistice Day",
        "2026-12-24 | 2026-12-28 | 2027-01-11 | Christmas on a Friday and New Year's Day between",
        "2027-03-26 | 2027-03-30 | 2027-04-12 | the Friday before Easter: Easter Monday does not count",
        "2026-05-08 | 2026-05-11 | 2026-05-26 | received on a holiday; Ascension and Whit Monday between",
    })
    void receiptsAreDueInWorkingDays(String received, String registration, String acknowledgement, String ignored) {
        Deadlines deadlines = LegalClock.at(LATER, new Terms(Silence.NONE, null), events("R" + received), PARIS, Region.METROPOLITAN_FRANCE);
        assertThat(deadlines.registrationBy()).isEqualTo(registration);
        assertThat(deadlines.acknowledgementBy()).isEqualTo(acknowledgement);
        assertThat(deadlines.silenceOn()).isNull();
        assertThat(deadlines.over(LATER)).isFalse();
    }

    @Test
    void whilePiecesAreAwaitedTheEndIsThatWithoutThem() {
        Instant meanwhile = Instant.parse("2026-01-25T09:00:00Z");
        String written = "R2026-01-15 A2026-01-20/2026-02-20 C2026-01-30";
        assertThat(silence(Silence.REJECTION, "P2M", written, meanwhile)).isEqualTo("2026-04-15");
        assertThat(silence(Silence.ACCEPTANCE, "P2M", written, meanwhile)).isEqualTo("-");
        Deadlines deadlines =
                LegalClock.at(meanwhile, new Terms(Silence.REJECTION, Period.ofMonths(2)), events(written), PARIS, Region.METROPOLITAN_FRANCE);
        assertThat(deadlines.waiting()).isTrue();
        assertThat(deadlines.awaitedUntil()).isEqualTo("2026-02-20");
    }

    @Test
    void theDayOfTheSilenceIsOverWhenItIsOverInThatPlace() {
        Terms terms = new Terms(Silence.REJECTION, Period.ofMonths(2));
        Deadlines paris = LegalClock.at(LATER, terms, events("R2026-01-30"), PARIS, Region.METROPOLITAN_FRANCE);
        // 30 March 2026: summer time has begun, two hours ahead of UTC.
        assertThat(paris.silenceAt()).isEqualTo("2026-03-30T22:00:00Z");
        assertThat(paris.over(Instant.parse("2026-03-30T21:59:59Z"))).isFalse();
        assertThat(paris.over(Instant.parse("2026-03-30T22:00:00Z"))).isTrue();
        Deadlines reunion = LegalClock.at(LATER, terms, events("R2026-01-30"), ZoneId.of("Indian/Reunion"), Region.LA_REUNION);
        assertThat(reunion.silenceAt()).isEqualTo("2026-03-30T20:00:00Z");
    }

    @Test
    void whatHasEndedIsNeverOverAndWhatNeverCameHasNoClock() {
        Terms terms = new Terms(Silence.REJECTION, Period.ofMonths(2));
        assertThat(LegalClock.at(LATER, terms, events("R2026-01-15 E2026-02-01"), PARIS, Region.METROPOLITAN_FRANCE).over(LATER)).isFalse();
        assertThatIllegalArgumentException().isThrownBy(() -> LegalClock.at(LATER, terms, List.of(), PARIS, Region.METROPOLITAN_FRANCE));
        assertThatIllegalArgumentException().isThrownBy(() -> new Terms(Silence.REJECTION, null));
    }

    @Test
    void aWaitNeverBringsTheEndOfRejectionNearerNorMovesItByMoreThanTheWait() {
        Random random = new Random(114_005);
        for (int i = 0; i < 2_000; i++) {
            LocalDate received = LocalDate.of(2026, 1, 1).plusDays(random.nextInt(1_200));
            LocalDate asked = received.plusDays(random.nextInt(55));
            int given = 1 + random.nextInt(60);
            int taken = random.nextInt(90);
            String alone = silence(Silence.REJECTION, "P2M", "R" + received, LATER);
            String waited = silence(
                    Silence.REJECTION, "P2M", "R" + received + " A" + asked + "T11:00/" + asked.plusDays(given) + " C" + asked.plusDays(taken) + "T12:00", LATER);
            assertThat(LocalDate.parse(waited)).isEqualTo(LocalDate.parse(alone).plusDays(Math.min(given, taken)));
        }
    }
}
