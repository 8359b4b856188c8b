package org.parvis.messaging.compose;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.parvis.api.data.Database;
import org.parvis.api.data.TenantData;
import org.parvis.api.notify.Channel;
import org.parvis.api.notify.Inbox;
import org.parvis.api.tenant.Site;
import org.parvis.api.tenant.TenantId;
import org.parvis.messaging.deliver.Carrier;
import org.parvis.messaging.deliver.Outcome;

/** Inboxes of accounts: the territory's data, written by the delivery of each tenant. */
@Component(service = {Inbox.class, Carrier.class})
public final class StoredInbox implements Inbox, Carrier {
    private final TenantData territory;
    private final Clock clock;

    @Activate
    public StoredInbox(@Reference Database database, @Reference Clock clock) {
        this.territory = database.of(TenantId.TERRITORY);
        this.clock = clock;
    }

    @Override
    public List<Message> of(UUID person, int offset, int limit) {
        return territory.list(
                """
                select i.id, i.sender, i.subject, i.body, i.received, i.seen from messaging_inbox i where i.tenant_id = :tenant and i.person = :person
                order by i.received desc, i.id desc offset :offset rows fetch next :limit rows only
                """,
                row -> new Message(
                        row.uuid("id"), new TenantId(row.uuid("sender")), row.string("subject"), row.string("body"), row.instant("received"), row.bool("seen")),
                "person", person, "offset", offset, "limit", limit);
    }

    @Override
    public long count(UUID person) {
        return territory.count("select count(*) from messaging_inbox i where i.tenant_id = :tenant and i.person = :person", "person", person);
    }

    @Override
    public long unread(UUID person) {
        return territory.count(
                "select count(*) from messaging_inbox i where i.tenant_id = :tenant and i.person = :person and i.seen = false", "person", person);
    }

    @Override
    public void read(UUID person, List<UUID> ids) {
        territory.write(transaction -> transaction.execute(
                "update messaging_inbox i set seen = true where i.tenant_id = :tenant and i.person = :person and i.id in (:ids)", "person", person, "ids", ids));
    }

    @Override
    public void delete(UUID person, UUID id) {
        territory.write(transaction -> transaction.execute(
                "delete from messaging_inbox i where i.tenant_id = :tenant and i.person = :person and i.id = :id", "person", person, "id", id));
    }

    @Override
    public Channel channel() {
        return Channel.INBOX;
    }

    @Override
    public boolean ready() {
        return true;
    }

    @Override
    public Trip trip(Site site) {
        return new Trip() {
            @Override
            public Outcome carry(org.parvis.messaging.deliver.Message message) {
                UUID person = message.person();
                if (person == null) {
                    return new Outcome.Refused("there is no account");
                }
                put(site.id(), person, message, clock.instant());
                return new Outcome.Delivered();
            }

            @Override
            public void close() {
                // Nothing is held open.
            }
        };
    }

    /** A message that is delivered again is there already. */
    private void put(TenantId from, UUID person, org.parvis.messaging.deliver.Message message, Instant now) {
        territory.write(transaction -> {
            long there = transaction.count(
                    "select count(*) from messaging_inbox i where i.tenant_id = :tenant and i.person = :person and i.id = :id", "person", person, "id", message.id());
            if (there == 0) {
                transaction.execute(
                        """
                        insert into messaging_inbox (tenant_id, person, id, sender, subject, body, received, seen)
                        values (:tenant, :person, :id, :sender, :subject, :body, :now, false)
                        """,
                        "person", person, "id", message.id(), "sender", from, "subject", message.subject(), "body", message.body() == null ? "" : message.body(),
                        "now", now);
            }
        });
    }
}
