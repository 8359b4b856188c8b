package org.parvis.messaging.subscribe;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.parvis.api.data.Transaction;
import org.parvis.messaging.deliver.Message;
import org.parvis.messaging.deliver.MessageTable;

/** Brings one thing to all subscribers of some topics, piece by piece; a piece that is done again changes nothing. */
public final class Fanout {
    private static final int PIECE = 250;

    private Fanout() {}

    /**
     * Queues the messages of the next piece.
     *
     * @param after last subscriber of the piece before; {@link SubscriberTable#FIRST} to begin
     * @param message makes a subscriber's message, with the id of {@link #id}
     * @return last subscriber of this piece, empty when it was the last one
     */
    public static Optional<UUID> piece(
            Transaction transaction, Collection<String> topics, boolean atOnceAlone, UUID after, Function<Subscriber, Message> message, Instant due) {
        List<Subscriber> subscribers = SubscriberTable.of(transaction, topics, atOnceAlone, after, PIECE);
        if (subscribers.isEmpty()) {
            return Optional.empty();
        }
        List<Message> messages = subscribers.stream().map(message).toList();
        Set<UUID> there = new HashSet<>(transaction.list(
                "select m.id from messaging_message m where m.tenant_id = :tenant and m.id in (:ids)", row -> row.uuid("id"),
                "ids", messages.stream().map(Message::id).toList()));
        MessageTable.insert(transaction, messages.stream().filter(one -> !there.contains(one.id())).toList(), due);
        return subscribers.size() < PIECE ? Optional.empty() : Optional.of(subscribers.get(subscribers.size() - 1).id());
    }

    /** The same for the same thing and subscriber: so nobody gets it twice. */
    public static UUID id(String thing, UUID subscriber) {
        return UUID.nameUUIDFromBytes((thing + " " + subscriber).getBytes(StandardCharsets.UTF_8));
    }
}
