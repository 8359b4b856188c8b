package org.parvis.messaging.subscribe;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.parvis.api.data.Reader;
import org.parvis.api.data.Row;
import org.parvis.api.data.Transaction;

/** Subscribers and their topics. */
public final class SubscriberTable {
    /** Before all ids. */
    public static final UUID FIRST = new UUID(0, 0);

    private SubscriberTable() {}

    static Optional<Subscriber> byEmail(Reader reader, String email) {
        return reader.one(
                "select s.* from messaging_subscriber s where s.tenant_id = :tenant and s.email_key = :email", SubscriberTable::subscriber,
                "email", key(email));
    }

    static Optional<Subscriber> byToken(Reader reader, String token) {
        return reader.one("select s.* from messaging_subscriber s where s.tenant_id = :tenant and s.token = :token", SubscriberTable::subscriber, "token", token);
    }

    static Optional<Subscriber> byId(Reader reader, UUID id) {
        return reader.one("select s.* from messaging_subscriber s where s.tenant_id = :tenant and s.id = :id", SubscriberTable::subscriber, "id", id);
    }

    static Set<String> topics(Reader reader, UUID subscriber) {
        return Set.copyOf(reader.list(
                "select t.topic from messaging_subscription t where t.tenant_id = :tenant and t.subscriber = :id", row -> row.string("topic"), "id", subscriber));
    }

    static void insert(Transaction transaction, Subscriber subscriber) {
        transaction.execute(
                """
                insert into messaging_subscriber (tenant_id, id, email, email_key, tongue, state, rhythm, token, created, digested)
                values (:tenant, :id, :email, :key, :tongue, 'PENDING', :rhythm, :token, :created, :created)
                """,
                "id", subscriber.id(), "email", subscriber.email(), "key", key(subscriber.email()), "tongue", subscriber.language().getLanguage(),
                "rhythm", subscriber.rhythm(), "token", subscriber.token(), "created", subscriber.created());
    }

    /** Adds those whose addresses are not there yet, confirmed; returns how many. */
    static int takeOver(Transaction transaction, List<Subscriber> subscribers, String topic, Instant now) {
        Set<String> there = Set.copyOf(transaction.list(
                "select s.email_key from messaging_subscriber s where s.tenant_id = :tenant and s.email_key in (:keys)", row -> row.string("email_key"),
                "keys", subscribers.stream().map(one -> key(one.email())).toList()));
        List<Subscriber> fresh = subscribers.stream().filter(one -> !there.contains(key(one.email()))).toList();
        transaction.executeAll(
                """
                insert into messaging_subscriber (tenant_id, id, email, email_key, tongue, state, rhythm, token, created, confirmed, digested)
                values (:tenant, :id, :email, :key, :tongue, 'CONFIRMED', :rhythm, :token, :now, :now, :now)
                """,
                fresh.stream().map(one -> new Object[] {
                    "id", one.id(), "email", one.email(), "key", key(one.email()), "tongue", one.language().getLanguage(), "rhythm", one.rhythm(),
                    "token", one.token(), "now", now
                }).toList());
        transaction.executeAll(
                "insert into messaging_subscription (tenant_id, subscriber, topic) values (:tenant, :id, :topic)",
                fresh.stream().map(one -> new Object[] {"id", one.id(), "topic", topic}).toList());
        return fresh.size();
    }

    static void choose(Transaction transaction, UUID subscriber, Rhythm rhythm, Collection<String> topics) {
        transaction.execute(
                "update messaging_subscriber s set rhythm = :rhythm where s.tenant_id = :tenant and s.id = :id", "id", subscriber, "rhythm", rhythm);
        transaction.execute("delete from messaging_subscription t where t.tenant_id = :tenant and t.subscriber = :id", "id", subscriber);
        transaction.executeAll(
                "insert into messaging_subscription (tenant_id, subscriber, topic) values (:tenant, :id, :topic)",
                topics.stream().distinct().map(topic -> new Object[] {"id", subscriber, "topic", topic}).toList());
    }

    static void confirm(Transaction transaction, UUID subscriber, Instant now) {
        transaction.execute(
                """
                update messaging_subscriber s set state = 'CONFIRMED', confirmed = :now, digested = :now
                where s.tenant_id = :tenant and s.id = :id and s.state = 'PENDING'
                """,
                "id", subscriber, "now", now);
    }

    static int delete(Transaction transaction, UUID subscriber) {
        return transaction.execute("delete from messaging_subscriber s where s.tenant_id = :tenant and s.id = :id", "id", subscriber);
    }

    /** Confirmed subscribers of one topic or more after an id, in the order of ids. */
    public static List<Subscriber> of(Reader reader, Collection<String> topics, boolean atOnceAlone, UUID after, int limit) {
        return reader.list(
                "select s.* from messaging_subscriber s where s.tenant_id = :tenant and s.state = 'CONFIRMED' and s.id > :after and exists"
                        + " (select 1 from messaging_subscription t where t.tenant_id = :tenant and t.subscriber = s.id and t.topic in (:topics))"
                        + (atOnceAlone ? " and s.rhythm = 'AT_ONCE'" : "") + " order by s.id fetch next :limit rows only",
                SubscriberTable::subscriber,
                "topics", topics, "after", after, "limit", limit);
    }

    public static long count(Reader reader, String topic) {
        return reader.count(
                """
                select count(*) from messaging_subscriber s inner join messaging_subscription t on t.tenant_id = :tenant and t.subscriber = s.id
                where s.tenant_id = :tenant and s.state = 'CONFIRMED' and t.topic = :topic
                """,
                "topic", topic);
    }

    static String key(String email) {
        return email.toLowerCase(Locale.ROOT);
    }

    static Subscriber subscriber(Row row) {
        return new Subscriber(
                row.uuid("id"), row.string("email"), Locale.forLanguageTag(row.string("tongue")), row.string("state").equals("CONFIRMED"),
                Rhythm.valueOf(row.string("rhythm")), row.string("token"), row.instant("created"), row.instant("digested"));
    }
}
