package org.parvis.api.notify;

import java.util.List;
import org.osgi.annotation.versioning.ConsumerType;

/** Contribution: the kinds of notifications that a plugin sends. */
@ConsumerType
public interface NotificationKinds {
    List<Kind> kinds();
}
