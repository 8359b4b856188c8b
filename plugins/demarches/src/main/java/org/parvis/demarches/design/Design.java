package org.parvis.demarches.design;

import java.time.Instant;
import java.util.Map;
import java.util.UUID;

/**
 * A procedure that is being made.
 *
 * @param procedure its id
 * @param title in French
 * @param revision counts what was saved, from 1
 * @param published the version as which it was last installed; 0: it was not yet
 * @param by name of who saved it
 * @param files its package; of a design in a list, none
 */
record Design(UUID id, String procedure, String title, int revision, int published, String by, Instant savedAt, Map<String, byte[]> files) {
    Design {
        files = Map.copyOf(files);
    }

    /** What was saved at some time. */
    record Past(int revision, String what, String by, Instant savedAt) {}
}
