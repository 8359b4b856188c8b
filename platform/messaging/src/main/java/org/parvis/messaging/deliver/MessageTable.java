package org.parvis.messaging.deliver;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.parvis.api.data.Ids;
import org.parvis.api.data.Reader;
import org.parvis.api.data.Row;
import org.parvis.api.data.TenantData;
import org.parvis.api.data.Transaction;
import org.parvis.api.notify.Channel;

/** The delivery queue's rows. */
public final class MessageTable {
    /** Name of the work that delivers what is due in a tenant. */
    public static final String QUEUE = "messaging.deliver";

    /** How long a claim keeps others away: a node that died lets go by then. */
    static final Duration CLAIM = Duration.ofMinutes(2);

    static final int BATCH = 100;

    private static final int LONGEST_SUBJECT = 300;
    private static final int LONGEST_ERROR = 400;

    private MessageTable() {}

    /** Where a message is in its life. */
    public enum State {
        WAITING,
        SENT,
        /** Given up; the reason is kept. */
        FAILED,
        /** Not wanted any more. */
        DROPPED
    }

    /** Queues messages, and has them delivered as soon as they are due. */
    public static void insert(Transaction transaction, Collection<Message> messages, Instant due) {
        insert(transaction, messages, message -> due);
    }

    /** Says when a message is due. */
    @FunctionalInterface
    public interface Due {
        Instant of(Message message);
    }

    public static void insert(Transaction transaction, Collection<Message> messages, Due due) {
        if (messages.isEmpty()) {
            return;
        }
        transaction.executeAll(
                """
                insert into messaging_message (tenant_id, id, channel, kind, state, address, person, subscriber, tongue, urgent, subject, body, content_id,
                created, due, expires, claimed_until, attempts)
                values (:tenant, :id, :channel, :kind, 'WAITING', :address, :person, :subscriber, :tongue, :urgent, :subject, :body, :content,
                :created, :due, :expires, :created, 0)
                """,
                messages.stream().map(message -> row(message, due.of(message))).toList());
        transaction.enqueue(QUEUE, "");
    }

    private static Object[] row(Message message, Instant due) {
        return new Object[] {
            "id", message.id(), "channel", message.channel(), "kind", message.kind(), "address", message.address(), "person", message.person(),
            "subscriber", message.subscriber(), "tongue", message.language().getLanguage(), "urgent", message.urgent(),
            "subject", cut(message.subject(), LONGEST_SUBJECT), "body", message.body(), "content", message.content(), "created", message.created(),
            "due", due, "expires", message.expires()
        };
    }

    /** Takes messages that are due: nobody else gets them before the claim ends. */
    static List<Message> claim(TenantData data, Channel channel, Instant now) {
        UUID claim = Ids.next();
        return data.call(transaction -> {
            List<UUID> due = transaction.list(
                    """
                    select m.id from messaging_message m where m.tenant_id = :tenant and m.state = 'WAITING' and m.channel = :channel and m.due <= :now
                    and m.claimed_until <= :now order by m.due, m.id fetch next :limit rows only
                    """,
                    row -> row.uuid("id"),
                    "channel", channel, "now", now, "limit", BATCH);
            if (due.isEmpty()) {
                return List.of();
            }
            // One by one, by key: a list is read by going through an index, which locks what others are about to note. Whoever has been served
            // meanwhile is left out below.
            transaction.executeAll(
                    "update messaging_message m set claim = :claim, claimed_until = :until where m.tenant_id = :tenant and m.id = :id and m.claimed_until <= :now",
                    due.stream().map(id -> new Object[] {"id", id, "claim", claim, "until", now.plus(CLAIM), "now", now}).toList());
            return transaction.list(
                    "select m.* from messaging_message m where m.tenant_id = :tenant and m.claim = :claim and m.state = 'WAITING' order by m.due, m.id",
                    MessageTable::message, "claim", claim);
        });
    }

    /** Lets go of messages that were claimed and not tried. */
    static void release(TenantData data, Collection<UUID> ids, @Nullable String error, Instant now) {
        data.write(transaction -> transaction.execute(
                "update messaging_message m set claim = null, claimed_until = :now, last_error = :error where m.tenant_id = :tenant and m.id in (:ids)",
                "ids", ids, "now", now, "error", error == null ? null : cut(error, LONGEST_ERROR)));
    }

    /** One that is over, well or not, or put off; what was said is kept only if it may have to be said again. */
    static void note(Transaction transaction, Note note) {
        boolean again = note.state() == State.WAITING;
        String forgotten = note.state() == State.SENT || note.state() == State.DROPPED ? ", body = null" : "";
        String changes = again ? "due = :due" : "state = :state, ended = :now" + forgotten;
        List<@Nullable Object> row = new ArrayList<>(Arrays.asList(
                "id", note.message().id(), "attempts", note.message().attempts() + 1, "error", note.error() == null ? null : cut(note.error(), LONGEST_ERROR),
                "now", note.now()));
        row.addAll(again ? Arrays.asList("due", note.due()) : List.of("state", note.state()));
        transaction.execute(
                "update messaging_message m set claim = null, claimed_until = :now, attempts = :attempts, last_error = :error, " + changes
                        + " where m.tenant_id = :tenant and m.id = :id",
                row.toArray());
    }

    /** Has messages that were given up tried again at once: one, or all. */
    static int retry(Transaction transaction, @Nullable UUID id, Instant now) {
        String one = id == null ? "" : " and m.id = :id";
        Object[] parameters = id == null ? new Object[] {"now", now} : new Object[] {"now", now, "id", id};
        int found = transaction.execute(
                "update messaging_message m set state = 'WAITING', attempts = 0, due = :now, ended = null where m.tenant_id = :tenant and m.state = 'FAILED'" + one,
                parameters);
        if (found > 0) {
            transaction.enqueue(QUEUE, "");
        }
        return found;
    }

    static long count(Reader reader, State state) {
        return reader.count("select count(*) from messaging_message m where m.tenant_id = :tenant and m.state = :state", "state", state);
    }

    private static Message message(Row row) {
        return new Message(
                row.uuid("id"), Channel.valueOf(row.string("channel")), row.string("kind"), row.stringOrNull("address"), row.uuidOrNull("person"),
                row.uuidOrNull("subscriber"), Locale.forLanguageTag(row.string("tongue")), row.bool("urgent"), row.string("subject"),
                row.stringOrNull("body"), row.uuidOrNull("content_id"), row.instant("created"), row.instantOrNull("expires"), row.integer("attempts"));
    }

    private static String cut(String text, int longest) {
        return text.length() <= longest ? text : text.substring(0, longest);
    }
}
