package org.parvis.messaging.compose;

import java.io.IOException;
import java.time.Instant;
import java.time.Period;
import java.time.ZoneOffset;
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

/** Inboxes and choices of accounts: the territory's. */
@Component(service = {PersonalData.class, PurgeRule.class})
public final class InboxPrivacy implements PersonalData, PurgeRule {
    private static final String INBOX = "messaging.inbox";
    private static final Period KEPT = Period.ofYears(3);
    private static final int BATCH = 1_000;
    private static final PersonalRows ROWS = PersonalRows.byAccount("messaging_inbox", "r.person", "r.received < :moment");

    @Override
    public String name() {
        return INBOX;
    }

    @Override
    public String processing() {
        return INBOX;
    }

    private static Instant before(Instant now) {
        return now.atZone(ZoneOffset.UTC).minus(KEPT).toInstant();
    }

    @Override
    public Collection<TenantId> due(Reader acrossTerritory, Instant now) {
        return ROWS.due(acrossTerritory, before(now));
    }

    @Override
    public int purge(Transaction transaction, Instant now) {
        return ROWS.purge(transaction, before(now), BATCH);
    }

    @Override
    public List<Processing> processings() {
        return List.of(new Processing(INBOX, "messaging.privacy.inbox.purpose", "messaging.privacy.inbox.categories", LegalBasis.PUBLIC_TASK, KEPT)
                .controlledBy(Controller.TERRITORY));
    }

    @Override
    public Collection<TenantId> holders(Reader acrossTerritory, Person person) {
        long held = acrossTerritory.count("select count(*) from messaging_inbox i where i.person in (:accounts)", "accounts", person.accounts())
                + acrossTerritory.count("select count(*) from messaging_choice c where c.person in (:accounts)", "accounts", person.accounts());
        return held == 0 ? List.of() : List.of(TenantId.TERRITORY);
    }

    private record Line(String subject, String body, Instant received) {}

    @Override
    public void export(Reader tenant, Person person, Export out) throws IOException {
        for (Line line : tenant.list(
                "select i.subject, i.body, i.received from messaging_inbox i where i.tenant_id = :tenant and i.person in (:accounts) order by i.received",
                row -> new Line(row.string("subject"), row.string("body"), row.instant("received")),
                "accounts", person.accounts())) {
            out.record(INBOX, line.subject(), List.of(
                    new Export.Field("subject", "messaging.messages.subject", line.subject()),
                    new Export.Field("text", "messaging.wording.text", line.body()),
                    new Export.Field("received", "messaging.messages.when", line.received())));
        }
    }

    @Override
    public List<Erasure> erase(Transaction transaction, Person person, Instant now) {
        transaction.execute("delete from messaging_choice c where c.tenant_id = :tenant and c.person in (:accounts)", "accounts", person.accounts());
        return List.of(Erasure.erased(INBOX, ROWS.erase(transaction, person)));
    }
}
