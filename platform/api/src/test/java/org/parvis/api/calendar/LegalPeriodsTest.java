package org.parvis.api.calendar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.LocalDate;
import java.time.Period;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.parvis.api.calendar.LegalPeriods.Days;
import org.parvis.api.calendar.PublicHolidays.Region;

/** Each line was worked out by hand with a wall calendar; days of the week stand beside it where they decide. */
class LegalPeriodsTest {

    @ParameterizedTest(name = "{0} + {1} = {2}")
    @CsvSource({
        // Article 641: the day of the event is not counted; same date of the last month.
        "2026-06-15, P15D, 2026-06-30",
        "2026-06-15, P1M, 2026-07-15",
        "2026-06-15, P2Y, 2028-06-15",
        // No such date: the last day of the month.
        "2026-01-31, P1M, 2026-02-28",
        "2028-01-31, P1M, 2028-02-29",
        "2026-08-31, P3M, 2026-11-30",
        "2024-02-29, P1Y, 2025-02-28",
        "2026-12-31, P2M, 2027-02-28",
        // Months first, then days: 28 February + 1 day.
        "2026-01-31, P1M1D, 2026-03-01",
        "2026-03-10, P2W, 2026-03-24"
    })
    void aPeriodEndsOnTheDateOfTheEventOrWithTheMonth(LocalDate event, String period, LocalDate last) {
        assertThat(LegalPeriods.calendar(event, Period.parse(period))).isEqualTo(last);
    }

    @ParameterizedTest(name = "{0} + {1} in {2} = {3}")
    @CsvSource({
        // Saturday 28 February 2026: Monday 2 March.
        "2026-01-31, P1M, METROPOLITAN_FRANCE, 2026-03-02",
        // 1 May 2026 is a Friday: Monday 4 May.
        "2026-04-30, P1D, METROPOLITAN_FRANCE, 2026-05-04",
        // Tuesday 14 July 2026: Wednesday.
        "2026-07-03, P11D, METROPOLITAN_FRANCE, 2026-07-15",
        // Monday 13 July 2026 is a working day.
        "2026-07-03, P10D, METROPOLITAN_FRANCE, 2026-07-13",
        // Good Friday, 3 April 2026; Easter Monday is the 6th.
        "2026-03-24, P10D, METROPOLITAN_FRANCE, 2026-04-03",
        "2026-03-24, P10D, ALSACE_MOSELLE, 2026-04-07",
        // Friday 26 December 2025, Saint Stephen's.
        "2025-12-16, P10D, METROPOLITAN_FRANCE, 2025-12-26",
        "2025-12-16, P10D, ALSACE_MOSELLE, 2025-12-29",
        // Friday 22 May 2026: abolition of slavery in Martinique; Whit Monday is the 25th.
        "2026-05-12, P10D, METROPOLITAN_FRANCE, 2026-05-22",
        "2026-05-12, P10D, MARTINIQUE, 2026-05-26",
        // Over the end of a year: Thursday 1 January 2026, then a working Friday.
        "2025-12-22, P10D, METROPOLITAN_FRANCE, 2026-01-02"
    })
    void aPeriodOfProcedureEndsOnAWorkingDay(LocalDate event, String period, Region region, LocalDate last) {
        assertThat(LegalPeriods.procedure(event, Period.parse(period), region)).isEqualTo(last);
    }

    @ParameterizedTest(name = "{0} + {1} = {2}")
    @CsvSource({
        // Two clear months from 10 March: 10 May, so 11 May 2026, a Monday.
        "2026-03-10, P2M, 2026-05-11",
        // 31 January: 31 March, so 1 April 2026, a Wednesday.
        "2026-01-31, P2M, 2026-04-01",
        // 31 December: 28 February 2027, so 1 March 2027, a Monday.
        "2026-12-31, P2M, 2027-03-01",
        // 12 March: 12 May, so Wednesday 13 May 2026; 13 March: Thursday 14 May is Ascension, so Friday 15.
        "2026-03-12, P2M, 2026-05-13",
        "2026-03-13, P2M, 2026-05-15"
    })
    void aClearPeriodDoesNotCountItsLastDayEither(LocalDate event, String period, LocalDate last) {
        assertThat(LegalPeriods.clear(event, Period.parse(period), Region.METROPOLITAN_FRANCE)).isEqualTo(last);
    }

    @ParameterizedTest(name = "{0} + {1} {2} = {3}")
    @CsvSource({
        // Thursday 30 April 2026: 4, 5, 6, 7 May; the 8th is a holiday; Monday 11.
        "2026-04-30, 5, WORKED, 2026-05-11",
        // Saturday 2, then 4, 5, 6, 7 May.
        "2026-04-30, 5, WORKABLE, 2026-05-07",
        "2026-06-12, 1, WORKED, 2026-06-15",
        "2026-06-12, 1, WORKABLE, 2026-06-13"
    })
    void workingDaysAreCountedOneByOne(LocalDate event, int number, Days which, LocalDate last) {
        assertThat(LegalPeriods.days(event, number, which, Region.METROPOLITAN_FRANCE)).isEqualTo(last);
    }

    @ParameterizedTest(name = "{0} + {1} = {2}")
    @CsvSource({
        // Thursday 11 June 2026: Friday, Saturday; ends on Monday 15, and Friday and Monday are two working days.
        "2026-06-11, P2D, 2026-06-15",
        // Friday 22 May 2026: the weekend; Monday 25 is Whit Monday; Tuesday 26 would be the only working day, so Wednesday 27.
        "2026-05-22, P2D, 2026-05-27",
        // One day needs no second one.
        "2026-05-22, P1D, 2026-05-26",
        // A week from Monday 15 June ends on a Monday.
        "2026-06-15, P1W, 2026-06-22",
        "2026-01-31, P1M, 2026-03-02"
    })
    void aEuropeanPeriodHoldsTwoWorkingDays(LocalDate event, String period, LocalDate last) {
        assertThat(LegalPeriods.european(event, Period.parse(period), Region.METROPOLITAN_FRANCE)).isEqualTo(last);
    }

    @Test
    void nothingIsNoPeriod() {
        LocalDate day = LocalDate.of(2026, 6, 15);
        assertThatIllegalArgumentException().isThrownBy(() -> LegalPeriods.calendar(day, Period.ZERO));
        assertThatIllegalArgumentException().isThrownBy(() -> LegalPeriods.calendar(day, Period.ofDays(-1)));
        assertThatIllegalArgumentException().isThrownBy(() -> LegalPeriods.days(day, 0, Days.WORKED, Region.METROPOLITAN_FRANCE));
    }
}
