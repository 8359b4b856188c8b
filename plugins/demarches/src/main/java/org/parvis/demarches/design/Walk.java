package org.parvis.demarches.design;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.parvis.api.content.Json;
import org.parvis.demarches.clock.ClockEvent;
import org.parvis.demarches.procedure.Answers;
import org.parvis.demarches.procedure.Workflow;

/**
 * A walk through a workflow, on paper only: the day of receipt, and the ways that were gone.
 *
 * @param received in the civil time of the place
 */
record Walk(LocalDate received, List<Gone> gone) {
    private static final int MOST = 100;

    Walk {
        gone = List.copyOf(gone);
    }

    /**
     * A way that was gone.
     *
     * @param due last day for pieces, or null
     * @param given what the agent filled in, by name
     */
    record Gone(String way, LocalDate on, @Nullable LocalDate due, Map<String, String> given) {
        Gone {
            given = Map.copyOf(given);
        }
    }

    /** What came along in a form; a walk that the workflow does not know ends where it knows it no more. */
    static Walk read(String text, LocalDate today, Workflow workflow) {
        try {
            JsonNode json = Answers.of(text).json();
            List<Gone> gone = new ArrayList<>();
            String state = workflow.initial();
            LocalDate day = LocalDate.parse(json.path("received").asText());
            for (JsonNode one : json.path("gone")) {
                Workflow.Transition way = workflow.byId(one.path("way").asText()).orElse(null);
                LocalDate on = LocalDate.parse(one.path("on").asText());
                LocalDate due = one.path("due").isTextual() ? LocalDate.parse(one.path("due").asText()) : null;
                if (way == null || !way.from().contains(state) || on.isBefore(day) || gone.size() >= MOST
                        || workflow.state(way.to()).kind() == Workflow.Kind.WAITING && due == null) {
                    break;
                }
                Map<String, String> given = new HashMap<>();
                one.path("given").properties().forEach(each -> given.put(each.getKey(), each.getValue().asText()));
                gone.add(new Gone(way.id(), on, due, given));
                state = way.to();
                day = on;
            }
            return new Walk(LocalDate.parse(json.path("received").asText()), gone);
        } catch (IllegalArgumentException | DateTimeException tampered) {
            return new Walk(today, List.of());
        }
    }

    String json() {
        List<Map<String, Object>> ways = new ArrayList<>();
        for (Gone one : gone) {
            Map<String, Object> way = new HashMap<>(Map.of("way", one.way(), "on", one.on(), "given", one.given()));
            if (one.due() != null) {
                way.put("due", one.due());
            }
            ways.add(way);
        }
        return Json.of(Map.of("received", received, "gone", ways));
    }

    Walk with(Gone another) {
        List<Gone> all = new ArrayList<>(gone);
        all.add(another);
        return new Walk(received, all);
    }

    Walk without(int last) {
        return new Walk(received, gone.subList(0, Math.max(0, gone.size() - last)));
    }

    /** The last day on which something happened. */
    LocalDate day() {
        return gone.isEmpty() ? received : gone.get(gone.size() - 1).on();
    }

    String state(Workflow workflow) {
        return gone.isEmpty() ? workflow.initial() : workflow.byId(gone.get(gone.size() - 1).way()).orElseThrow().to();
    }

    static Instant noon(LocalDate day, ZoneId zone) {
        return day.atTime(LocalTime.NOON).atZone(zone).toInstant();
    }

    /** What clocks look at, as a file would have it. */
    List<ClockEvent> events(Workflow workflow, ZoneId zone) {
        List<ClockEvent> events = new ArrayList<>(List.of(new ClockEvent.Received(noon(received, zone))));
        Workflow.Kind before = Workflow.Kind.OPEN;
        for (Gone one : gone) {
            Workflow.Kind kind = workflow.state(workflow.byId(one.way()).orElseThrow().to()).kind();
            Instant at = noon(one.on(), zone);
            if (kind == Workflow.Kind.WAITING) {
                events.add(new ClockEvent.Asked(at, Objects.requireNonNull(one.due())));
            } else if (kind == Workflow.Kind.CLOSED) {
                events.add(new ClockEvent.Ended(at));
            } else if (before == Workflow.Kind.WAITING) {
                events.add(new ClockEvent.Came(at));
            }
            before = kind;
        }
        return events;
    }
}
