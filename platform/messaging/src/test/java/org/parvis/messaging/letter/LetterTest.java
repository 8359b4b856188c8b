package org.parvis.messaging.letter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.mail.internet.MimeMultipart;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.parvis.api.content.RichText;
import org.parvis.api.identity.Agent;
import org.parvis.api.identity.Role;
import org.parvis.api.route.Conflict;
import org.parvis.api.route.Invalid;
import org.parvis.api.route.NotFound;
import org.parvis.messaging.deliver.Delivery;
import org.parvis.messaging.mail.MailTown;
import org.parvis.messaging.mail.PostOffice;
import org.parvis.messaging.subscribe.Fanout;
import org.parvis.messaging.subscribe.Subscribers;
import org.parvis.testkit.FakeRequest;
import org.parvis.testkit.FakeRequestSites;
import org.parvis.testkit.OnBothDatabases;
import org.parvis.testkit.RecordingAudit;
import org.parvis.testkit.TestDatabase;

/** A newsletter from the draft to the mailboxes and the archive. */
class LetterTest {
    private static final Agent EDITOR = FakeRequestSites.agent(Role.EDITOR, MailTown.RODEZ);

    private static final RichText RICH = new RichText() {
        @Override
        public String sanitise(String html) {
            return html.replaceAll("<script.*?</script>", "");
        }

        @Override
        public String plain(String html) {
            return html.replaceAll("<[^>]+>", " ").strip();
        }
    };

    private static Letters letters(MailTown town) {
        return new Letters(town.database.database(), RICH, town.urls, new RecordingAudit(), town.clock);
    }

    private static void work(MailTown town, Letters letters) {
        List<String> done = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            List<String> waiting = new ArrayList<>(town.database.queued(letters.queue()));
            waiting.removeAll(done);
            waiting.forEach(payload -> letters.work(MailTown.RODEZ.id(), payload));
            done.addAll(waiting);
        }
    }

    @OnBothDatabases
    void aLetterGoesToEachSubscriberOnceAlsoWhenThatWorkIsDoneTwice(TestDatabase database) throws Exception {
        MailTown town = new MailTown(database);
        try (PostOffice office = PostOffice.open()) {
            Subscribers.confirmed(database, MailTown.RODEZ, 501);
            Letters letters = letters(town);
            Letter draft = letters.create(MailTown.RODEZ.id(), EDITOR, "Juin", "<p>Bonjour <a href=\"/actualites\">lire</a></p><script>x</script>");
            letters.send(MailTown.RODEZ, EDITOR, draft.id(), 1);
            work(town, letters);
            town.database.queued(letters.queue()).forEach(payload -> letters.work(MailTown.RODEZ.id(), payload));
            Delivery delivery = town.delivery(town.mail(office.port()));
            delivery.deliver(MailTown.RODEZ);
            assertThat(office.received).hasSize(501);
            assertThat(office.messageIds()).doesNotHaveDuplicates();
            String html = (String) ((MimeMultipart) office.received.get(0).getContent()).getBodyPart(1).getContent();
            assertThat(html).contains("href=\"https://rodez.territoire.example/actualites\"").doesNotContain("<script");
            assertThat(PostOffice.header(office.received.get(0), "List-Unsubscribe")).isNotNull();
        }
    }

    @OnBothDatabases
    void aLetterIsSentOnceAndNotChangedAfterwards(TestDatabase database) {
        MailTown town = new MailTown(database);
        Letters letters = letters(town);
        Letter draft = letters.create(MailTown.RODEZ.id(), EDITOR, "Juin", "<p>Bonjour</p>");
        letters.send(MailTown.RODEZ, EDITOR, draft.id(), 1);
        assertThatThrownBy(() -> letters.send(MailTown.RODEZ, EDITOR, draft.id(), 1)).isInstanceOf(Conflict.class);
        assertThatThrownBy(() -> letters.edit(MailTown.RODEZ.id(), EDITOR, draft.id(), 2, "Juillet", "<p>x</p>")).isInstanceOf(Conflict.class);
        assertThatThrownBy(() -> letters.create(MailTown.RODEZ.id(), EDITOR, " ", "<p> </p>")).isInstanceOf(Invalid.class);
    }

    @OnBothDatabases
    void theArchiveShowsWhatWasSentAndNoDraft(TestDatabase database) throws Exception {
        MailTown town = new MailTown(database);
        Letters letters = letters(town);
        Letter sent = letters.create(MailTown.RODEZ.id(), EDITOR, "Lettre de juin", "<p>Bonjour</p>");
        letters.send(MailTown.RODEZ, EDITOR, sent.id(), 1);
        Letter draft = letters.create(MailTown.RODEZ.id(), EDITOR, "Brouillon", "<p>Rien</p>");
        LetterPages pages = new LetterPages(letters);
        assertThat(town.pages.html(pages.routes().get(0).handler().handle(FakeRequest.get("/lettres")), MailTown.RODEZ))
                .contains("Lettre de juin").doesNotContain("Brouillon");
        assertThat(town.pages.html(pages.routes().get(1).handler().handle(letter(sent.id())), MailTown.RODEZ)).contains("<p>Bonjour</p>");
        assertThatThrownBy(() -> pages.routes().get(1).handler().handle(letter(draft.id()))).isInstanceOf(NotFound.class);
        assertThatThrownBy(() -> pages.routes().get(1).handler().handle(letter(sent.id()).on(FakeRequestSites.AGEN))).isInstanceOf(NotFound.class);
        assertThat(town.pages.html(pages.routes().get(0).handler().handle(FakeRequest.get("/lettres")), MailTown.RODEZ, Locale.ENGLISH)).contains("Past newsletters");
    }

    private static FakeRequest letter(UUID id) {
        return FakeRequest.get("/lettres/" + id).with("id", id.toString());
    }

    @OnBothDatabases
    void aTrialGoesToTheAgentAlone(TestDatabase database) {
        MailTown town = new MailTown(database);
        try (PostOffice office = PostOffice.open()) {
            Subscribers.confirmed(database, MailTown.RODEZ, 3);
            Letters letters = letters(town);
            Letter draft = letters.create(MailTown.RODEZ.id(), EDITOR, "Juin", "<p>Bonjour</p>");
            letters.tryOut(MailTown.RODEZ, EDITOR, draft.id(), draft.subject());
            town.delivery(town.mail(office.port())).deliver(MailTown.RODEZ);
            assertThat(office.received).hasSize(1);
            assertThat(PostOffice.header(office.received.get(0), "To")).isEqualTo(EDITOR.email());
        }
        assertThat(Fanout.id("a", new UUID(0, 1))).isEqualTo(Fanout.id("a", new UUID(0, 1))).isNotEqualTo(Fanout.id("b", new UUID(0, 1)));
    }
}
