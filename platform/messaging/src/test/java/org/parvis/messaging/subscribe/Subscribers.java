package org.parvis.messaging.subscribe;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.IntStream;
import org.parvis.api.data.Ids;
import org.parvis.api.tenant.Site;
import org.parvis.testkit.TestDatabase;

/** Many subscribers for tests. */
public final class Subscribers {
    private Subscribers() {}

    /** Confirmed subscribers of the newsletter. */
    public static void confirmed(TestDatabase database, Site site, int number) {
        Instant now = Instant.parse("2026-06-01T08:00:00Z");
        database.database().of(site.id()).write(transaction -> IntStream.range(0, number).forEach(i -> {
            UUID id = Ids.next();
            SubscriberTable.insert(transaction, new Subscriber(id, "abonne" + i + "@example.org", Locale.FRENCH, false, Rhythm.AT_ONCE, "jeton" + i, now, now));
            SubscriberTable.confirm(transaction, id, now);
            SubscriberTable.choose(transaction, id, Rhythm.AT_ONCE, List.of(Topics.LETTER));
        }));
    }
}
