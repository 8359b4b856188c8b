package org.parvis.site.hours;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.parvis.api.calendar.PublicHolidays;

class ScheduleTest {

    private static final ZoneId PARIS = ZoneId.of("Europe/Paris");
    private static final Week WEEKDAYS = Week.parse("1=08:30-12:00,13:30-17:00;2=08:30-12:00;3=08:30-12:00;4=08:30-12:00;5=08:30-12:00,13:30-16:30");

    private static Schedule schedule(Week week, Exceptional... exceptions) {
        Place place = new Place(UUID.randomUUID(), "Mairie", "", "", week, true, 0, 1);
        return Schedule.of(place, List.of(exceptions), PublicHolidays.Region.METROPOLITAN_FRANCE, PARIS);
    }

    private static Instant at(String civil) {
        return LocalDateTime.parse(civil).atZone(PARIS).toInstant();
    }

    private static Exceptional closed(String from, String to) {
        return new Exceptional(UUID.randomUUID(), null, LocalDate.parse(from), LocalDate.parse(to), List.of(), "Congés");
    }

    @Test
    void opensAndClosesToTheMinute() {
        Schedule schedule = schedule(WEEKDAYS);
        assertThat(schedule.at(at("2026-06-15T08:29:59"))).isEqualTo(new Schedule.State(false, at("2026-06-15T08:30")));
        assertThat(schedule.at(at("2026-06-15T08:30:00"))).isEqualTo(new Schedule.State(true, at("2026-06-15T12:00")));
        assertThat(schedule.at(at("2026-06-15T11:59:59"))).isEqualTo(new Schedule.State(true, at("2026-06-15T12:00")));
        assertThat(schedule.at(at("2026-06-15T12:00:00"))).isEqualTo(new Schedule.State(false, at("2026-06-15T13:30")));
    }

    @Test
    void staysClosedOverTheWeekend() {
        assertThat(schedule(WEEKDAYS).at(at("2026-06-19T16:30"))).isEqualTo(new Schedule.State(false, at("2026-06-22T08:30")));
    }

    @Test
    void closesOnPublicHolidaysUnlessAnExceptionSaysOtherwise() {
        assertThat(schedule(WEEKDAYS).at(at("2026-07-14T10:00"))).isEqualTo(new Schedule.State(false, at("2026-07-15T08:30")));
        Exceptional open = new Exceptional(
                UUID.randomUUID(), null, LocalDate.parse("2026-07-14"), LocalDate.parse("2026-07-14"), List.of(new Slot(600, 660)), "");
        assertThat(schedule(WEEKDAYS, open).at(at("2026-07-14T10:00"))).isEqualTo(new Schedule.State(true, at("2026-07-14T11:00")));
    }

    @Test
    void looksBeyondALongClosure() {
        assertThat(schedule(WEEKDAYS, closed("2026-08-01", "2026-08-31")).at(at("2026-08-03T10:00")))
                .isEqualTo(new Schedule.State(false, at("2026-09-01T08:30")));
    }

    @Test
    void theNarrowerExceptionWins() {
        Exceptional oneDay = new Exceptional(
                UUID.randomUUID(), null, LocalDate.parse("2026-08-12"), LocalDate.parse("2026-08-12"), List.of(new Slot(540, 720)), "Permanence");
        assertThat(schedule(WEEKDAYS, closed("2026-08-01", "2026-08-31"), oneDay).at(at("2026-08-12T09:30"))).isEqualTo(new Schedule.State(true, at("2026-08-12T12:00")));
    }

    @Test
    void anExceptionOfAnotherPlaceDoesNotConcernThisOne() {
        Exceptional elsewhere = new Exceptional(
                UUID.randomUUID(), UUID.randomUUID(), LocalDate.parse("2026-06-15"), LocalDate.parse("2026-06-15"), List.of(), "");
        assertThat(schedule(WEEKDAYS, elsewhere).at(at("2026-06-15T09:00")).open()).isTrue();
    }

    @Test
    void neverOpenHasNoNextChange() {
        assertThat(schedule(Week.CLOSED).at(at("2026-06-15T09:00"))).isEqualTo(new Schedule.State(false, null));
    }

    @Test
    void aStretchAcrossMidnightIsOne() {
        Week night = Week.parse("5=22:00-24:00;6=00:00-02:00");
        assertThat(schedule(night).at(at("2026-06-19T23:00"))).isEqualTo(new Schedule.State(true, at("2026-06-20T02:00")));
    }

    @Test
    void boundsInTheHourThatIsMissingFallOnTheChange() {
        // On 2026-03-29 clocks go from 02:00 to 03:00 in Paris.
        Week early = Week.parse("7=01:00-02:30,02:45-05:00");
        Instant change = Instant.parse("2026-03-29T01:00:00Z");
        assertThat(schedule(early).at(Instant.parse("2026-03-29T00:30:00Z"))).isEqualTo(new Schedule.State(true, at("2026-03-29T05:00")));
        assertThat(schedule(Week.parse("7=02:30-05:00")).at(change.minusSeconds(1))).isEqualTo(new Schedule.State(false, change));
    }

    @Test
    void aStretchThatEndsInTheRepeatedHourEndsTheSecondTime() {
        // On 2026-10-25 clocks go from 03:00 back to 02:00 in Paris.
        Schedule schedule = schedule(Week.parse("7=01:00-02:30"));
        assertThat(schedule.at(Instant.parse("2026-10-25T00:45:00Z"))).isEqualTo(new Schedule.State(true, Instant.parse("2026-10-25T01:30:00Z")));
    }

    @Test
    void atAnyMomentItIsOpenExactlyWhenTheClockOnTheWallIsWithinASlot() {
        Random random = new Random(20261122);
        for (int run = 0; run < 300; run++) {
            Schedule schedule = schedule(randomWeek(random), closed("2026-10-20", "2026-10-22"));
            Instant now = at("2026-01-01T00:00").plus(Duration.ofMinutes(random.nextInt(525_600)));
            LocalDateTime wall = LocalDateTime.ofInstant(now, PARIS);
            if (!wall.toLocalDate().equals(LocalDate.parse("2026-10-25"))) {
                int minute = wall.getHour() * 60 + wall.getMinute();
                boolean within = schedule.on(wall.toLocalDate()).stream().anyMatch(slot -> slot.from() <= minute && minute < slot.to());
                assertThat(schedule.at(now).open()).as("%s at %s", schedule.week(), wall).isEqualTo(within);
            }
        }
    }

    @Test
    void nothingChangesBeforeTheNextChangeAndThenItDoes() {
        Random random = new Random(42);
        for (int run = 0; run < 200; run++) {
            Schedule schedule = schedule(randomWeek(random));
            Instant now = at("2026-03-20T00:00").plus(Duration.ofMinutes(random.nextInt(320_000)));
            Schedule.State state = schedule.at(now);
            Instant next = state.next();
            if (next != null) {
                assertThat(next).isAfter(now);
                assertThat(schedule.at(next).open()).isNotEqualTo(state.open());
                Instant between = now.plusSeconds((long) ((next.getEpochSecond() - now.getEpochSecond() - 1) * random.nextDouble()));
                assertThat(schedule.at(between)).isEqualTo(state);
            }
        }
    }

    private static Week randomWeek(Random random) {
        Map<DayOfWeek, List<Slot>> days = new EnumMap<>(DayOfWeek.class);
        for (DayOfWeek day : DayOfWeek.values()) {
            List<Slot> slots = new ArrayList<>();
            for (int i = random.nextInt(3); i > 0; i--) {
                int from = random.nextInt(95) * 15;
                slots.add(new Slot(from, from + 15 + random.nextInt((1440 - from) / 15) * 15));
            }
            days.put(day, slots);
        }
        return new Week(days);
    }

    @Test
    void aWeekIsReadAsItWasWritten() {
        assertThat(Week.parse(WEEKDAYS.text())).isEqualTo(WEEKDAYS);
        assertThat(Week.parse("")).isEqualTo(Week.CLOSED);
    }
}
