package org.parvis.messaging.mail;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.parvis.api.notify.Channel;
import org.parvis.api.tenant.Site;
import org.parvis.messaging.deliver.Carrier;
import org.parvis.messaging.deliver.Message;
import org.parvis.messaging.deliver.MessageTable.State;
import org.parvis.messaging.deliver.Outcome;
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
            for (int i = 0; i < 45; i++) {
                town.send("habitant" + i + "@example.org");
            }
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
            for (int i = 0; i < 25; i++) {
                town.send("habitant" + i + "@example.org");
            }
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
            for (int i = 0; i < 50; i++) {
                town.send("habitant" + i + "@example.org");
            }
            List<Long> unnoted = new ArrayList<>();
            town.delivery(new Watched(town.mail(office.port()), () -> unnoted.add(office.received.size() - town.count(State.SENT)))).deliver(MailTown.RODEZ);
            assertThat(unnoted).hasSize(50).allSatisfy(count -> assertThat(count).isEqualTo(1L));
            assertThat(town.count(State.SENT)).isEqualTo(50);
        }
    }

    /** Looks after each mail, before that can be noted. */
    private record Watched(Carrier carrier, Runnable look) implements Carrier {
        @Override
        public Channel channel() {
            return carrier.channel();
        }

        @Override
        public boolean ready() {
            return true;
        }

        @Override
        public Trip trip(Site site) {
            Trip trip = carrier.trip(site);
            return new Trip() {
                @Override
                public Outcome carry(Message message) {
                    Outcome outcome = trip.carry(message);
                    look.run();
                    return outcome;
                }

                @Override
                public void close() {
                    trip.close();
                }
            };
        }
    }
}
