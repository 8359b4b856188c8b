package org.parvis.api.notify;

import java.util.Set;
import java.util.UUID;
import org.osgi.annotation.versioning.ProviderType;

/** What a person chose not to receive. */
@ProviderType
public interface Choices {

    /** Whose choice it is. */
    enum Whose {
        ACCOUNT,
        /** Kinds that follow absent agents to their deputies ({@link Kind#forDeputies}) are agents'. */
        AGENT
    }

    /** Kinds that such a person may switch off, by id: those of all plugins that serve some tenant. */
    Set<String> optionalKinds(Whose whose);

    /** Kinds that the person switched off. */
    Set<String> off(UUID person);

    /**
     * Switches off these kinds, and on all others.
     *
     * @throws IllegalArgumentException if one of them is not optional
     */
    void switchOff(UUID person, Set<String> kinds);
}
