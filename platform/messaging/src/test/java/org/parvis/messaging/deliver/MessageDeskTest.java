package org.parvis.messaging.deliver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.parvis.api.desk.DayItems;
import org.parvis.api.identity.Agent;
import org.parvis.api.route.Conflict;
import org.parvis.api.route.Response;
import org.parvis.api.route.Route;
import org.parvis.api.tenant.Site;
import org.parvis.messaging.deliver.MessageTable.State;
import org.parvis.messaging.mail.MailTown;
import org.parvis.messaging.mail.PostOffice;
import org.parvis.testkit.FakeRequest;
import org.parvis.testkit.FakeRequestSites;
import org.parvis.testkit.OnBothDatabases;
import org.parvis.testkit.RecordingAudit;
import org.parvis.testkit.TestDatabase;

/** What agents and operators see of the queue. */
class MessageDeskTest {
    private static final Agent AGENT = FakeRequestSites.operator();

    private static MailTown town(TestDatabase database) {
        MailTown town = new MailTown(database);
        town.word(MailTown.RECEIPT, "Dossier [number]", "Reçu");
        return town;
    }

    private static MessageDesk desk(MailTown town, Delivery delivery) {
        return new MessageDesk(town.database.database(), delivery, town.tenants, new RecordingAudit());
    }

    private static List<DayItems.Item> day(MailTown town, Delivery delivery, Site site) {
        return new MessageDay(town.database.database(), delivery, town.tenants).items(new DayItems.Asked(AGENT, Set.of(site.id()), town.now, 25));
    }

    private static Response answer(MessageDesk desk, FakeRequest request) throws IOException {
        Route route = desk.routes().stream().filter(one -> one.method().equals(request.method())).findFirst().orElseThrow();
        return route.handler().handle(request.as(AGENT));
    }

    private static String html(MailTown town, MessageDesk desk, Site site) throws IOException {
        return town.pages.desk().html(answer(desk, FakeRequest.get("/messages").on(site)), site);
    }

    @OnBothDatabases
    void aMissingServerIsSaidWithTheNumberThatWaits(TestDatabase database) throws IOException {
        MailTown town = town(database);
        town.send("lea@example.org");
        MessageDesk desk = desk(town, town.delivery(town.noMail()));
        assertThat(html(town, desk, MailTown.RODEZ)).contains("Aucun serveur de messagerie n’est configuré").contains("attendent (1 ici)").contains("lea@example.org");
        assertThat(html(town, desk, FakeRequestSites.AGEN)).as("another commune").doesNotContain("lea@example.org");
        assertThat(html(town, desk, FakeRequestSites.TERRITORY)).as("operators see the tenant, not its messages").contains("/bureau/rodez/messages").doesNotContain("lea@example.org");
        assertThat(day(town, town.delivery(town.noMail()), FakeRequestSites.TERRITORY)).extracting(DayItems.Item::reasonKey).containsExactly("messaging.day.missing");
    }

    @OnBothDatabases
    void aFailureShowsItsReasonAndIsSentAgainWithTheSameMessageId(TestDatabase database) throws IOException {
        MailTown town = town(database);
        try (PostOffice office = PostOffice.open()) {
            Delivery delivery = town.delivery(town.mail(office.port()));
            MessageDesk desk = desk(town, delivery);
            office.refused.put("lea@example.org", 550);
            town.send("lea@example.org");
            delivery.deliver(MailTown.RODEZ);
            assertThat(html(town, desk, MailTown.RODEZ)).contains("550").contains("Tout renvoyer");
            assertThat(day(town, delivery, MailTown.RODEZ)).extracting(DayItems.Item::reasonArguments).containsExactly(List.of(1L));
            assertThat(day(town, delivery, FakeRequestSites.AGEN)).isEmpty();

            office.refused.clear();
            assertThatThrownBy(() -> answer(desk, FakeRequest.post("/messages/reprise").on(FakeRequestSites.AGEN))).isInstanceOf(Conflict.class);
            assertThat(answer(desk, FakeRequest.post("/messages/reprise").at(town.now)).status()).isEqualTo(303);
            delivery.deliver(MailTown.RODEZ);
            assertThat(office.messageIds()).hasSize(1);
            assertThat(html(town, desk, MailTown.RODEZ)).contains("envoyé");
        }
    }

    @OnBothDatabases
    void whatWasSentKeepsNoContentAndGoesAfterAMonth(TestDatabase database) {
        MailTown town = town(database);
        try (PostOffice office = PostOffice.open()) {
            town.send("lea@example.org");
            town.delivery(town.mail(office.port())).deliver(MailTown.RODEZ);
            assertThat(database.database().of(MailTown.RODEZ.id())
                            .count("select count(*) from messaging_message m where m.tenant_id = :tenant and m.body is null"))
                    .isEqualTo(1);
            Instant sent = town.now;
            MessagePrivacy purge = new MessagePrivacy();
            database.database().of(MailTown.RODEZ.id()).write(transaction -> purge.purge(transaction, sent.plus(Duration.ofDays(30))));
            assertThat(town.count(State.SENT)).isEqualTo(1);
            database.database().of(MailTown.RODEZ.id()).write(transaction -> purge.purge(transaction, sent.plus(Duration.ofDays(30)).plusSeconds(1)));
            assertThat(town.count(State.SENT)).isZero();
        }
    }

    @OnBothDatabases
    void theJobFindsTenantsThatHaveSomethingDue(TestDatabase database) {
        MailTown town = town(database);
        town.send("lea@example.org");
        town.later(Duration.ofMinutes(1));
        town.delivery(town.noMail()).run(town.now);
        assertThat(database.queued(MessageTable.QUEUE)).as("only what the sender queued").hasSize(1);
        try (PostOffice office = PostOffice.open()) {
            town.delivery(town.mail(office.port())).run(town.now);
            assertThat(database.queued(MessageTable.QUEUE)).isEqualTo(List.of("", ""));
        }
    }
}
