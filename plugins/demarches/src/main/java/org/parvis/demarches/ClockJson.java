package org.parvis.demarches;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.parvis.api.content.Json;
import org.parvis.demarches.clock.ClockEvent;
import org.parvis.demarches.procedure.Answers;

/** Events of clocks as they are stored. */
public final class ClockJson {
    private ClockJson() {}

    public static String write(List<ClockEvent> events) {
        List<Map<String, Object>> all = new ArrayList<>();
        for (ClockEvent event : events) {
            Map<String, Object> one = new LinkedHashMap<>();
            one.put("what", event.getClass().getSimpleName());
            one.put("at", event.at());
            if (event instanceof ClockEvent.Asked asked) {
                one.put("until", asked.until());
            }
            all.add(one);
        }
        return Json.of(Map.of("events", all));
    }

    static List<ClockEvent> read(String json) {
        List<ClockEvent> events = new ArrayList<>();
        Answers.of(json).json().path("events").forEach(event -> {
            Instant at = Instant.parse(event.path("at").asText());
            events.add(switch (event.path("what").asText()) {
                case "Received" -> new ClockEvent.Received(at);
                case "Transferred" -> new ClockEvent.Transferred(at);
                case "Asked" -> new ClockEvent.Asked(at, LocalDate.parse(event.path("until").asText()));
                case "Came" -> new ClockEvent.Came(at);
                case "Ended" -> new ClockEvent.Ended(at);
                default -> throw new IllegalStateException(event.toString());
            });
        });
        return events;
    }
}
