package org.parvis.demarches.bouquet;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Files in progress that are moved from one version of a procedure to another, because somebody asked for it.
 *
 * @param askedBy the agent who asked
 * @param total files that were to be looked at when it began
 * @param kept files that stay where they are: they do not fit, or somebody was working on them
 * @param place how far it came, or null: nowhere yet
 * @param endedAt null while it goes on
 */
record Migration(
        UUID id, String procedure, int from, int to, UUID askedBy, String askedByName, Instant askedAt, int total, int moved, int kept, @Nullable Place place,
        @Nullable Instant endedAt) {
    /** The last file that was looked at. */
    record Place(UUID tenant, UUID file) {}

    Migration at(Place reached, int movedMore, int keptMore) {
        return new Migration(id, procedure, from, to, askedBy, askedByName, askedAt, total, moved + movedMore, kept + keptMore, reached, endedAt);
    }
}
