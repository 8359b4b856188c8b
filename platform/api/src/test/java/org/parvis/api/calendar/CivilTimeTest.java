package org.parvis.api.calendar;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;

/** Clocks in France change at 01:00 UTC on the last Sundays of March and October (directive 2000/84/CE): 29 March and 25 October in 2026. */
class CivilTimeTest {

    private static final ZoneId PARIS = ZoneId.of("Europe/Paris");

    @Test
    void theDayOfTheChangeIs23Or25HoursLong() {
        LocalDate spring = LocalDate.of(2026, 3, 29);
        LocalDate autumn = LocalDate.of(2026, 10, 25);
        assertThat(Duration.between(CivilTime.startOfDay(spring, PARIS), CivilTime.endOfDay(spring, PARIS))).isEqualTo(Duration.ofHours(23));
        assertThat(Duration.between(CivilTime.startOfDay(autumn, PARIS), CivilTime.endOfDay(autumn, PARIS))).isEqualTo(Duration.ofHours(25));
        assertThat(CivilTime.endOfDay(autumn, PARIS)).isEqualTo(Instant.parse("2026-10-25T23:00:00Z"));
    }

    @Test
    void aSkippedTimeIsMovedAndOneThatComesTwiceIsTheFirst() {
        LocalDateTime skipped = LocalDateTime.of(2026, 3, 29, 2, 30);
        LocalDateTime twice = LocalDateTime.of(2026, 10, 25, 2, 30);
        assertThat(CivilTime.isSkipped(skipped, PARIS)).isTrue();
        assertThat(CivilTime.instant(skipped, PARIS)).isEqualTo(Instant.parse("2026-03-29T01:30:00Z"));
        assertThat(CivilTime.isTwice(twice, PARIS)).isTrue();
        assertThat(CivilTime.instant(twice, PARIS)).isEqualTo(Instant.parse("2026-10-25T00:30:00Z"));
        assertThat(CivilTime.isSkipped(twice, PARIS) || CivilTime.isTwice(skipped, PARIS)).isFalse();
    }

    @Test
    void overseasClocksDoNotChange() {
        LocalDate day = LocalDate.of(2026, 3, 29);
        ZoneId reunion = ZoneId.of("Indian/Reunion");
        assertThat(Duration.between(CivilTime.startOfDay(day, reunion), CivilTime.endOfDay(day, reunion))).isEqualTo(Duration.ofDays(1));
    }
}
