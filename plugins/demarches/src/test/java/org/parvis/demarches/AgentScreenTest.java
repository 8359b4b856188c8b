package org.parvis.demarches;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.parvis.demarches.DemarchesFixture.NOW;
import static org.parvis.demarches.DemarchesFixture.RODEZ;
import static org.parvis.demarches.DemarchesFixture.WORKER;
import static org.parvis.demarches.DemarchesFixture.answer;

import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.parvis.api.desk.DayItems;
import org.parvis.api.file.Attachment;
import org.parvis.api.identity.Agent;
import org.parvis.api.identity.Grant;
import org.parvis.api.identity.Role;
import org.parvis.api.route.Forbidden;
import org.parvis.api.route.NotFound;
import org.parvis.api.route.Response;
import org.parvis.demarches.counter.ForSomebody;
import org.parvis.demarches.desk.CaseDay;
import org.parvis.demarches.reply.Reply;
import org.parvis.testkit.FakeRequest;
import org.parvis.testkit.FakeRequestSites;
import org.parvis.testkit.OnBothDatabases;
import org.parvis.testkit.TestDatabase;

/** A file on the agents' screen: attachments within it, replies put into texts, what colleagues did meanwhile. */
final class AgentScreenTest {
    private static final Agent RECEPTION = FakeRequestSites.agent(Role.RECEPTION, RODEZ);

    private DemarchesFixture fixture;
    private SentFiles files;

    private void begin(TestDatabase database) {
        fixture = new DemarchesFixture(database);
        fixture.offer(RODEZ, "saisine");
        fixture.html.desk();
        files = new SentFiles(fixture);
    }

    private FakeRequest piece(CaseFile file, Attachment attachment) {
        return FakeRequest.get("/").at(NOW).with("subject", file.id().toString()).with("file", attachment.id());
    }

    private static Response piece(DemarchesFixture fixture, FakeRequest request, boolean desk) throws Exception {
        return fixture.pieces.routes().get(desk ? 1 : 0).handler().handle(request);
    }

    @OnBothDatabases
    void showsAttachmentsWithinThePageToThoseAloneWhoMayReadTheFile(TestDatabase database) throws Exception {
        begin(database);
        CaseFile file = files.sent("Lampadaire");
        Attachment photo = fixture.attachments.of(RODEZ.id(), Drafts.FILES, file.id().toString()).get(0);
        String page = fixture.page(answer(fixture.desk, "GET", "/demarches/{id}", files.desk("GET", file)));
        assertThat(page).contains("<img class=\"pieces__image\" src=\"/bureau/rodez/teleservices/piece/" + file.id() + "/" + photo.id() + "\" alt=\"photo.jpg\" loading=\"lazy\">");

        Response shown = piece(fixture, piece(file, photo).as(WORKER), true);
        assertThat(shown.headers().get("Content-Security-Policy")).contains("default-src 'none'").endsWith("frame-ancestors 'self'");
        assertThat(shown.headers()).containsEntry("Content-Disposition", "inline; filename*=UTF-8''photo.jpg").containsEntry("X-Content-Type-Options", "nosniff");
        assertThat(piece(fixture, piece(file, photo).cookie("opened", file.id().toString()), false).headers().get("Content-Security-Policy"))
                .endsWith("frame-ancestors 'none'");

        Attachment text = files.attach(RODEZ, file.id().toString(), "note.txt", "text/plain");
        assertThat(piece(fixture, piece(file, text).as(WORKER), true).headers().get("Content-Disposition")).startsWith("attachment;");

        Agent other = new Agent(UUID.randomUUID(), "Autre Exemple", "autre@example.org", "fr", Set.of(new Grant(RODEZ.id(), Role.CASE_WORKER, "cantine")));
        for (Agent stranger : List.of(other, RECEPTION, FakeRequestSites.agent(Role.ADMIN, RODEZ), FakeRequestSites.agent(Role.CASE_WORKER, FakeRequestSites.AGEN))) {
            assertThatThrownBy(() -> piece(fixture, piece(file, photo).as(stranger), true)).isInstanceOf(NotFound.class);
        }
        assertThatThrownBy(() -> piece(fixture, piece(file, photo), false)).isInstanceOf(NotFound.class);
    }

    @OnBothDatabases
    void readsTheAttachmentsOfAFileTogether(TestDatabase database) throws Exception {
        begin(database);
        CaseFile file = files.sent("Lampadaire");
        fixture.attachments.single.set(0);
        assertThat(fixture.page(answer(fixture.desk, "GET", "/demarches/{id}", files.desk("GET", file)))).contains("photo.jpg");
        assertThat(fixture.attachments.single).hasValue(0);
    }

    @OnBothDatabases
    void opensToReceptionAndMediatorsWhatTheyEnteredAndNothingElse(TestDatabase database) throws Exception {
        begin(database);
        CaseFile mine = files.entered(RECEPTION, "Haie");
        CaseFile others = files.sent("Lampadaire");
        FakeRequest list = FakeRequest.get("/").at(NOW).as(RECEPTION);
        assertThat(fixture.page(answer(fixture.entered, "GET", "/demarches-saisies", list))).contains(mine.number(), "Ali Exemple").doesNotContain(others.number());
        FakeRequest one = FakeRequest.get("/").at(NOW).with("id", mine.id().toString()).as(RECEPTION);
        assertThat(fixture.page(answer(fixture.entered, "GET", "/demarches-saisies/{id}", one))).contains("Haie", "pieces__image", "photo.jpg");
        assertThat(fixture.audit.of(RODEZ.id(), "demarches.read")).isNotEmpty();
        Attachment photo = fixture.attachments.of(RODEZ.id(), Drafts.FILES, mine.id().toString()).get(0);
        assertThat(piece(fixture, piece(mine, photo).as(RECEPTION), true).status()).isEqualTo(200);
        assertThatThrownBy(() -> piece(fixture, piece(mine, photo).as(FakeRequestSites.agent(Role.MEDIATOR, RODEZ)), true)).isInstanceOf(NotFound.class);
        assertThatThrownBy(() -> answer(
                fixture.entered, "GET", "/demarches-saisies/{id}", FakeRequest.get("/").at(NOW).with("id", others.id().toString()).as(RECEPTION)))
                .isInstanceOf(NotFound.class);
    }

    private Response reply(String id, String... fields) throws Exception {
        FakeRequest request = FakeRequest.post("/").at(NOW).with("id", id).as(WORKER);
        for (int i = 0; i < fields.length; i += 2) {
            request.field(fields[i], fields[i + 1]);
        }
        return answer(fixture.replyDesk, "POST", "/demarches-modeles/{id}", request);
    }

    @OnBothDatabases
    void keepsRepliesWhoseNamesExistAndPutsThemAfterWhatWasTyped(TestDatabase database) throws Exception {
        begin(database);
        Response refused = reply("nouveau", "title", "Merci", "body", "Bonjour [applicant], [naissance]");
        assertThat(refused.status()).isEqualTo(422);
        assertThat(fixture.page(refused)).contains("[naissance] n’existe pas ici", "Bonjour [applicant], [naissance]");
        assertThat(reply("nouveau", "title", "Sujet", "body", "[request.subject]").status()).isEqualTo(422);
        assertThat(reply("nouveau", "procedure", "saisine", "title", "Merci", "body", "Bonjour [applicant], votre demande [number] : [request.subject].").status())
                .isEqualTo(303);
        Reply saved = fixture.replies.of(RODEZ.id()).get(0);
        assertThat(fixture.replies.of(FakeRequestSites.AGEN.id())).isEmpty();

        CaseFile file = files.sent("Lampadaire éteint");
        Response inserted = answer(
                fixture.desk, "POST", "/demarches/{id}/message",
                files.desk("POST", file).field("message", "D’abord ceci.").field("reply", saved.id().toString()).field("insert", "true"));
        assertThat(fixture.page(inserted)).contains("D’abord ceci.\n\nBonjour Zoé Exemple, votre demande " + file.number() + " : Lampadaire éteint.</textarea>");
        assertThat(fixture.sent).hasSize(1);
        Response way = answer(
                fixture.desk, "POST", "/demarches/{id}/avancer",
                files.desk("POST", file).field("way", "refuse").field("revision", "1").field("refuse.reply", saved.id().toString()).field("insert", "true"));
        assertThat(fixture.page(way)).contains("Bonjour Zoé Exemple, votre demande");
        assertThat(fixture.cases.get(RODEZ.id(), file.id()).closed()).isFalse();

        assertThat(reply(saved.id().toString(), "procedure", "", "title", "Autre", "body", "Bonjour", "version", "1").status()).isEqualTo(303);
        Response stale = reply(saved.id().toString(), "procedure", "", "title", "Encore", "body", "Bonsoir", "version", "1");
        assertThat(stale.status()).isEqualTo(409);
        assertThat(fixture.page(stale)).contains("Bonsoir");
        answer(fixture.replyDesk, "POST", "/demarches-modeles/{id}/supprimer", FakeRequest.post("/").at(NOW).with("id", saved.id().toString()).as(WORKER));
        assertThat(fixture.replies.of(RODEZ.id())).isEmpty();
    }

    /** A reply for all procedures is read by everybody and changed by those alone who work on all of them. */
    @OnBothDatabases
    void leavesRepliesOfOthersToThem(TestDatabase database) throws Exception {
        begin(database);
        assertThat(reply("nouveau", "procedure", "", "title", "Pour tous", "body", "Bonjour").status()).isEqualTo(303);
        Reply forAll = fixture.replies.of(RODEZ.id()).get(0);
        Agent creche = new Agent(UUID.randomUUID(), "Autre Exemple", "autre@example.org", "fr", Set.of(new Grant(RODEZ.id(), Role.CASE_WORKER, "creche")));
        FakeRequest taken = FakeRequest.post("/").at(NOW).with("id", forAll.id().toString()).as(creche)
                .field("procedure", "creche").field("title", "À moi").field("body", "Autre chose").field("version", "1");
        assertThatThrownBy(() -> answer(fixture.replyDesk, "POST", "/demarches-modeles/{id}", taken)).isInstanceOf(Forbidden.class);
        assertThat(fixture.replies.of(RODEZ.id())).containsExactly(forAll);
    }

    @OnBothDatabases
    void saysWhatHappenedMeanwhileAndLosesNothingTyped(TestDatabase database) throws Exception {
        begin(database);
        CaseFile file = files.sent("Lampadaire");
        fixture.handling.message(RODEZ, file.id(), WORKER, "Nous regardons.", NOW);
        Response late = answer(fixture.desk, "POST", "/demarches/{id}/message", files.desk("POST", file).field("seen", "1").field("message", "Réparé demain."));
        assertThat(late.status()).isEqualTo(409);
        assertThat(fixture.page(late)).contains("Nous regardons.", "Réparé demain.</textarea>", "name=\"seen\" value=\"2\"");
        assertThat(answer(fixture.desk, "POST", "/demarches/{id}/message", files.desk("POST", file).field("seen", "2").field("message", "Réparé demain.")).status())
                .isEqualTo(303);
        fixture.handling.assign(RODEZ, file.id(), null, WORKER, new CaseFile.Assignee(WORKER.id(), WORKER.name()), NOW);
        assertThat(answer(fixture.desk, "POST", "/demarches/{id}/confier", files.desk("POST", file).field("revision", "1").field("agent", "")).status()).isEqualTo(409);
        assertThat(fixture.cases.get(RODEZ.id(), file.id()).assignee()).isNotNull();
    }

    @OnBothDatabases
    void listsWhatCanBeEnteredForSomebodyByItsName(TestDatabase database) {
        begin(database);
        List.of("signalement", "acte-naissance", "rendez-vous", "liste-electorale", "creche").forEach(id -> fixture.offer(RODEZ, id));
        assertThat(new ForSomebody(fixture.offers).forms(RODEZ.id())).extracting(one -> one.label()).containsExactly(
                "Demander un acte de naissance", "Demander une place en crèche", "Écrire à la mairie", "Prendre rendez-vous à la mairie",
                "Signaler un problème dans l’espace public");
        assertThat(fixture.queue.scopes(RODEZ.id())).extracting(one -> one.id()).containsExactly("acte-naissance", "creche", "saisine", "rendez-vous", "signalement");
    }

    /** Received on 12 November 2026, silence refuses at the end of 12 January 2027 (CRPA, L231-4): the day's list says the 12th, as the file does. */
    @OnBothDatabases
    void theDaysListNamesTheLastDayAsTheFileDoes(TestDatabase database) throws Exception {
        begin(database);
        CaseFile file = files.sent("Lampadaire");
        CaseDay day = new CaseDay(database.database(), fixture.procedures, fixture.access);
        assertThat(day.items(new DayItems.Asked(WORKER, Set.of(RODEZ.id()), NOW, 10))).singleElement()
                .satisfies(item -> assertThat(LocalDate.ofInstant(item.due(), RODEZ.tenant().zone())).isEqualTo(LocalDate.of(2027, 1, 12)));
        assertThat(fixture.page(answer(fixture.desk, "GET", "/demarches/{id}", files.desk("GET", file)))).contains("12 janvier 2027");
    }
}
