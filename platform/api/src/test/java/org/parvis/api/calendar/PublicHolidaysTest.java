package org.parvis.api.calendar;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.parvis.api.calendar.PublicHolidays.Holiday;
import org.parvis.api.calendar.PublicHolidays.Region;

class PublicHolidaysTest {

    /** Dates as published by the Institut de mécanique céleste (Easter Sundays). */
    @ParameterizedTest
    @CsvSource({"2024-03-31", "2025-04-20", "2026-04-05", "2027-03-28", "2038-04-25", "2285-03-22"})
    void easterIsWhereTheAlmanacHasIt(LocalDate easter) {
        assertThat(PublicHolidays.easter(easter.getYear())).isEqualTo(easter);
    }

    @ParameterizedTest
    @CsvSource({
        "2026-04-06, EASTER_MONDAY", "2026-05-14, ASCENSION", "2026-05-25, WHIT_MONDAY", "2026-05-08, VICTORY_1945", "2026-11-11, ARMISTICE_1918"
    })
    void holidaysOf2026InAveyron(LocalDate day, Holiday holiday) {
        assertThat(PublicHolidays.on(day, Region.of("12202"))).contains(holiday);
    }

    @ParameterizedTest
    @CsvSource({
        "67482, 2026-04-03, GOOD_FRIDAY", "57463, 2026-12-26, SAINT_STEPHEN", "97105, 2026-05-27, ABOLITION_OF_SLAVERY",
        "97209, 2026-05-22, ABOLITION_OF_SLAVERY", "97302, 2026-06-10, ABOLITION_OF_SLAVERY", "97411, 2026-12-20, ABOLITION_OF_SLAVERY",
        "97611, 2026-04-27, ABOLITION_OF_SLAVERY", "97701, 2026-10-09, ABOLITION_OF_SLAVERY", "97801, 2026-05-28, ABOLITION_OF_SLAVERY"
    })
    void someRegionsHaveOneMore(String insee, LocalDate day, Holiday holiday) {
        assertThat(PublicHolidays.on(day, Region.of(insee))).contains(holiday);
        assertThat(PublicHolidays.on(day, Region.of("12202"))).isEmpty();
    }

    @Test
    void whoHasNoCodeKeepsThoseOfMetropolitanFrance() {
        assertThat(PublicHolidays.on(LocalDate.of(2026, 12, 26), Region.of(null))).isEmpty();
        assertThat(PublicHolidays.on(LocalDate.of(2026, 12, 25), Region.of(null))).contains(Holiday.CHRISTMAS);
        assertThat(Region.of("2A004")).isEqualTo(Region.METROPOLITAN_FRANCE);
    }
}
