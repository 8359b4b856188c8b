package org.parvis.demarches.link;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A link by which somebody outside sees something of a file, for a time.
 *
 * @param name of who got it, as the agent wrote it
 * @param text what is asked, or said
 * @param steps keys of the parts of the answers that are shown
 * @param files ids of the attachments that are shown
 * @param applicant whether the applicant's name and addresses are shown
 * @param by name of the agent
 * @param expires UTC
 * @param revoked when an agent ended it, or null
 * @param answered when it was answered, or null: not yet, or nothing was asked
 */
public record Link(
        UUID id, UUID file, Kind kind, String email, String name, String text, List<String> steps, List<String> files, boolean applicant, String by,
        Instant created, Instant expires, @Nullable Instant revoked, @Nullable Instant answered) {
    public Link {
        steps = List.copyOf(steps);
        files = List.copyOf(files);
    }

    /** What it is for. */
    public enum Kind {
        /** Somebody is asked what they think. */
        OPINION,
        /** Another administration takes the whole file over. */
        HANDOVER
    }

    /** What somebody thinks. */
    enum Stance {
        FAVOURABLE,
        RESERVED,
        UNFAVOURABLE,
        NONE;

        String code() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    boolean open(Instant now) {
        return revoked == null && now.isBefore(expires);
    }
}
