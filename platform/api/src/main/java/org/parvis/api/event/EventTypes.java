package org.parvis.api.event;

import java.util.List;
import org.osgi.annotation.versioning.ConsumerType;

/** Contribution: types of events that web hooks can listen to. */
@ConsumerType
public interface EventTypes {

    /** {@code <plugin>.<what>}, 60 characters at most, named for people by the message {@code <plugin>.event.<what>}. */
    List<String> eventTypes();
}
