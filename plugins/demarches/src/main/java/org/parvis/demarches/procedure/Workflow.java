package org.parvis.demarches.procedure;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The life of a file: states and the ways between them. */
public record Workflow(String initial, Map<String, State> states, List<Transition> transitions) {
    /** Type of a field that takes euros. */
    public static final String AMOUNT = "amount";

    public Workflow {
        transitions = List.copyOf(transitions);
    }

    /** What a state means for clocks and lists. */
    public enum Kind {
        OPEN,
        /** The citizen was asked for something. */
        WAITING,
        CLOSED
    }

    /** How a file ended. */
    public enum Outcome {
        GRANTED,
        REFUSED,
        NONE
    }

    /** Who may go a way. */
    public enum Actor {
        CASE_WORKER,
        RECEPTION,
        CITIZEN,
        CLOCK,
        /** By itself, once all that was asked for is paid. */
        PAYMENT
    }

    /** What an agent must give to go a way. */
    public enum Need {
        MESSAGE,
        REASON,
        DUE,
        /** Not from the agent: what was asked for has been paid. */
        PAID
    }

    /** @param pays the fee that is asked for when a file comes into it, or null */
    public record State(String id, Kind kind, @Nullable Outcome outcome, @Nullable String pays) {}

    /**
     * What an agent fills in.
     *
     * @param type text, area, date, number or {@link #AMOUNT}
     */
    public record Asked(String name, String type, boolean required) {}

    /**
     * A way from states to another one.
     *
     * @param tells whether the citizen is told of it
     * @param document id of the letter that it makes, or null
     */
    public record Transition(
            String id, Set<String> from, String to, Set<Actor> by, Set<Need> requires, List<Asked> fields, boolean tells, @Nullable String document) {
        public Transition {
            from = Set.copyOf(from);
            by = Set.copyOf(by);
            requires = Set.copyOf(requires);
            fields = List.copyOf(fields);
        }

        public boolean byAgents() {
            return by.contains(Actor.CASE_WORKER) || by.contains(Actor.RECEPTION);
        }
    }

    /** @throws IllegalArgumentException if there is none */
    public State state(String id) {
        State state = states.get(id);
        if (state == null) {
            throw new IllegalArgumentException("no state " + id);
        }
        return state;
    }

    /** The fees that some state asks for. */
    public Set<String> paid() {
        return states.values().stream().map(State::pays).filter(Objects::nonNull).collect(Collectors.toSet());
    }

    public List<Transition> from(String state) {
        return transitions.stream().filter(transition -> transition.from().contains(state)).toList();
    }

    public Optional<Transition> byId(String id) {
        return transitions.stream().filter(transition -> transition.id().equals(id)).findFirst();
    }

    /** The closed states to which people come by taking their request back. */
    public Set<String> takenBack() {
        return transitions.stream()
                .filter(way -> way.by().contains(Actor.CITIZEN) && state(way.to()).kind() == Kind.CLOSED)
                .map(Transition::to)
                .collect(Collectors.toSet());
    }

    /** The way that somebody may go from a state, the first that is there. */
    public Optional<Transition> by(Actor actor, String state, Kind to) {
        return from(state).stream().filter(way -> way.by().contains(actor) && state(way.to()).kind() == to).findFirst();
    }
}
