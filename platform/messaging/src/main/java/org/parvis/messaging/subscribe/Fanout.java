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
     * How far it came, as it stands in the queue.
     *
     * @param after last subscriber of the piece before
     * @param thing id of what is brought
     */
    public record Place(UUID after, String thing) {
        public static Place first(String thing) {
            return new Place(SubscriberTable.FIRST, thing);
        }

        public static Place of(String payload) {
            int end = payload.indexOf(' ');
            return new Place(UUID.fromString(payload.substring(0, end)), payload.substring(end + 1));
        }

        public String payload() {
            return after + " " + thing;
        }
    }

    /**
     * Queues the messages of the next piece.
     *
     * @param message makes a subscriber's message, with the id of {@link #id}
     * @return where to go on, empty when this was the last piece
     */
    public static Optional<Place> piece(
            Transaction transaction, Collection<String> topics, boolean atOnceAlone, Place place, Function<Subscriber, Message> message, Instant due) {
        List<Subscriber> subscribers = SubscriberTable.of(transaction, topics, atOnceAlone, place.after(), PIECE);
        if (subscribers.isEmpty()) {
            return Optional.empty();
        }
        List<Message> messages = subscribers.stream().map(message).toList();
        Set<UUID> there = new HashSet<>(transaction.list(
                "select m.id from messaging_message m where m.tenant_id = :tenant and m.id in (:ids)", row -> row.uuid("id"),
                "ids", messages.stream().map(Message::id).toList()));
        MessageTable.insert(transaction, messages.stream().filter(one -> !there.contains(one.id())).toList(), due);
        return subscribers.size() < PIECE ? Optional.empty() : Optional.of(new Place(subscribers.get(subscribers.size() - 1).id(), place.thing()));
    }

    /** The same for the same thing and subscriber: so nobody gets it twice. */
    public static UUID id(String thing, UUID subscriber) {
        return UUID.nameUUIDFromBytes((thing + " " + subscriber).getBytes(StandardCharsets.UTF_8));
    }
}
