package org.parvis.messaging.deliver;

import org.parvis.api.notify.Channel;

/**
 * Whether the operator has set a channel up.
 *
 * <p>Apart from the {@link Carrier}: carriers need what sends notifications, which asks this.
 */
public interface Readiness {

    Channel channel();

    boolean ready();
}
