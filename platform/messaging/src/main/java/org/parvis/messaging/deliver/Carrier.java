package org.parvis.messaging.deliver;

import org.parvis.api.notify.Channel;
import org.parvis.api.tenant.Site;

/** Brings the messages of one channel to the outside. */
public interface Carrier {

    Channel channel();

    /** Whether the operator has set it up; messages wait until it is. */
    boolean ready();

    /** The other side as the operator has set it up; unequal once that is changed: what the former did says nothing of the new one. */
    default Object other() {
        return this;
    }

    /** Begins to deliver messages of a tenant; connects when the first one is carried. */
    Trip trip(Site site);

    /** Carries one message after another, from one thread. */
    interface Trip extends AutoCloseable {

        Outcome carry(Message message);

        @Override
        void close();
    }
}
