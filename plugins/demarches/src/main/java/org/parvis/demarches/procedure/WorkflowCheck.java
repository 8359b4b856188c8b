package org.parvis.demarches.procedure;

import java.util.HashSet;
import java.util.Set;
import java.util.function.Predicate;
import org.parvis.demarches.procedure.Workflow.Actor;
import org.parvis.demarches.procedure.Workflow.Kind;
import org.parvis.demarches.procedure.Workflow.Need;
import org.parvis.demarches.procedure.Workflow.Outcome;
import org.parvis.demarches.procedure.Workflow.State;
import org.parvis.demarches.procedure.Workflow.Transition;

/** Whether each state can be reached and left to an end, and whether the ways ask for what the law wants. */
final class WorkflowCheck {
    private final Workflow workflow;
    private final Source source;
    private final Faults faults;

    private WorkflowCheck(Workflow workflow, Source source, Faults faults) {
        this.workflow = workflow;
        this.source = source;
        this.faults = faults;
    }

    static void check(Workflow workflow, Source source, Faults faults) {
        WorkflowCheck check = new WorkflowCheck(workflow, source, faults);
        Set<String> reached = check.reached();
        workflow.states().values().forEach(state -> check.state(state, reached));
        workflow.transitions().forEach(check::transition);
    }

    private Set<String> reached() {
        Set<String> reached = new HashSet<>(Set.of(workflow.initial()));
        grow(reached, way -> way.from().stream().anyMatch(reached::contains), true);
        return reached;
    }

    private void grow(Set<String> set, Predicate<Transition> which, boolean forward) {
        boolean grew = true;
        while (grew) {
            grew = false;
            for (Transition way : workflow.transitions()) {
                if (which.test(way)) {
                    grew |= forward ? set.add(way.to()) : set.addAll(way.from());
                }
            }
        }
    }

    private void state(State state, Set<String> reached) {
        String pointer = "/states/" + Source.escaped(state.id());
        if (!reached.contains(state.id())) {
            faults.at(source, pointer, "workflow.unreachable", state.id());
        }
        if (state.kind() == Kind.CLOSED) {
            if (!workflow.from(state.id()).isEmpty()) {
                faults.at(source, pointer, "workflow.closed", state.id());
            }
            return;
        }
        Set<String> ending = new HashSet<>();
        workflow.states().values().stream().filter(end -> end.kind() == Kind.CLOSED).forEach(end -> ending.add(end.id()));
        grow(ending, way -> ending.contains(way.to()), false);
        if (!ending.contains(state.id())) {
            faults.at(source, pointer, "workflow.endless", state.id());
        }
        long sending = workflow.from(state.id()).stream()
                .filter(way -> way.by().contains(Actor.CITIZEN) && workflow.state(way.to()).kind() == Kind.OPEN)
                .count();
        if (state.kind() == Kind.WAITING && sending != 1) {
            faults.at(source, pointer, "workflow.waiting", state.id());
        }
        several(state, Actor.CLOCK, pointer, "workflow.clock");
        several(state, Actor.PAYMENT, pointer, "workflow.payment");
    }

    /** What goes by itself goes one way. */
    private void several(State state, Actor actor, String pointer, String fault) {
        if (workflow.from(state.id()).stream().filter(way -> way.by().contains(actor)).count() > 1) {
            faults.at(source, pointer, fault, state.id());
        }
    }

    private void transition(Transition way) {
        String pointer = "/transitions/" + Source.escaped(way.id());
        State to = workflow.state(way.to());
        if (to.kind() == Kind.WAITING && !way.requires().containsAll(Set.of(Need.MESSAGE, Need.DUE))) {
            faults.at(source, pointer, "workflow.ask", way.id());
        }
        if (to.kind() != Kind.WAITING && way.requires().contains(Need.DUE)) {
            faults.at(source, pointer, "workflow.due", way.id());
        }
        if (to.outcome() == Outcome.REFUSED && way.byAgents() && !way.requires().contains(Need.REASON)) {
            faults.at(source, pointer, "workflow.reason", way.id());
        }
        boolean alone = way.by().contains(Actor.CITIZEN) || way.by().contains(Actor.CLOCK) || way.by().contains(Actor.PAYMENT);
        if (alone && (way.byAgents() || way.by().size() > 1 || !way.requires().isEmpty() || !way.fields().isEmpty() || way.document() != null)) {
            faults.at(source, pointer, "workflow.alone", way.id());
        }
        if (way.by().contains(Actor.CLOCK) && to.kind() != Kind.CLOSED) {
            faults.at(source, pointer, "workflow.clock.to", way.id());
        }
    }
}
