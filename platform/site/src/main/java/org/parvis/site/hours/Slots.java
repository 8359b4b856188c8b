package org.parvis.site.hours;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** Lists of slots. */
final class Slots {

    private Slots() {}

    /** Parses {@code 08:30-12:00,13:30-17:00}; the empty text is the empty list: closed. */
    static List<Slot> parse(String text) {
        return text.isBlank() ? List.of() : merged(Arrays.stream(text.split(",")).map(String::strip).map(Slot::parse).toList());
    }

    static String text(List<Slot> slots) {
        return slots.stream().map(Slot::text).collect(Collectors.joining(","));
    }

    /** In order, those that touch or overlap joined. */
    static List<Slot> merged(List<Slot> slots) {
        return areMerged(slots) ? List.copyOf(slots) : joined(slots);
    }

    /** Stored ones always are. */
    private static boolean areMerged(List<Slot> slots) {
        for (int i = 1; i < slots.size(); i++) {
            if (slots.get(i).from() <= slots.get(i - 1).to()) {
                return false;
            }
        }
        return true;
    }

    private static List<Slot> joined(List<Slot> slots) {
        List<Slot> merged = new ArrayList<>();
        for (Slot slot : slots.stream().sorted().toList()) {
            Slot last = merged.isEmpty() ? null : merged.get(merged.size() - 1);
            if (last != null && slot.from() <= last.to()) {
                merged.set(merged.size() - 1, new Slot(last.from(), Math.max(last.to(), slot.to())));
            } else {
                merged.add(slot);
            }
        }
        return List.copyOf(merged);
    }
}
