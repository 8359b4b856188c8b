package org.parvis.messaging.mail;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.parvis.messaging.deliver.MessageTable.State;
import org.parvis.testkit.OnBothDatabases;
import org.parvis.testkit.TestDatabase;

/** Many mails: how they share connections, and what is in hand meanwhile. */
class ManyMailsTest {

    private static MailTown town(TestDatabase database) {
        MailTown town = new MailTown(database);
        town.word(MailTown.RECEIPT, "Dossier [number] reçu", "Bonjour,\n\nVotre dossier [number] est reçu.");
        return town;
    }

    @OnBothDatabases
    void allMailsOfATurnShareOneConnection(TestDatabase database) throws IOException {
        try (CountedServer server = new CountedServer(Integer.MAX_VALUE)) {
            MailTown town = town(database);
            town.sendMany(45);
            town.delivery(town.mail(server.port())).deliver(MailTown.RODEZ);
            assertThat(town.count(State.SENT)).isEqualTo(45);
            assertThat(server.taken()).isEqualTo(45);
            assertThat(server.connections()).isEqualTo(1);
        }
    }

    @OnBothDatabases
    void aServerThatEndsTheConnectionAfterSomeMailsGetsTheRestOnAnotherAtOnce(TestDatabase database) throws IOException {
        try (CountedServer server = new CountedServer(10)) {
            MailTown town = town(database);
            town.sendMany(25);
            town.delivery(town.mail(server.port())).deliver(MailTown.RODEZ);
            assertThat(town.count(State.SENT)).isEqualTo(25);
            assertThat(server.taken()).isEqualTo(25);
            assertThat(server.connections()).isEqualTo(3);
            assertThat(database.database().of(MailTown.RODEZ.id()).count("select max(m.attempts) from messaging_message m where m.tenant_id = :tenant")).isEqualTo(1);
        }
    }

    /** What a kill at any moment could repeat: a mail that the server took and that is not noted yet. */
    @OnBothDatabases
    void atMostOneMailIsInTheHandsOfAThread(TestDatabase database) {
        try (PostOffice office = PostOffice.open()) {
            MailTown town = town(database);
            town.sendMany(50);
            List<Long> unnoted = new ArrayList<>();
            town.delivery(new WatchedCarrier(town.mail(office.port()), () -> unnoted.add(office.received.size() - town.count(State.SENT)))).deliver(MailTown.RODEZ);
            assertThat(unnoted).hasSize(50).allSatisfy(count -> assertThat(count).isEqualTo(1L));
            assertThat(town.count(State.SENT)).isEqualTo(50);
        }
    }
}
