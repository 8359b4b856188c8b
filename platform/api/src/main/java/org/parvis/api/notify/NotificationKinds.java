package org.parvis.api.notify;

import java.util.List;
import org.osgi.annotation.versioning.ConsumerType;

/** Contribution: the kinds of notifications that a plugin sends. */
@ConsumerType
public interface NotificationKinds {
    List<Kind> kinds();

    /** Whether they are sent in the territory's name alone, as what concerns accounts is: no other tenant words them. */
    default boolean ofTerritory() {
        return false;
    }
}
