package org.parvis.api.identity;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;

/** Sessions of agents, in the database; the token is the cookie's value, only its hash is stored. */
@ProviderType
public interface Sessions {

    /** Name of the cookie. */
    String COOKIE = "parvis-bureau";

    Duration LIFETIME = Duration.ofHours(12);

    /** The agent of a valid session that has nothing left to do before working. */
    Optional<Agent> agent(String token, Instant now);

    /** The session's state, also of one whose agent must first change the password. */
    Optional<Session> find(String token, Instant now);

    /**
     * @param mustChangePassword only the password page and signing out are allowed
     */
    record Session(Agent agent, Instant expires, boolean mustChangePassword) {}
}
