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

    /** The session's state, also of one whose agent has something left to do. */
    Optional<Session> find(String token, Instant now);

    /** What an agent must do before working. */
    enum Duty {
        NONE,
        /** Replace a one-time password: only the password page and signing out are allowed. */
        PASSWORD,
        /** Set up the second step of signing in, which the territory asks of this role. */
        SECOND_FACTOR
    }

    /** A session that is valid. */
    record Session(Agent agent, Instant expires, Duty duty) {

        /** Whether only the password page and signing out are allowed. */
        public boolean mustChangePassword() {
            return duty == Duty.PASSWORD;
        }
    }
}
