package org.parvis.site.hours;

import java.time.DayOfWeek;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.parvis.api.route.FieldError;
import org.parvis.api.route.Fields;
import org.parvis.api.route.Form;
import org.parvis.site.Desk;

/** A place and its week as an agent typed them: two stretches a day, fields {@code d1-from1} to {@code d7-to2}. */
record WeekForm(Place place, List<FieldError> errors) {

    private static final int STRETCHES = 2;

    static WeekForm read(Form form, UUID id, @Nullable Place before, int position) {
        Fields fields = new Fields(form);
        String name = fields.required("name", 150);
        String address = before != null && form.values("address").isEmpty() ? before.address() : fields.text("address", 250);
        String note = before != null && form.values("note").isEmpty() ? before.note() : fields.text("note", 800);
        Map<DayOfWeek, List<Slot>> days = new EnumMap<>(DayOfWeek.class);
        for (DayOfWeek day : DayOfWeek.values()) {
            List<Slot> slots = new ArrayList<>();
            for (int i = 1; i <= STRETCHES; i++) {
                Slot slot = slot(form, fields, "d" + day.getValue() + "-from" + i, "d" + day.getValue() + "-to" + i);
                if (slot != null) {
                    slots.add(slot);
                }
            }
            days.put(day, slots);
        }
        Place place = new Place(
                id, name, address, note, new Week(days), form.ticked("holidays"), before == null ? position : before.position(),
                Desk.version(form.value("version")));
        return new WeekForm(place, fields.errors());
    }

    /** A stretch of two fields; null when both are empty. */
    static @Nullable Slot slot(Form form, Fields fields, String from, String to) {
        String opens = form.value(from);
        String closes = "00:00".equals(form.value(to)) ? "24:00" : form.value(to);
        if (opens.isEmpty() && closes.isEmpty()) {
            return null;
        }
        try {
            return Slot.parse(opens + "-" + closes);
        } catch (IllegalArgumentException e) {
            fields.wrong(from, "site.desk.hours.slot.wrong");
            return null;
        }
    }

    /** Values of the fields for a place. */
    static Map<String, String> values(Place place) {
        Map<String, String> values = new HashMap<>();
        values.put("name", place.name());
        values.put("address", place.address());
        values.put("note", place.note());
        values.put("holidays", place.closedOnHolidays() ? "true" : "");
        for (DayOfWeek day : DayOfWeek.values()) {
            List<Slot> slots = place.week().on(day);
            for (int i = 0; i < slots.size() && i < STRETCHES; i++) {
                values.put("d" + day.getValue() + "-from" + (i + 1), slots.get(i).opens());
                values.put("d" + day.getValue() + "-to" + (i + 1), "24:00".equals(slots.get(i).closes()) ? "00:00" : slots.get(i).closes());
            }
        }
        return values;
    }
}
