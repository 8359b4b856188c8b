package org.parvis.demarches;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.parvis.api.identity.Agent;
import org.parvis.api.notify.Recipient;
import org.parvis.demarches.clock.ClockEvent;
import org.parvis.demarches.procedure.Answers;
import org.parvis.demarches.procedure.AnswersCheck;
import org.parvis.demarches.procedure.Workflow;

/**
 * A file (dossier): one person's request in a procedure.
 *
 * @param number by which people call it; gives access to nothing
 * @param version of the procedure, on which it stays
 * @param silenceAt when silence becomes a decision (UTC), or null: never, not yet, or it is closed
 * @param revision counts changes
 */
public record CaseFile(
        UUID id, String number, String procedure, int version, Stand stand, Answers answers, Applicant applicant, Channel channel, String subject,
        Instant receivedAt, List<ClockEvent> clock, @Nullable Instant silenceAt, @Nullable Assignee assignee, Instant updatedAt, int revision)
        implements Versioned {
    public CaseFile {
        clock = List.copyOf(clock);
    }

    /** How it came. */
    public enum Channel {
        WEB,
        COUNTER,
        PHONE,
        PAPER
    }

    /** Where it stands in its workflow. */
    public record Stand(String state, Workflow.Kind kind, Workflow.@Nullable Outcome outcome, @Nullable Instant closedAt, @Nullable Instant purgeAt) {}

    /**
     * Who asks.
     *
     * @param email address, or empty
     * @param phone as typed, or empty
     * @param language of letters and messages
     */
    public record Applicant(String name, String email, String phone, @Nullable UUID account, String language) {
        /** Whether there is an address or a number by which somebody can be told anything, and follow the file. */
        public boolean reachable() {
            return Recipient.isEmail(email.strip()) || AnswersCheck.callable(phone);
        }

        /** What addresses of the site begin with in their language. */
        public String prefix() {
            return language.equals("en") ? "/en" : "";
        }
    }

    /** The agent who has it. */
    public record Assignee(UUID id, String name) {
        public static Assignee of(Agent agent) {
            return new Assignee(agent.id(), agent.name());
        }
    }

    /** The same file with an agent, or nobody. */
    public CaseFile with(@Nullable Assignee other, Instant now) {
        return new CaseFile(
                id, number, procedure, version, stand, answers, applicant, channel, subject, receivedAt, clock, silenceAt, other, now, revision);
    }

    /** The same file with answers that were corrected, and what is read from them. */
    CaseFile corrected(Answers others, Applicant asking, String about, Instant now) {
        return new CaseFile(
                id, number, procedure, version, stand, others, asking, channel, about, receivedAt, clock, silenceAt, assignee, now, revision);
    }

    /** The same file where it stands now. */
    public CaseFile at(Stand other, List<ClockEvent> events, @Nullable Instant silence, Instant now) {
        return new CaseFile(
                id, number, procedure, version, other, answers, applicant, channel, subject, receivedAt, events, silence, assignee, now, revision);
    }

    public boolean closed() {
        return stand.kind() == Workflow.Kind.CLOSED;
    }
}
