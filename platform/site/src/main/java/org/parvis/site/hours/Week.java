package org.parvis.site.hours;

import java.time.DayOfWeek;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The slots of an ordinary week. */
public record Week(Map<DayOfWeek, List<Slot>> days) {

    public static final Week CLOSED = new Week(Map.of());

    public Week {
        Map<DayOfWeek, List<Slot>> kept = new EnumMap<>(DayOfWeek.class);
        days.forEach((day, slots) -> {
            if (!slots.isEmpty()) {
                kept.put(day, Slots.merged(slots));
            }
        });
        days = Map.copyOf(kept);
    }

    public List<Slot> on(DayOfWeek day) {
        return days.getOrDefault(day, List.of());
    }

    public boolean isClosed() {
        return days.isEmpty();
    }

    /** Parses what {@link #text} wrote. */
    public static Week parse(String text) {
        Map<DayOfWeek, List<Slot>> days = new EnumMap<>(DayOfWeek.class);
        for (String part : text.split(";")) {
            if (!part.isBlank()) {
                int equals = part.indexOf('=');
                days.put(DayOfWeek.of(Integer.parseInt(part.substring(0, equals))), Slots.parse(part.substring(equals + 1)));
            }
        }
        return new Week(days);
    }

    /** {@code 1=08:30-12:00,13:30-17:00;2=...}; days are those of ISO 8601, 1 is Monday. */
    String text() {
        List<String> parts = new ArrayList<>();
        for (DayOfWeek day : DayOfWeek.values()) {
            if (!on(day).isEmpty()) {
                parts.add(day.getValue() + "=" + on(day).stream().map(Slot::text).collect(Collectors.joining(",")));
            }
        }
        return String.join(";", parts);
    }
}
