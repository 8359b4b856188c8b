package org.parvis.messaging.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.BodyPart;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.parvis.api.notify.Notification;
import org.parvis.api.notify.Recipient;
import org.parvis.messaging.deliver.Delivery;
import org.parvis.messaging.deliver.Message;
import org.parvis.messaging.deliver.MessageTable.State;
import org.parvis.testkit.OnBothDatabases;
import org.parvis.testkit.TestDatabase;

/** The whole way of an e-mail: queued in a transaction, delivered to a real server. */
class MailDeliveryTest {

    static MailTown town(TestDatabase database) {
        MailTown town = new MailTown(database);
        town.word(MailTown.RECEIPT, "Dossier [number] reçu – [commune]", "Bonjour,\n\nVotre dossier [number] est reçu.\nRemarque : [note]\n\n- un\n- deux\n\nhttps://rodez.example/d/42.");
        return town;
    }

    @OnBothDatabases
    void aMessageLeavesWithItsTransactionAndInNoOtherCase(TestDatabase database) {
        MailTown town = town(database);
        assertThatIllegalStateException().isThrownBy(() -> database.database().of(MailTown.RODEZ.id()).write(transaction -> {
            town.notifications.send(transaction, Notification.of(
                    MailTown.RECEIPT.id(), Recipient.email("lea@example.org", Locale.FRENCH), Map.of()));
            throw new IllegalStateException("the write fails");
        }));
        assertThat(town.count(State.WAITING)).isZero();
        assertThat(database.queued("messaging.deliver")).isEmpty();

        town.send("lea@example.org");
        assertThat(town.count(State.WAITING)).isEqualTo(1);
        assertThat(database.queued("messaging.deliver")).hasSize(1);
    }

    @OnBothDatabases
    void whatIsReceivedIsWordedAddressedAndSignedAsTheTenantWants(TestDatabase database) throws MessagingException, IOException {
        GreenMail server = new GreenMail(new ServerSetup(0, "127.0.0.1", "smtp").dynamicPort());
        server.start();
        try {
            MailTown town = town(database);
            town.chosen.put(MailTown.RODEZ.id(), new HashMap<>(Map.of(
                    Senders.NAME, "Mairie de Rodez", Senders.REPLY, "accueil@rodez.example", Senders.ADDRESS, "nous@ailleurs.example")));
            town.send("lea@example.org");
            town.delivery(town.mail(server.getSmtp().getPort())).deliver(MailTown.RODEZ);

            MimeMessage received = server.getReceivedMessages()[0];
            assertThat(received.getSubject()).isEqualTo("Dossier 42 reçu – Rodez");
            InternetAddress from = (InternetAddress) received.getFrom()[0];
            assertThat(from.getPersonal()).isEqualTo("Mairie de Rodez");
            assertThat(from.getAddress()).as("an address outside of the operator's domains would fail DMARC").isEqualTo("ne-pas-repondre@territoire.example");
            assertThat(((InternetAddress) received.getReplyTo()[0]).getAddress()).isEqualTo("accueil@rodez.example");
            assertThat(received.getHeader("Message-ID", null)).matches("<[0-9a-f-]{36}@territoire\\.example>");
            assertThat(received.getHeader("Date")).hasSize(1);
            assertThat(received.getHeader("List-Unsubscribe")).isNull();
            MimeMultipart parts = (MimeMultipart) received.getContent();
            assertThat(parts.getContentType()).startsWith("multipart/alternative");
            assertThat(text(parts.getBodyPart(0))).contains("Votre dossier 42 est reçu.").contains("Rodez").doesNotContain("Remarque");
            assertThat(text(parts.getBodyPart(1))).contains("<p style=").contains("<li>un</li>").contains("<a href=\"https://rodez.example/d/42\"");
            assertThat(town.count(State.SENT)).isEqualTo(1);
        } finally {
            server.stop();
        }
    }

    static String text(BodyPart part) throws MessagingException, IOException {
        return ((String) part.getContent()).replace("\r\n", "\n");
    }

    @OnBothDatabases
    void aTenantWritesFromItsOwnAddressInADomainOfTheOperator(TestDatabase database) {
        try (PostOffice office = PostOffice.open()) {
            MailTown town = town(database);
            town.chosen.put(MailTown.RODEZ.id(), new HashMap<>(Map.of(Senders.ADDRESS, "mairie@rodez.example")));
            town.send("lea@example.org");
            town.delivery(town.mail(office.port())).deliver(MailTown.RODEZ);
            assertThat(PostOffice.header(office.received.get(0), "From")).isEqualTo("Rodez <mairie@rodez.example>");
        }
    }

    @OnBothDatabases
    void withoutAServerMessagesWaitAndThenLeave(TestDatabase database) {
        MailTown town = town(database);
        town.send("lea@example.org");
        Delivery none = town.delivery(town.noMail());
        none.deliver(MailTown.RODEZ);
        town.later(Duration.ofDays(3));
        none.run(town.now);
        assertThat(town.count(State.WAITING)).isEqualTo(1);
        try (PostOffice office = PostOffice.open()) {
            town.delivery(town.mail(office.port())).deliver(MailTown.RODEZ);
            assertThat(office.received).hasSize(1);
        }
    }

    @OnBothDatabases
    void aServerThatIsDownCostsNoAttemptAndNoMessage(TestDatabase database) {
        MailTown town = town(database);
        town.send("lea@example.org");
        Delivery delivery = town.delivery(town.mail(closedPort()));
        fails(town, delivery, 40);
        assertThat(town.count(State.WAITING)).isEqualTo(1);
        assertThat(town.error()).contains("does not answer");
        assertThat(database.database().of(MailTown.RODEZ.id()).count("select sum(m.attempts) from messaging_message m where m.tenant_id = :tenant")).isZero();
    }

    /** Where nobody listens any more. */
    private static int closedPort() {
        try (PostOffice office = PostOffice.open()) {
            return office.port();
        }
    }

    /** Each time after the longest pause. */
    private static void fails(MailTown town, Delivery delivery, int times) {
        for (int i = 0; i < times; i++) {
            delivery.deliver(MailTown.RODEZ);
            town.later(Duration.ofMinutes(11));
        }
    }

    /** The operator who corrects the settings does not wait for the pause that the wrong ones earned. */
    @OnBothDatabases
    void anotherServerIsTriedAtOnce(TestDatabase database) {
        MailTown town = town(database);
        town.send("lea@example.org");
        MailCarrier carrier = (MailCarrier) town.mail(closedPort());
        Delivery delivery = town.delivery(carrier);
        fails(town, delivery, 10);
        delivery.deliver(MailTown.RODEZ);
        try (PostOffice office = PostOffice.open()) {
            carrier.use(new SmtpServer("127.0.0.1", office.port(), "none", "", "", ""));
            delivery.deliver(MailTown.RODEZ);
            assertThat(office.received).hasSize(1);
        }
    }

    @OnBothDatabases
    void aRefusedRecipientIsGivenUpAtOnceAndSaysWhyOthersAreDelivered(TestDatabase database) {
        try (PostOffice office = PostOffice.open()) {
            MailTown town = town(database);
            office.refused.put("partie@example.org", 550);
            town.send("partie@example.org");
            town.send("lea@example.org");
            town.delivery(town.mail(office.port())).deliver(MailTown.RODEZ);
            assertThat(town.count(State.FAILED)).isEqualTo(1);
            assertThat(office.received).hasSize(1);
            assertThat(database.database().of(MailTown.RODEZ.id())
                            .list("select m.last_error from messaging_message m where m.tenant_id = :tenant and m.state = 'FAILED'", row -> row.string("last_error")))
                    .allSatisfy(error -> assertThat(error).contains("550").contains("partie@example.org"));
        }
    }

    @OnBothDatabases
    void aTemporaryRefusalIsTriedAgainLaterAndLaterUntilItIsGivenUp(TestDatabase database) {
        try (PostOffice office = PostOffice.open()) {
            MailTown town = town(database);
            office.refused.put("lea@example.org", 450);
            town.send("lea@example.org");
            Delivery delivery = town.delivery(town.mail(office.port()));
            delivery.deliver(MailTown.RODEZ);
            assertThat(town.error()).contains("450");
            office.refused.clear();
            delivery.deliver(MailTown.RODEZ);
            assertThat(office.received).as("not before a minute").isEmpty();
            town.later(Duration.ofMinutes(1));
            delivery.deliver(MailTown.RODEZ);
            assertThat(office.received).hasSize(1);

            office.refused.put("lea@example.org", 450);
            town.send("lea@example.org");
            for (int i = 0; i < 13; i++) {
                delivery.deliver(MailTown.RODEZ);
                town.later(Duration.ofHours(4));
            }
            assertThat(town.count(State.WAITING)).isEqualTo(1);
            delivery.deliver(MailTown.RODEZ);
            assertThat(town.count(State.FAILED)).isEqualTo(1);
        }
    }

    @OnBothDatabases
    void afterACrashNothingIsLostAndWhatComesTwiceHasTheSameMessageId(TestDatabase database) {
        try (PostOffice office = PostOffice.open()) {
            MailTown town = town(database);
            town.sendMany(50);
            // A process that dies right after the server took a message, before that could be noted.
            Delivery dying = town.delivery(new WatchedCarrier(town.mail(office.port()), () -> {
                if (office.received.size() == 30) {
                    throw new IllegalStateException("kill -9");
                }
            }));
            assertThat(catchThrowable(() -> dying.deliver(MailTown.RODEZ))).hasMessage("kill -9");
            assertThat(office.received).hasSize(30);

            Delivery restarted = town.delivery(town.mail(office.port()));
            restarted.deliver(MailTown.RODEZ);
            town.later(Duration.ofMinutes(2));
            restarted.deliver(MailTown.RODEZ);
            assertThat(town.count(State.SENT)).isEqualTo(50);
            assertThat(office.messageIds()).hasSize(51);
            assertThat(new HashSet<>(office.messageIds())).hasSize(50);
        }
    }

    @OnBothDatabases
    void starttlsIsRequiredAndAnUnknownCertificateRefused(TestDatabase database) {
        MailTown town = town(database);
        town.send("lea@example.org");
        try (PostOffice office = PostOffice.withTls()) {
            town.delivery(town.mail(new SmtpServer("127.0.0.1", office.port(), "starttls", "", "", ""))).deliver(MailTown.RODEZ);
            assertThat(office.received).isEmpty();
            assertThat(town.error()).contains("does not answer");
            town.delivery(town.mail(new SmtpServer("127.0.0.1", office.port(), "starttls", "", "", "127.0.0.1"))).deliver(MailTown.RODEZ);
            assertThat(office.received).hasSize(1);
        }
        town.send("lea@example.org");
        try (PostOffice office = PostOffice.open()) {
            town.delivery(town.mail(new SmtpServer("127.0.0.1", office.port(), "starttls", "", "", ""))).deliver(MailTown.RODEZ);
            assertThat(office.received).as("a server without STARTTLS gets nothing").isEmpty();
            assertThat(town.count(State.WAITING)).isEqualTo(1);
        }
    }

    @OnBothDatabases
    void aWrongPasswordIsSaidAndMessagesWait(TestDatabase database) {
        GreenMail server = new GreenMail(new ServerSetup(0, "127.0.0.1", "smtp").dynamicPort());
        server.setUser("parvis", "parvis", "secret");
        server.start();
        try {
            MailTown town = town(database);
            town.send("lea@example.org");
            int port = server.getSmtp().getPort();
            town.delivery(town.mail(new SmtpServer("127.0.0.1", port, "none", "parvis", "wrong", ""))).deliver(MailTown.RODEZ);
            assertThat(town.error()).contains("refuses user and password");
            town.delivery(town.mail(new SmtpServer("127.0.0.1", port, "none", "parvis", "secret", ""))).deliver(MailTown.RODEZ);
            assertThat(server.getReceivedMessages()).hasSize(1);
        } finally {
            server.stop();
        }
    }

    @OnBothDatabases
    void nothingTypedCanAddAHeader(TestDatabase database) {
        try (PostOffice office = PostOffice.open()) {
            MailTown town = town(database);
            town.send(
                    MailTown.RECEIPT, Recipient.email("lea@example.org", Locale.FRENCH), Map.of("number", "1\r\nBcc: tous@example.org"));
            town.delivery(town.mail(office.port())).deliver(MailTown.RODEZ);
            assertThat(PostOffice.header(office.received.get(0), "Bcc")).isNull();
            assertThat(office.received).hasSize(1);
        }
    }

    @Test
    void addressesAndNamesWithLineBreaksAreRefused() {
        Sender sender = new Sender("a@example.org", "A", null);
        for (String address : List.of("lea@example.org\r\nBcc: x@example.org", "lea@example.org, x@example.org", "<lea@example.org>", "lea")) {
            assertThatIllegalArgumentException().isThrownBy(() -> new Mail(UUID.randomUUID(), "h", sender, address, "s", "t", "h", null));
        }
        assertThatIllegalArgumentException().isThrownBy(() -> new Mail(UUID.randomUUID(), "h", sender, "lea@example.org", "s\nBcc: x", "t", "h", null));
        assertThatIllegalArgumentException().isThrownBy(() -> new Sender("a@example.org", "A\r\nBcc: x@example.org", null));
        assertThatIllegalArgumentException().isThrownBy(() -> new Sender("a@example.org", "A", "b@example.org\nBcc: x@example.org"));
    }
}
