package org.parvis.calendar;

import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import net.fortuna.ical4j.data.CalendarParserImpl;
import net.fortuna.ical4j.data.ContentHandler;
import net.fortuna.ical4j.data.ParserException;
import org.jspecify.annotations.Nullable;
import org.parvis.api.calendar.CalendarEvent;
import org.parvis.api.calendar.Calendars.Content;
import org.parvis.api.calendar.Calendars.Skipped;
import org.parvis.api.route.Invalid;

/** Reads a calendar: ical4j cuts it into components and properties, each event is then understood for itself. */
final class IcsReader implements ContentHandler {

    private static final int LONGEST = 5 << 20;
    private static final int MOST = 5_000;

    private final ZoneId zone;
    private final List<CalendarEvent> events = new ArrayList<>();
    private final List<Skipped> skipped = new ArrayList<>();
    private final List<String> open = new ArrayList<>();
    private boolean calendar;
    private @Nullable IcsEvent event;
    private IcsEvent.@Nullable Property property;

    private IcsReader(ZoneId zone) {
        this.zone = zone;
    }

    static Content read(InputStream in, ZoneId zone) throws IOException {
        byte[] bytes = in.readNBytes(LONGEST + 1);
        if (bytes.length > LONGEST) {
            throw Invalid.field("calendar", "calendar.error.large");
        }
        IcsReader reader = new IcsReader(zone);
        try {
            new CalendarParserImpl().parse(new StringReader(IcsLines.unfolded(bytes)), reader);
        } catch (ParserException | IllegalArgumentException malformed) {
            throw Invalid.field("calendar", "calendar.error.malformed");
        }
        if (!reader.calendar) {
            throw Invalid.field("calendar", "calendar.error.malformed");
        }
        return new Content(reader.events, reader.skipped);
    }

    @Override
    public void startCalendar() {
        calendar = true;
    }

    @Override
    public void endCalendar() {}

    @Override
    public void startComponent(String name) {
        open.add(name.toUpperCase(Locale.ROOT));
        if (open.equals(List.of("VEVENT"))) {
            event = new IcsEvent(zone);
        }
    }

    @Override
    public void endComponent(String name) {
        if (event != null && open.equals(List.of("VEVENT"))) {
            finish(event);
            event = null;
        }
        if (!open.isEmpty()) {
            open.remove(open.size() - 1);
        }
    }

    private void finish(IcsEvent read) {
        if (events.size() + skipped.size() >= MOST) {
            throw Invalid.field("calendar", "calendar.error.large");
        }
        try {
            events.add(read.event());
        } catch (IcsEvent.NotUnderstood why) {
            skipped.add(new Skipped(read.summary(), why.getMessage()));
        }
    }

    /** What stands in an alarm within an event is not the event's. */
    @Override
    public void startProperty(String name) {
        property = event != null && open.size() == 1 ? new IcsEvent.Property(name.toUpperCase(Locale.ROOT)) : null;
    }

    @Override
    public void parameter(String name, String value) {
        if (property != null) {
            property.parameters().put(name.toUpperCase(Locale.ROOT), value);
        }
    }

    @Override
    public void propertyValue(String value) {
        if (property != null && event != null) {
            event.take(property, value);
        }
    }

    @Override
    public void endProperty(String name) {
        property = null;
    }
}
