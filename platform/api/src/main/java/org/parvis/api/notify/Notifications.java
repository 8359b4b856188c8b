package org.parvis.api.notify;

import java.util.Collection;
import java.util.List;
import org.osgi.annotation.versioning.ProviderType;
import org.parvis.api.data.Transaction;

/**
 * Sends notifications.
 *
 * <p>What is sent is written in the caller's transaction: the message leaves if, and only if, that transaction commits. It is delivered
 * at least once, after a crash too; a message that is delivered again has the same Message-ID (RFC 5322, 3.6.4).
 */
@ProviderType
public interface Notifications {

    /**
     * Sends to several people.
     *
     * @param transaction of the tenant in whose name it is sent
     * @throws IllegalArgumentException if no active plugin of the tenant declares the kind, or a value is given that the kind does not have
     */
    void send(Transaction transaction, Collection<Notification> notifications);

    /** Whether the operator has set the channel up; messages wait until it is. */
    default boolean carries(Channel channel) {
        return false;
    }

    /** As {@link #send(Transaction, Collection)}, one. */
    default void send(Transaction transaction, Notification notification) {
        send(transaction, List.of(notification));
    }
}
