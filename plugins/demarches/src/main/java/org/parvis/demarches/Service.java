package org.parvis.demarches;

import java.util.List;
import java.util.UUID;

/**
 * A service of the commune that files are passed on to.
 *
 * @param email address that is told, or empty: its agents are
 * @param agents who work there
 * @param version counts changes; 0: not saved yet
 */
public record Service(UUID id, String name, String email, List<UUID> agents, int version) {
    public Service {
        agents = List.copyOf(agents);
    }
}
