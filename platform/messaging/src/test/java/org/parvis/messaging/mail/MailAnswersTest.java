package org.parvis.messaging.mail;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.parvis.testkit.OnBothDatabases;
import org.parvis.testkit.TestDatabase;

/** What becomes of answers to the mails of sites. */
final class MailAnswersTest {
    @OnBothDatabases
    void aMailSaysWhereAnswersGoAndThatNobodyReadsThemWhereNobodyDoes(TestDatabase database) throws MessagingException, IOException {
        GreenMail server = new GreenMail(new ServerSetup(0, "127.0.0.1", "smtp").dynamicPort());
        server.start();
        try {
            MailTown town = MailDeliveryTest.town(database);
            List<Map<String, String>> chosen = List.of(
                    Map.of(), Map.of("site.email", "mairie@rodez.example"), Map.of("site.email", "mairie@rodez.example", Senders.REPLY, "accueil@rodez.example"),
                    Map.of("site.email", "autre@rodez.example", Senders.ADDRESS, "mairie@rodez.example"));
            for (Map<String, String> each : chosen) {
                town.chosen.put(MailTown.RODEZ.id(), new HashMap<>(each));
                town.send("lea@example.org");
                town.delivery(town.mail(server.getSmtp().getPort())).deliver(MailTown.RODEZ);
            }
            MimeMessage[] mails = server.getReceivedMessages();
            assertThat(Arrays.stream(mails).map(MailAnswersTest::answersTo)).containsExactly(
                    "ne-pas-repondre@territoire.example", "mairie@rodez.example", "accueil@rodez.example", "mairie@rodez.example");
            for (int part = 0; part < 2; part++) {
                List<String> texts = new ArrayList<>();
                for (MimeMessage mail : mails) {
                    // RFC 3834, 5.1: so that programs that answer by themselves do not.
                    assertThat(mail.getHeader("Auto-Submitted", null)).isEqualTo("auto-generated");
                    texts.add(MailDeliveryTest.text(((MimeMultipart) mail.getContent()).getBodyPart(part)).replace('\u00a0', ' '));
                }
                assertThat(texts.get(0)).contains("personne ne lit les réponses").contains("https://rodez.territoire.example/contact");
                assertThat(texts.get(1)).contains("votre réponse va à mairie@rodez.example").doesNotContain("personne ne lit");
                assertThat(texts.get(2)).contains("votre réponse va à accueil@rodez.example");
                assertThat(texts.get(3)).doesNotContain("personne ne lit", "votre réponse va à");
            }
        } finally {
            server.stop();
        }
    }

    /** Of the header Reply-To, else of From: as mail programs do (RFC 5322, 3.6.2). */
    private static String answersTo(MimeMessage mail) {
        try {
            return ((InternetAddress) mail.getReplyTo()[0]).getAddress();
        } catch (MessagingException malformed) {
            throw new IllegalStateException(malformed);
        }
    }
}
