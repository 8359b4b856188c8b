package org.parvis.acts;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.parvis.api.calendar.PublicHolidays.Region;
import org.parvis.testkit.FakeRequestSites;
import org.parvis.testkit.FakeTenants;

final class AppealPeriodTest {

    /** Worked out by hand with a calendar: the day two months later, one more, then the next working day. */
    @ParameterizedTest
    @CsvSource({
        // Monday 12 January; 12 March; Friday 13 March.
        "2026-01-12, 2026-03-13",
        // Tuesday 10 November; 10 January; Monday 11 January.
        "2026-11-10, 2027-01-11",
        // Thursday 12 November; 12 January; Wednesday 13 January.
        "2026-11-12, 2027-01-13",
        // Friday 6 March; 6 May; Thursday 7 May: the 8th, a holiday, does not matter.
        "2026-03-06, 2026-05-07",
        // Saturday 7 March; 7 May; Friday 8 May is a holiday, then a week-end: Monday 11 May.
        "2026-03-07, 2026-05-11",
        // 31 December: no 31 February; 28 February 2027, a Sunday; Monday 1 March.
        "2026-12-31, 2027-03-01",
        // 30 December 2027: 29 February 2028 (a leap year); Wednesday 1 March.
        "2027-12-30, 2028-03-01",
        // 24 October; 24 December; Friday 25 December is Christmas: Monday 28 December.
        "2026-10-24, 2026-12-28",
        // 13 May; 13 July; Tuesday 14 July: Wednesday 15 July.
        "2026-05-13, 2026-07-15",
        // Wednesday 4 February; 4 April; Sunday 5 April (Easter), Easter Monday: Tuesday 7 April.
        "2026-02-04, 2026-04-07",
    })
    void theLastDayIsTwoFullMonthsLaterOnAWorkingDay(LocalDate published, LocalDate last) {
        assertThat(AppealPeriod.lastDay(published, Region.METROPOLITAN_FRANCE)).isEqualTo(last);
    }

    /** 26 December is a holiday in Alsace-Moselle alone: in 2028, 25 December is a Monday. */
    @ParameterizedTest
    @CsvSource({"2028-10-24, METROPOLITAN_FRANCE, 2028-12-26", "2028-10-24, ALSACE_MOSELLE, 2028-12-27"})
    void holidaysAreThoseOfTheRegion(LocalDate published, Region region, LocalDate last) {
        assertThat(AppealPeriod.lastDay(published, region)).isEqualTo(last);
    }

    /** 23:30 UTC on 11 November is 0:30 on the 12th in Paris. */
    @Test
    void theDayOfPublicationIsThatOfTheTenant() {
        assertThat(AppealPeriod.lastDay(Instant.parse("2026-11-11T23:30:00Z"), FakeRequestSites.RODEZ.tenant(), FakeTenants.of())).isEqualTo(LocalDate.of(2027, 1, 13));
    }

    @Test
    void anActStaysOnlineForTwoMonths() {
        assertThat(AppealPeriod.longEnough(Instant.parse("2026-11-12T09:00:00Z"), ZoneId.of("Europe/Paris"))).isEqualTo(Instant.parse("2027-01-12T23:00:00Z"));
    }
}
