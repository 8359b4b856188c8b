package org.parvis.messaging.compose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.parvis.api.identity.Absences;
import org.parvis.api.identity.Agent;
import org.parvis.api.identity.Grant;
import org.parvis.api.identity.Role;
import org.parvis.api.notify.Channel;
import org.parvis.api.notify.Choices;
import org.parvis.api.notify.Inbox;
import org.parvis.api.notify.Kind;
import org.parvis.api.notify.Notification;
import org.parvis.api.notify.NotificationKinds;
import org.parvis.api.notify.Recipient;
import org.parvis.api.route.FieldError;
import org.parvis.api.route.Response;
import org.parvis.api.route.Route;
import org.parvis.messaging.deliver.MessageTable.State;
import org.parvis.messaging.deliver.QuietHours;
import org.parvis.messaging.mail.MailTown;
import org.parvis.testkit.FakeRequest;
import org.parvis.testkit.FakeRequestSites;
import org.parvis.testkit.OnBothDatabases;
import org.parvis.testkit.RecordingAudit;
import org.parvis.testkit.TestDatabase;

/** What messages say, to whom they go and when. */
class WordingTest {

    @Test
    void variablesAreFilledAndLinesThatSayNothingLeftOut() {
        Wording.Filled filled = new Wording("N° [number]", "Bonjour [name],\n\nNote : [note]\n\n[1] et [à voir]", "").fill(Map.of("number", "4\n2", "name", "Léa $1"));
        assertThat(filled.subject()).isEqualTo("N° 4 2");
        assertThat(filled.text()).isEqualTo("Bonjour Léa $1,\n\n[1] et [à voir]");
    }

    @Test
    void anUnknownVariableIsRefusedWithItsLineAndName() {
        List<FieldError> problems = new Wording("Bonjour", "Un\nDeux [numero] [number]\n[nom]", "").problems(Set.of("number"));
        assertThat(problems).extracting(FieldError::field).containsOnly("text");
        assertThat(problems).extracting(FieldError::arguments).containsExactly(List.of(2, "numero", "[number]"), List.of(3, "nom", "[number]"));
    }

    @Test
    void quietHoursAreThoseOfTheClockOnTheTownHall() {
        QuietHours night = new QuietHours(LocalTime.of(21, 0), LocalTime.of(8, 0));
        ZoneId paris = ZoneId.of("Europe/Paris");
        assertThat(night.shift(Instant.parse("2026-06-15T19:00:00Z"), paris)).isEqualTo("2026-06-16T06:00:00Z");
        assertThat(night.shift(Instant.parse("2026-06-15T18:59:59Z"), paris)).isEqualTo("2026-06-15T18:59:59Z");
        assertThat(night.shift(Instant.parse("2026-06-16T05:59:59Z"), paris)).isEqualTo("2026-06-16T06:00:00Z");
        assertThat(night.shift(Instant.parse("2026-12-15T20:30:00Z"), paris)).as("in winter").isEqualTo("2026-12-16T07:00:00Z");
        assertThat(night.shift(Instant.parse("2026-06-15T20:30:00Z"), ZoneId.of("Indian/Reunion"))).as("half past midnight there").isEqualTo("2026-06-16T04:00:00Z");
        assertThat(new QuietHours(LocalTime.NOON, LocalTime.NOON).shift(Instant.parse("2026-06-15T23:00:00Z"), paris)).isEqualTo("2026-06-15T23:00:00Z");
    }

    private static final Kind NEWS = new Kind("messaging.sample", List.of("number"), Set.of(Channel.EMAIL, Channel.SMS, Channel.INBOX), true, false);

    private static MailTown town(TestDatabase database) {
        MailTown town = new MailTown(database);
        town.contributions.add((NotificationKinds) () -> List.of(NEWS));
        town.word(NEWS, "Dossier [number]", "Votre dossier [number]");
        return town;
    }

    @OnBothDatabases
    void whatFollowsAbsentAgentsReachesTheirDeputyAsFarAsTheyMay(TestDatabase database) {
        MailTown town = new MailTown(database);
        Kind open = NEWS.forDeputies("messaging.messages");
        Kind closed = new Kind("messaging.closed", List.of("number"), Set.of(Channel.EMAIL), false, true).forDeputies("till.count");
        Kind own = new Kind("messaging.own", List.of("number"), Set.of(Channel.EMAIL), false, true);
        town.contributions.add((NotificationKinds) () -> List.of(open, closed, own));
        List.of(open, closed, own).forEach(kind -> town.word(kind, kind.id() + " [number]", "Texte [number]"));
        Agent absent = FakeRequestSites.agent(Role.EDITOR, MailTown.RODEZ);
        Agent deputy = new Agent(UUID.randomUUID(), "Dominique Blanc", "d@rodez.example", "fr", Map.of(MailTown.RODEZ.id(), Role.EDITOR));
        town.away.put(absent.id(), new Absences.Cover(absent, deputy, Set.of(MailTown.RODEZ.id()), LocalDate.parse("2026-07-01")));
        Recipient to = Recipient.person(absent.id(), Locale.FRENCH);
        List.of(open, closed, own).forEach(kind -> town.send(kind, new Recipient("c@rodez.example", null, to.person(), Locale.FRENCH), Map.of("number", "7")));
        assertThat(database.database().of(MailTown.RODEZ.id()).list(
                        "select m.address, m.subject from messaging_message m where m.tenant_id = :tenant and m.channel = 'EMAIL'",
                        row -> row.string("address") + " " + row.string("subject")))
                .containsExactlyInAnyOrder(
                        "c@rodez.example messaging.sample 7", "c@rodez.example messaging.closed 7", "c@rodez.example messaging.own 7",
                        "d@rodez.example [Camille Roux] messaging.sample 7");
    }

    @OnBothDatabases
    void whatIsAboutOneProcedureFollowsToADeputyWhoStandsInForThatOne(TestDatabase database) {
        MailTown town = new MailTown(database);
        Kind kind = new Kind("messaging.case", List.of("number"), Set.of(Channel.EMAIL), false, true).forDeputies("messaging.messages");
        town.contributions.add((NotificationKinds) () -> List.of(kind));
        town.word(kind, "Dossier [number]", "Texte [number]");
        Agent absent = new Agent(UUID.randomUUID(), "Camille Roux", "c@rodez.example", "fr", Set.of(new Grant(MailTown.RODEZ.id(), Role.CASE_WORKER, "")));
        Agent deputy = new Agent(
                UUID.randomUUID(), "Dominique Blanc", "d@rodez.example", "fr", Set.of(new Grant(MailTown.RODEZ.id(), Role.CASE_WORKER, "carte")));
        town.away.put(absent.id(), new Absences.Cover(absent, deputy, Set.of(MailTown.RODEZ.id()), LocalDate.parse("2026-07-01")));
        Recipient to = new Recipient("c@rodez.example", null, absent.id(), Locale.FRENCH);
        for (String procedure : List.of("carte", "urbanisme")) {
            database.database().of(MailTown.RODEZ.id()).write(transaction -> town.notifications.send(
                    transaction, Notification.of(kind.id(), to, Map.of("number", procedure)).about(Role.CASE_WORKER, procedure)));
        }
        assertThat(database.database().of(MailTown.RODEZ.id()).list(
                        "select m.address, m.subject from messaging_message m where m.tenant_id = :tenant", row -> row.string("address") + " " + row.string("subject")))
                .containsExactlyInAnyOrder("c@rodez.example Dossier carte", "c@rodez.example Dossier urbanisme", "d@rodez.example [Camille Roux] Dossier carte");
    }

    @OnBothDatabases
    void ofAListADeputyGetsThatForWhichTheyStandIn(TestDatabase database) {
        MailTown town = new MailTown(database);
        Kind kind = new Kind("messaging.list", List.of("files"), Set.of(Channel.EMAIL), false, true).forDeputies("messaging.messages");
        town.contributions.add((NotificationKinds) () -> List.of(kind));
        town.word(kind, "Dossiers", "[files]");
        Agent absent = new Agent(UUID.randomUUID(), "Camille Roux", "c@rodez.example", "fr", Set.of(new Grant(MailTown.RODEZ.id(), Role.CASE_WORKER, "")));
        Agent deputy = new Agent(
                UUID.randomUUID(), "Dominique Blanc", "d@rodez.example", "fr", Set.of(new Grant(MailTown.RODEZ.id(), Role.CASE_WORKER, "carte")));
        town.away.put(absent.id(), new Absences.Cover(absent, deputy, Set.of(MailTown.RODEZ.id()), LocalDate.parse("2026-07-01")));
        Recipient to = new Recipient("c@rodez.example", null, absent.id(), Locale.FRENCH);
        Notification.Line map = new Notification.Line("une carte", new Notification.Scope(Role.CASE_WORKER, "carte"));
        Notification.Line plan = new Notification.Line("un plan", new Notification.Scope(Role.CASE_WORKER, "urbanisme"));
        for (List<Notification.Line> lines : List.of(List.of(map, plan, map), List.of(plan))) {
            database.database().of(MailTown.RODEZ.id()).write(transaction -> town.notifications.send(
                    transaction, Notification.of(kind.id(), to, Map.of()).listing("files", lines)));
        }
        assertThat(database.database().of(MailTown.RODEZ.id()).list(
                        "select m.address, m.body from messaging_message m where m.tenant_id = :tenant",
                        row -> row.string("address") + " " + row.string("body").strip()))
                .containsExactlyInAnyOrder("c@rodez.example une carte\nun plan\nune carte", "c@rodez.example un plan", "d@rodez.example une carte\nune carte");
    }

    @OnBothDatabases
    void whatIsNotUrgentWaitsForTheMorningButIsInTheInboxAtOnce(TestDatabase database) {
        MailTown town = town(database);
        UUID person = UUID.randomUUID();
        town.now = Instant.parse("2026-06-15T20:00:00Z");
        town.send(NEWS, new Recipient("lea@example.org", null, person, Locale.FRENCH), Map.of("number", "42"));
        assertThat(database.database().of(MailTown.RODEZ.id())
                        .list("select m.due from messaging_message m where m.tenant_id = :tenant and m.channel = 'EMAIL'", row -> row.instant("due")))
                .containsExactly(Instant.parse("2026-06-16T06:00:00Z"));
        town.delivery().deliver(MailTown.RODEZ);
        assertThat(town.inbox.of(person, 0, 10)).extracting(Inbox.Message::subject).containsExactly("Dossier 42");
        assertThat(town.inbox.unread(person)).isEqualTo(1);
        town.inbox.read(UUID.randomUUID(), town.inbox.of(person, 0, 10).stream().map(Inbox.Message::id).toList());
        assertThat(town.inbox.unread(person)).as("nobody reads another’s inbox").isEqualTo(1);
        town.inbox.read(person, town.inbox.of(person, 0, 10).stream().map(Inbox.Message::id).toList());
        assertThat(town.inbox.unread(person)).isZero();
        assertThat(town.count(State.WAITING)).isEqualTo(1);
    }

    @OnBothDatabases
    void aPersonSwitchesOffWhatIsOptionalAndNothingElse(TestDatabase database) {
        MailTown town = town(database);
        UUID person = UUID.randomUUID();
        Kind ofAgents = new Kind("messaging.of-agents", List.of(), Set.of(Channel.EMAIL), true, false).forDeputies("messaging.messages");
        town.contributions.add((NotificationKinds) () -> List.of(ofAgents));
        assertThat(town.choices.optionalKinds(Choices.Whose.ACCOUNT)).containsExactly(NEWS.id());
        assertThat(town.choices.optionalKinds(Choices.Whose.AGENT)).containsExactly(ofAgents.id());
        assertThatIllegalArgumentException().isThrownBy(() -> town.choices.switchOff(person, Set.of(MailTown.RECEIPT.id())));
        town.choices.switchOff(person, Set.of(NEWS.id()));
        town.send(NEWS, Recipient.person(person, Locale.FRENCH), Map.of());
        assertThat(town.count(State.WAITING)).isZero();
        town.choices.switchOff(person, Set.of());
        town.send(NEWS, Recipient.person(person, Locale.FRENCH), Map.of());
        assertThat(town.count(State.WAITING)).isEqualTo(1);
    }

    @OnBothDatabases
    void aKindThatNobodyDeclaresAndAValueThatItDoesNotHaveAreFaultsOfTheSender(TestDatabase database) {
        MailTown town = town(database);
        Recipient lea = Recipient.email("lea@example.org", Locale.FRENCH);
        assertThatIllegalArgumentException().isThrownBy(() -> town.send(Kind.answer("messaging.unknown"), lea, Map.of())).withMessageContaining("messaging.unknown");
        assertThatIllegalArgumentException().isThrownBy(() -> town.send(NEWS, lea, Map.of("name", "x"))).withMessageContaining("name");
    }

    @OnBothDatabases
    void theBackOfficeKeepsATenantsOwnTextOnlyIfItCanBeFilled(TestDatabase database) throws Exception {
        MailTown town = town(database);
        WordingDesk desk = new WordingDesk(town.wordings, town, database.database(), new RecordingAudit());
        Response refused = answer(desk, FakeRequest.post("/").field("subject", "Objet").field("text", "Bonjour\n[nom]").field("brief", ""));
        assertThat(refused.status()).isEqualTo(422);
        assertThat(town.pages.desk().html(refused, MailTown.RODEZ)).contains("Ligne 2").contains("[nom]").contains("Bonjour");

        assertThat(answer(desk, FakeRequest.post("/").field("subject", "Objet").field("text", "Bonjour [number]").field("brief", "")).status()).isEqualTo(303);
        assertThat(town.wordings.own(database.database().of(MailTown.RODEZ.id()), NEWS.id(), Locale.FRENCH)).map(Wording::text).contains("Bonjour [number]");
        assertThat(town.wordings.own(database.database().of(FakeRequestSites.AGEN.id()), NEWS.id(), Locale.FRENCH)).as("another commune’s").isEmpty();
    }

    private static Response answer(WordingDesk desk, FakeRequest request) throws java.io.IOException {
        Route save = desk.routes().stream().filter(route -> route.method().equals("POST")).findFirst().orElseThrow();
        return save.handler().handle(request.with("kind", NEWS.id()).with("language", "fr").as(FakeRequestSites.operator()));
    }
}
