package org.parvis.calendar;

import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Collection;
import java.util.List;
import org.osgi.service.component.annotations.Component;
import org.parvis.api.calendar.CalendarEvent;
import org.parvis.api.calendar.Calendars;

/** iCalendar by ical4j. */
@Component(service = Calendars.class)
public final class IcsCalendars implements Calendars {

    @Override
    public byte[] write(String name, int refresh, Collection<CalendarEvent> events) {
        return IcsWriter.write(name, refresh, events);
    }

    @Override
    public Content read(InputStream ics, ZoneId zone) throws IOException {
        return IcsReader.read(ics, zone);
    }

    @Override
    public List<Occurrence> occurrences(Collection<CalendarEvent> events, Instant from, Instant until, int most) {
        return Expansion.of(events, from, until, most);
    }
}
