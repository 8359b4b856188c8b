package org.parvis.messaging.deliver;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.Period;
import java.util.Collection;
import java.util.List;
import org.osgi.service.component.annotations.Component;
import org.parvis.api.data.Reader;
import org.parvis.api.data.Transaction;
import org.parvis.api.privacy.Export;
import org.parvis.api.privacy.PersonalData;
import org.parvis.api.privacy.Person;
import org.parvis.api.privacy.PurgeRule;
import org.parvis.api.tenant.TenantId;

/** Messages to people: to whom, when and about what, for a month; what was given up, for three. */
@Component(service = {PersonalData.class, PurgeRule.class})
public final class MessagePrivacy implements PersonalData, PurgeRule {
    private static final String MESSAGES = "messaging.messages";
    private static final Duration SENT = Duration.ofDays(30);
    private static final Duration FAILED = Duration.ofDays(90);
    private static final String OVER = "m.ended < :failed or (m.ended < :sent and m.state <> 'FAILED')";
    private static final String OF_PERSON = "(lower(m.address) in (:emails) or m.person in (:accounts))";
    private static final int BATCH = 1_000;

    @Override
    public String name() {
        return MESSAGES;
    }

    @Override
    public String processing() {
        return MESSAGES;
    }

    @Override
    public Collection<TenantId> due(Reader acrossTerritory, Instant now) {
        return acrossTerritory.list(
                "select distinct m.tenant_id from messaging_message m where " + OVER, row -> new TenantId(row.uuid("tenant_id")),
                "sent", now.minus(SENT), "failed", now.minus(FAILED));
    }

    @Override
    public int purge(Transaction transaction, Instant now) {
        return transaction.execute(
                "delete from messaging_message m where m.tenant_id = :tenant and m.id in (:ids)",
                "ids",
                transaction.list(
                        "select m.id from messaging_message m where m.tenant_id = :tenant and (" + OVER + ") fetch first " + BATCH + " rows only",
                        row -> row.uuid("id"),
                        "sent", now.minus(SENT), "failed", now.minus(FAILED)));
    }

    @Override
    public List<Processing> processings() {
        return List.of(new Processing(
                MESSAGES, "messaging.privacy.messages.purpose", "messaging.privacy.messages.categories", LegalBasis.PUBLIC_TASK, Period.ofDays(30)));
    }

    @Override
    public Collection<TenantId> holders(Reader acrossTerritory, Person person) {
        return acrossTerritory.list(
                "select distinct m.tenant_id from messaging_message m where " + OF_PERSON, row -> new TenantId(row.uuid("tenant_id")),
                "emails", person.emails(), "accounts", person.accounts());
    }

    private record Line(String address, String subject, Instant created) {}

    @Override
    public void export(Reader tenant, Person person, Export out) throws IOException {
        for (Line line : tenant.list(
                "select m.address, m.subject, m.created from messaging_message m where m.tenant_id = :tenant and " + OF_PERSON + " order by m.created",
                row -> new Line(String.valueOf(row.stringOrNull("address")), row.string("subject"), row.instant("created")),
                "emails", person.emails(), "accounts", person.accounts())) {
            out.record(MESSAGES, line.subject(), List.of(
                    new Export.Field("address", "messaging.messages.to", line.address()),
                    new Export.Field("subject", "messaging.messages.subject", line.subject()),
                    new Export.Field("created", "messaging.messages.when", line.created())));
        }
    }

    /** What still waits is not sent either. */
    @Override
    public List<Erasure> erase(Transaction transaction, Person person, Instant now) {
        int messages = transaction.execute(
                "delete from messaging_message m where m.tenant_id = :tenant and " + OF_PERSON, "emails", person.emails(), "accounts", person.accounts());
        return List.of(Erasure.erased(MESSAGES, messages));
    }
}
