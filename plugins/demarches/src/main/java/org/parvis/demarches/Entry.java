package org.parvis.demarches;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * A line of a file's history.
 *
 * @param about id of a transition or a document, or empty
 * @param author as shown, or empty: the system
 * @param agentsOnly whether the citizen does not see it
 * @param body what was written, or empty
 * @param attachments ids
 */
public record Entry(UUID id, Instant at, Kind kind, String about, String author, boolean agentsOnly, String body, List<String> attachments) {
    public Entry {
        attachments = List.copyOf(attachments);
    }

    /** What a line tells. */
    public enum Kind {
        RECEIVED,
        MOVED,
        /** From an agent to the citizen. */
        MESSAGE,
        /** From the citizen to the agents. */
        ANSWER,
        NOTE,
        ASSIGNED,
        CORRECTED,
        /** Somebody who is named in the request agreed to it, or did not. */
        COSIGNED,
        TRANSFERRED,
        /** From the administration that {@code about} names. */
        CAME,
        /** The opinion of {@code about} was asked for. */
        ASKED,
        /** What {@code about} answered. */
        OPINION,
        /** It goes on within the file whose number is {@code about}. */
        MERGED,
        /** The file whose number is {@code about} goes on within this one. */
        ABSORBED,
        /** Silence has become a decision. */
        SILENCE,
        /** The file goes on on another version of its procedure. */
        MIGRATED,
        /** What became of a payment: {@code about} is a word of {@link Charges}. */
        PAYMENT
    }
}
