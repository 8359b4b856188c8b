package org.parvis.messaging.subscribe;

import java.io.IOException;
import java.time.Instant;
import java.time.Period;
import java.util.Collection;
import java.util.List;
import org.osgi.service.component.annotations.Component;
import org.parvis.api.data.Reader;
import org.parvis.api.data.Transaction;
import org.parvis.api.privacy.Export;
import org.parvis.api.privacy.PersonalData;
import org.parvis.api.privacy.PersonalRows;
import org.parvis.api.privacy.Person;
import org.parvis.api.privacy.PurgeRule;
import org.parvis.api.tenant.TenantId;

/** Subscribers: kept until they unsubscribe; a request that nobody confirms, for a week. */
@Component(service = {PersonalData.class, PurgeRule.class})
public final class SubscriptionPrivacy implements PersonalData, PurgeRule {
    private static final String SUBSCRIPTION = "messaging.subscription";
    private static final PersonalRows ROWS = PersonalRows.byEmail("messaging_subscriber", "r.email_key", "r.state = 'PENDING' and r.created < :moment");

    @Override
    public String name() {
        return SUBSCRIPTION;
    }

    @Override
    public String processing() {
        return SUBSCRIPTION;
    }

    @Override
    public Collection<TenantId> due(Reader acrossTerritory, Instant now) {
        return ROWS.due(acrossTerritory, now.minus(Subscriptions.PENDING));
    }

    @Override
    public int purge(Transaction transaction, Instant now) {
        return ROWS.purge(transaction, now.minus(Subscriptions.PENDING));
    }

    @Override
    public List<Processing> processings() {
        return List.of(new Processing(
                SUBSCRIPTION, "messaging.privacy.subscription.purpose", "messaging.privacy.subscription.categories", LegalBasis.CONSENT, Period.ofDays(7)));
    }

    @Override
    public Collection<TenantId> holders(Reader acrossTerritory, Person person) {
        return ROWS.holders(acrossTerritory, person);
    }

    @Override
    public void export(Reader tenant, Person person, Export out) throws IOException {
        for (Subscriber subscriber : of(tenant, person)) {
            out.record(SUBSCRIPTION, subscriber.email(), List.of(
                    new Export.Field("email", "messaging.subscribe.email", subscriber.email()),
                    new Export.Field("since", "messaging.subscribers.since", subscriber.created()),
                    new Export.Field("rhythm", "messaging.subscribe.rhythm", subscriber.rhythm().code()),
                    new Export.Field("topics", "messaging.subscribers.topics", String.join(", ", SubscriberTable.topics(tenant, subscriber.id())))));
        }
    }

    @Override
    public List<Erasure> erase(Transaction transaction, Person person, Instant now) {
        List<Subscriber> found = of(transaction, person);
        found.forEach(subscriber -> SubscriberTable.delete(transaction, subscriber.id()));
        return List.of(Erasure.erased(SUBSCRIPTION, found.size()));
    }

    private static List<Subscriber> of(Reader reader, Person person) {
        return person.emails().stream().flatMap(email -> SubscriberTable.byEmail(reader, email).stream()).toList();
    }
}
