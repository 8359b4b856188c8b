package org.parvis.demarches;

import java.time.Instant;
import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.parvis.api.data.Transaction;
import org.parvis.api.tenant.Site;
import org.parvis.demarches.procedure.Procedure;

/**
 * Told of what happens to files, in the transaction in which it happens and before anybody is written to: what a listener keeps is kept
 * with the file or not at all, and messages tell of it. One who listens is named in {@code wiring}, where they are told one after another.
 */
public interface CaseListener {

    /** A file as it is now, on its version of its procedure. */
    record Moment(Transaction transaction, Site site, Procedure procedure, CaseFile file) {
        /** When it came to be so. */
        public Instant now() {
            return file.updatedAt();
        }
    }

    /** What people and programs outside of the town hall do with files, of which agents should know. */
    enum News {
        MESSAGE,
        /** What was asked for was sent. */
        PIECES,
        CORRECTED,
        /** The citizen ended it. */
        WITHDRAWN,
        OPINION,
        COSIGNED,
        PAID,
        /** Another commune passed it on. */
        ARRIVED;

        /** In messages. */
        public String code() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** It was sent, or entered by an agent. */
    default void received(Moment moment) {}

    /** It came from another administration. */
    default void arrived(Moment moment) {}

    /**
     * It went a way of its workflow.
     *
     * @param amounts cents by fee, as the agent gave them
     */
    default void moved(Moment moment, Map<String, Long> amounts) {}

    /** What was asked was answered otherwise than before. */
    default void corrected(Moment moment, CaseFile before) {}

    /** Anything was done with it, or written into its history: also what was told more closely before. */
    default void changed(Moment moment, CaseFile before) {}

    /**
     * Something came from outside.
     *
     * @param text what more there is to say of it, or empty
     */
    default void came(Moment moment, News what, Instant now, String text) {}

    /** Files are about to be gone. */
    default void deleted(Transaction transaction, Collection<UUID> files) {}
}
