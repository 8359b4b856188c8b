package org.parvis.messaging.subscribe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.BiConsumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.parvis.api.notify.AlertSource;
import org.parvis.api.privacy.Person;
import org.parvis.api.privacy.PersonalData;
import org.parvis.api.route.Conflict;
import org.parvis.api.route.Response;
import org.parvis.api.route.Route;
import org.parvis.api.tenant.TenantId;
import org.parvis.messaging.compose.Filler;
import org.parvis.messaging.deliver.Delivery;
import org.parvis.messaging.deliver.MessagePrivacy;
import org.parvis.messaging.deliver.MessageTable.State;
import org.parvis.messaging.mail.MailTown;
import org.parvis.messaging.mail.PostOffice;
import org.parvis.testkit.FakeRequest;
import org.parvis.testkit.FakeRequestSites;
import org.parvis.testkit.OnBothDatabases;
import org.parvis.testkit.RecordingAudit;
import org.parvis.testkit.TestDatabase;

/** A subscription from the form to the last mail, over a real mail server. */
class SubscriptionTest {

    /** Subscriptions of a town whose news are what the test says. */
    private static final class Post implements AlertSource {
        final MailTown town;
        final PostOffice office = PostOffice.open();
        final Subscriptions subscriptions;
        final Alerts alerts;
        final Digests digests;
        final Delivery delivery;
        final SubscriptionPages pages;
        final List<Item> news = new ArrayList<>();

        Post(TestDatabase database) {
            town = new MailTown(database);
            subscriptions = new Subscriptions(database.database(), town.notifications, town.urls, new RecordingAudit());
            town.unsubscribing = subscriptions;
            town.contributions.add(subscriptions);
            town.contributions.add(this);
            Topics topics = new Topics(town, town.pages.themes());
            Filler filler = new Filler(town.wordings, town);
            alerts = new Alerts(database.database(), town.tenants, topics, filler, town.settings, town.urls, town.clock);
            digests = new Digests(database.database(), town.tenants, filler, town.urls, town.clock);
            delivery = town.delivery(town.mail(office.port()));
            pages = new SubscriptionPages(subscriptions, topics, delivery);
        }

        @Override
        public List<Topic> topics(TenantId tenant) {
            return List.of(new Topic("news.all", "messaging.letters.archive", List.of()), new Topic("news.works", "messaging.letter.draft", List.of()));
        }

        @Override
        public List<Item> appeared(TenantId tenant, Instant after, Instant until) {
            return tenant.equals(MailTown.RODEZ.id()) ? List.copyOf(news) : List.of();
        }

        void deliver() {
            delivery.deliver(MailTown.RODEZ);
        }

        /** Looks for news, and does the work that follows. */
        void tick() {
            alerts.run(town.now);
            work("messaging.alert", alerts::work);
            digests.run(town.now);
            work("messaging.digest", digests::work);
            deliver();
        }

        private void work(String queue, BiConsumer<TenantId, String> consumer) {
            List.copyOf(town.database.queued(queue)).forEach(payload -> consumer.accept(MailTown.RODEZ.id(), payload));
        }

        /** Subscribes and confirms. */
        String subscriber(String email, Rhythm rhythm, String... topics) {
            subscriptions.request(MailTown.RODEZ, email, Locale.FRENCH, new Subscriptions.Wish(List.of(topics), rhythm), "192.0.2.1", town.now);
            Subscriber found = SubscriberTable.byEmail(subscriptions.reader(MailTown.RODEZ.id()), email).orElseThrow();
            subscriptions.confirm(MailTown.RODEZ.id(), found, town.now);
            deliver();
            office.received.clear();
            return found.token();
        }

        Response answer(FakeRequest request) {
            try {
                Route route = pages.routes().stream().filter(one -> one.method().equals(request.method()) && matches(one.pattern(), request)).findFirst().orElseThrow();
                return route.handler().handle(request);
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        }

        private static boolean matches(String pattern, FakeRequest request) {
            Matcher matcher = Pattern.compile(pattern.replace("{token}", "(?<token>[^/]+)")).matcher(request.path());
            if (!matcher.matches()) {
                return false;
            }
            if (pattern.contains("{token}")) {
                request.with("token", matcher.group("token"));
            }
            return true;
        }

        String html(Response response) {
            return town.pages.html(response, MailTown.RODEZ);
        }
    }

    private static String link(MimeMessage mail, String path) throws Exception {
        String text = ((MimeMultipart) mail.getContent()).getBodyPart(0).getContent().toString();
        Matcher link = Pattern.compile("https://rodez\\.territoire\\.example(" + path + "[A-Za-z0-9_-]{43})").matcher(text);
        assertThat(link.find()).as(text).isTrue();
        return link.group(1);
    }

    private static FakeRequest form(String email) {
        return FakeRequest.post("/abonnement").field("email", email).field("topics", "news.works").field("topics", Topics.LETTER).field("rhythm", "at-once");
    }

    @OnBothDatabases
    void anAddressIsSubscribedOnlyWhenItsOwnerPressesTheButton(TestDatabase database) throws Exception {
        Post post = new Post(database);
        assertThat(post.html(post.answer(FakeRequest.get("/abonnement")))).contains("type=\"email\"").contains("value=\"news.works\"").doesNotContain("<script");
        Response asked = post.answer(form("lea@example.org"));
        assertThat(asked.headers()).containsEntry("Location", "/abonnement/merci");
        post.deliver();
        String link = link(post.office.received.get(0), "/abonnement/confirmer/");

        Response page = post.answer(FakeRequest.get(link));
        assertThat(post.html(page)).contains("lea@example.org").contains("<form method=\"post\"");
        assertThat(SubscriberTable.count(post.subscriptions.reader(MailTown.RODEZ.id()), "news.works")).as("a link scanner opened the page").isZero();

        assertThat(post.answer(FakeRequest.post(link)).status()).isEqualTo(303);
        assertThat(SubscriberTable.count(post.subscriptions.reader(MailTown.RODEZ.id()), "news.works")).isEqualTo(1);
        assertThat(post.answer(FakeRequest.get(link).on(FakeRequestSites.AGEN)).status()).as("in another commune").isEqualTo(404);
    }

    @OnBothDatabases
    void theFormAnswersTheSameWhetherAnAddressIsKnownOrNot(TestDatabase database) throws Exception {
        Post post = new Post(database);
        post.subscriber("lea@example.org", Rhythm.WEEKLY, "news.all");
        assertThat(post.answer(form("lea@example.org"))).isEqualTo(post.answer(form("inconnu@example.org")));
        post.deliver();
        link(post.office.received.get(0), "/abonnement/preferences/");
        link(post.office.received.get(1), "/abonnement/confirmer/");
        assertThat(SubscriberTable.byEmail(post.subscriptions.reader(MailTown.RODEZ.id()), "LEA@example.org").orElseThrow().rhythm())
                .as("a stranger cannot change a subscription").isEqualTo(Rhythm.WEEKLY);
    }

    @OnBothDatabases
    void nobodyCanFloodAMailboxOrTheForm(TestDatabase database) {
        Post post = new Post(database);
        for (int i = 0; i < 6; i++) {
            post.answer(form("lea@example.org"));
        }
        post.deliver();
        assertThat(post.office.received).as("three mails to an address an hour").hasSize(3);
        for (int i = 0; i < 14; i++) {
            post.answer(form("habitant" + i + "@example.org"));
        }
        assertThat(post.answer(form("un-de-plus@example.org")).status()).isEqualTo(429);
        assertThatThrownBy(() -> post.subscriptions.request(
                        MailTown.RODEZ, "x@example.org", Locale.FRENCH, new Subscriptions.Wish(List.of("news.all"), Rhythm.DAILY), "192.0.2.1", post.town.now))
                .isInstanceOf(Conflict.class);
        post.subscriptions.request(
                MailTown.RODEZ, "x@example.org", Locale.FRENCH, new Subscriptions.Wish(List.of("news.all"), Rhythm.DAILY), "192.0.2.1",
                post.town.now.plus(Duration.ofHours(1)));
    }

    @OnBothDatabases
    void aRefusedFormSaysWhyAndKeepsWhatWasTyped(TestDatabase database) {
        Post post = new Post(database);
        Response nothing = post.answer(FakeRequest.post("/abonnement").field("email", "lea@example.org, tous@example.org"));
        assertThat(nothing.status()).isEqualTo(422);
        assertThat(post.html(nothing)).contains("lea@example.org, tous@example.org").contains("Cochez au moins une rubrique");
    }

    @OnBothDatabases
    void whatAppearsIsToldOnceToThoseWhoWantItAtOnce(TestDatabase database) throws Exception {
        Post post = new Post(database);
        post.subscriber("lea@example.org", Rhythm.AT_ONCE, "news.works", "news.all");
        post.subscriber("tom@example.org", Rhythm.AT_ONCE, Topics.LETTER);
        post.subscriber("zoe@example.org", Rhythm.DAILY, "news.works");
        post.tick();
        post.news.add(new AlertSource.Item("news:1", List.of("news.all", "news.works"), "Rue barrée", "Demain matin.", "/actualites/rue-barree"));
        post.tick();
        post.tick();
        post.work("messaging.alert", post.alerts::work);
        post.deliver();
        assertThat(post.office.received).hasSize(1);
        MimeMessage mail = post.office.received.get(0);
        assertThat(mail.getSubject()).isEqualTo("Rue barrée – Rodez");
        assertThat(PostOffice.header(mail, "List-Unsubscribe-Post")).isEqualTo("List-Unsubscribe=One-Click");
        assertThat(PostOffice.header(mail, "List-Unsubscribe")).matches("<https://rodez\\.territoire\\.example/abonnement/desabonner/[A-Za-z0-9_-]{43}>");
    }

    @OnBothDatabases
    void aDigestGoesInTheMorningAndOnlyWhenSomethingAppeared(TestDatabase database) throws Exception {
        Post post = new Post(database);
        post.subscriber("zoe@example.org", Rhythm.DAILY, "news.works");
        post.subscriber("max@example.org", Rhythm.WEEKLY, "news.works");
        post.tick();
        post.town.later(Duration.ofMinutes(2));
        post.news.add(new AlertSource.Item("news:1", List.of("news.works"), "Rue barrée", "", "/actualites/1"));
        post.news.add(new AlertSource.Item("news:2", List.of("news.all"), "Fête", "", "/actualites/2"));
        post.tick();
        assertThat(post.office.received).isEmpty();

        post.town.now = Instant.parse("2026-06-16T06:00:00Z"); // Tuesday 08:00 in Paris
        post.tick();
        assertThat(post.office.received).hasSize(1);
        assertThat(((MimeMultipart) post.office.received.get(0).getContent()).getBodyPart(0).getContent().toString())
                .contains("Rue barrée").doesNotContain("Fête");

        post.town.now = Instant.parse("2026-06-17T06:00:00Z");
        post.tick();
        assertThat(post.office.received).as("nothing new on Wednesday").hasSize(1);
        post.town.now = Instant.parse("2026-06-19T06:00:00Z");
        post.tick();
        assertThat(post.office.received).as("the weekly one on Friday").hasSize(2);
    }

    @OnBothDatabases
    void oneClickEndsASubscriptionAndWhatWasStillToBeSent(TestDatabase database) {
        Post post = new Post(database);
        String token = post.subscriber("lea@example.org", Rhythm.AT_ONCE, "news.works");
        post.alerts.run(post.town.now);
        post.news.add(new AlertSource.Item("news:1", List.of("news.works"), "Rue barrée", "", "/actualites/1"));
        post.alerts.run(post.town.now);
        post.work("messaging.alert", post.alerts::work);

        Response page = post.answer(FakeRequest.get("/abonnement/desabonner/" + token));
        assertThat(post.html(page)).contains("<form method=\"post\"");
        assertThat(post.subscriptions.byToken(MailTown.RODEZ.id(), token)).as("opening the page changes nothing").isPresent();

        Response gone = post.answer(FakeRequest.post("/abonnement/desabonner/" + token).field("List-Unsubscribe", "One-Click"));
        assertThat(gone.status()).as("no redirect: RFC 8058, 3.1").isEqualTo(200);
        assertThat(post.subscriptions.byToken(MailTown.RODEZ.id(), token)).isEmpty();
        post.deliver();
        assertThat(post.office.received).isEmpty();
        assertThat(post.town.count(State.DROPPED)).isEqualTo(1);
        assertThat(post.answer(FakeRequest.post("/abonnement/desabonner/" + token)).status()).as("twice").isEqualTo(200);
    }

    @OnBothDatabases
    void requestsThatNobodyConfirmedAreForgottenAfterAWeek(TestDatabase database) {
        Post post = new Post(database);
        post.answer(form("lea@example.org"));
        SubscriptionPrivacy purge = new SubscriptionPrivacy();
        assertThat(purge.due(database.database().acrossTerritory("test"), FakeRequest.NOW.plus(Duration.ofDays(7)))).isEmpty();
        assertThat(SubscriberTable.byEmail(post.subscriptions.reader(MailTown.RODEZ.id()), "lea@example.org")).isPresent();
        Instant over = FakeRequest.NOW.plus(Duration.ofDays(7)).plusSeconds(1);
        assertThat(purge.due(database.database().acrossTerritory("test"), over)).containsExactly(MailTown.RODEZ.id());
        assertThat(database.database().of(MailTown.RODEZ.id()).<Integer>call(transaction -> purge.purge(transaction, over))).isEqualTo(1);
        assertThat(SubscriberTable.byEmail(post.subscriptions.reader(MailTown.RODEZ.id()), "lea@example.org")).isEmpty();
    }

    @OnBothDatabases
    void aPersonsSubscriptionAndMessagesAreHandedOverAndErased(TestDatabase database) throws Exception {
        Post post = new Post(database);
        post.subscriber("Lea@example.org", Rhythm.AT_ONCE, "news.works");
        post.subscriber("tom@example.org", Rhythm.AT_ONCE, "news.works");
        Person lea = Person.of("lea@example.org", "");
        for (PersonalData data : List.of(new SubscriptionPrivacy(), new MessagePrivacy())) {
            assertThat(data.holders(database.database().acrossTerritory("test"), lea)).containsExactly(MailTown.RODEZ.id());
            List<String> titles = new ArrayList<>();
            data.export(post.subscriptions.reader(MailTown.RODEZ.id()), lea, (processing, title, fields) -> titles.add(fields.get(0).value() + ""));
            assertThat(titles).containsExactly("Lea@example.org");
            assertThat(database.database().of(MailTown.RODEZ.id()).<List<PersonalData.Erasure>>call(transaction -> data.erase(transaction, lea, post.town.now)))
                    .extracting(PersonalData.Erasure::records).containsExactly(1L);
            assertThat(data.holders(database.database().acrossTerritory("test"), lea)).isEmpty();
        }
        assertThat(SubscriberTable.count(post.subscriptions.reader(MailTown.RODEZ.id()), "news.works")).isEqualTo(1);
    }

    @Test
    void aFormulaInTheExportIsText() {
        assertThat(SubscriberDesk.cell("=cmd|' /C calc'!A0@example.org")).startsWith("\"'=");
        assertThat(SubscriberDesk.cell("a\"b")).isEqualTo("\"a\"\"b\"");
    }
}
