package org.parvis.site.hours;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.parvis.api.calendar.PublicHolidays;
import org.parvis.api.content.Slug;
import org.parvis.api.tenant.Tenants;
import org.parvis.site.Texts;

/** Places and their hours in words, for templates. */
public final class HoursView {

    /** The seven days of this week, from Monday. */
    public record Day(String name, LocalDate date, boolean today, boolean closed, List<Times> slots, String why, String text) {}

    public record Times(String from, String to) {}

    /** Days with other hours than usual. */
    public record Exception(String when, String text, String why) {}

    /**
     * @param known false while no hours were ever entered
     * @param validUntil when one of these words changes (UTC)
     */
    public record PlaceHours(
            String name, String anchor, String address, String note, String sentence, boolean open, boolean known,
            List<Day> week, List<Exception> exceptions, Instant validUntil) {}

    private final Wording wording;
    private final ZoneId zone;
    private final PublicHolidays.Region region;
    private final Instant now;

    public HoursView(Texts texts, Tenants tenants, Instant now) {
        this.wording = new Wording(texts);
        this.zone = texts.site().tenant().zone();
        this.region = PublicHolidays.Region.of(texts.site().tenant(), tenants);
        this.now = now;
    }

    public LocalDate today() {
        return now.atZone(zone).toLocalDate();
    }

    /** First day whose exceptions matter to a page: Monday of this week. */
    public LocalDate monday() {
        return today().with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
    }

    /** The sentence alone, for the frame. */
    public Wording.Sentence sentence(Place place, List<Exceptional> exceptions) {
        return wording.sentence(Schedule.of(place, exceptions, region, zone), now);
    }

    public PlaceHours of(Place place, List<Exceptional> all) {
        Schedule schedule = Schedule.of(place, all, region, zone);
        Wording.Sentence sentence = wording.sentence(schedule, now);
        List<Day> week = Stream.iterate(monday(), day -> day.plusDays(1)).limit(7).map(day -> day(schedule, day)).toList();
        List<Exception> exceptions = new ArrayList<>();
        for (Exceptional exceptional : all) {
            if (exceptional.concerns(place.id()) && !exceptional.to().isBefore(today())) {
                exceptions.add(new Exception(
                        wording.range(exceptional.from(), exceptional.to()), wording.slots(exceptional.slots()), exceptional.reason()));
            }
        }
        boolean known = !place.week().isClosed() || !exceptions.isEmpty();
        return new PlaceHours(
                place.name(), Slug.of(place.name()), place.address(), place.note(), known ? sentence.text() : "", sentence.open(), known, week,
                List.copyOf(exceptions), sentence.validUntil());
    }

    private Day day(Schedule schedule, LocalDate day) {
        List<Slot> slots = schedule.on(day);
        return new Day(
                wording.dayName(day), day, day.equals(today()), slots.isEmpty(),
                slots.stream().map(slot -> new Times(wording.time(slot.from()), wording.time(slot.to()))).toList(),
                wording.why(schedule, day), wording.slots(slots));
    }
}
