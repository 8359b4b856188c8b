package org.parvis.demarches;

import static org.assertj.core.api.Assertions.assertThat;
import static org.parvis.demarches.DemarchesFixture.NOW;
import static org.parvis.demarches.DemarchesFixture.RODEZ;
import static org.parvis.demarches.DemarchesFixture.WORKER;
import static org.parvis.demarches.DemarchesFixture.answer;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.parvis.api.route.Response;
import org.parvis.demarches.archive.CasePurge;
import org.parvis.demarches.merge.Merging;
import org.parvis.testkit.CountingReader;
import org.parvis.testkit.FakeRequest;
import org.parvis.testkit.FakeRequestSites;
import org.parvis.testkit.OnBothDatabases;
import org.parvis.testkit.TestDatabase;

/** Several files at once, and two that are one. */
final class ManyFilesTest {
    private DemarchesFixture fixture;
    private SentFiles files;

    private void begin(TestDatabase database) {
        fixture = new DemarchesFixture(database);
        fixture.offer(RODEZ, "saisine");
        fixture.html.desk();
        files = new SentFiles(fixture);
    }

    private FakeRequest batch(CaseFile... chosen) {
        FakeRequest request = FakeRequest.post("/").at(fixture.now).as(WORKER);
        for (CaseFile file : chosen) {
            request.field("file", file.id() + ":" + file.revision());
        }
        return request;
    }

    private CaseFile now(CaseFile file) {
        return fixture.cases.get(RODEZ.id(), file.id());
    }

    @OnBothDatabases
    void goOneWayTogetherAndEachIsToldOf(TestDatabase database) throws Exception {
        begin(database);
        CaseFile one = files.sent("Un");
        CaseFile two = files.sent("Deux");
        CaseFile changed = files.sent("Trois");
        CaseFile elsewhere = files.sent(FakeRequestSites.AGEN, "Quatre", "Ali Exemple", "ali@example.org");
        String queue = fixture.page(answer(fixture.queue, "GET", "/demarches", FakeRequest.get("/").at(NOW).as(WORKER)));
        assertThat(queue).contains("name=\"file\" value=\"" + one.id() + "\"");

        String asked = fixture.page(answer(fixture.batch, "POST", "/demarches-lot", batch(one, two, changed, elsewhere)));
        assertThat(asked).contains("3 dossiers", "Refuser", one.number()).doesNotContain(elsewhere.number());
        Response missing = answer(fixture.batch, "POST", "/demarches-lot/avancer", batch(one, two).field("way", "refuse"));
        assertThat(missing.status()).isEqualTo(422);
        assertThat(now(one).closed()).isFalse();

        fixture.handling.assign(RODEZ, changed.id(), null, WORKER, new CaseFile.Assignee(WORKER.id(), WORKER.name()), NOW);
        Response done = answer(
                fixture.batch, "POST", "/demarches-lot/avancer",
                batch(one, two, changed, elsewhere).field("way", "refuse").field("refuse.reason", "Hors de la compétence de la commune."));
        assertThat(fixture.page(done)).contains("Fait pour 2 dossiers sur 3.", "Quelqu’un a modifié ce dossier");
        assertThat(now(one).closed()).isTrue();
        assertThat(now(two).closed()).isTrue();
        assertThat(now(changed).closed()).isFalse();
        assertThat(fixture.cases.get(FakeRequestSites.AGEN.id(), elsewhere.id()).closed()).isFalse();
        assertThat(fixture.sent).filteredOn(message -> message.kind().equals("demarches.moved")).hasSize(2);

        Response again = answer(fixture.batch, "POST", "/demarches-lot/avancer", batch(one).field("way", "refuse").field("refuse.reason", "Encore."));
        assertThat(fixture.page(again)).contains("Fait pour 0 dossier sur 1.");
        Response assigned = answer(fixture.batch, "POST", "/demarches-lot/confier", batch(now(changed)).field("agent", ""));
        assertThat(fixture.page(assigned)).contains("Fait pour 1 dossier sur 1.");
        assertThat(now(changed).assignee()).isNull();
    }

    @OnBothDatabases
    void aFileInAStateFromWhichTheWayDoesNotLeadSaysSoAndBlamesNobody(TestDatabase database) throws Exception {
        begin(database);
        CaseFile one = files.sent("Un");
        CaseFile two = files.sent("Deux");
        answer(fixture.batch, "POST", "/demarches-lot/avancer", batch(one).field("way", "take"));
        Response done = answer(fixture.batch, "POST", "/demarches-lot/avancer", batch(now(one), two).field("way", "take"));
        assertThat(fixture.page(done)).contains("Fait pour 1 dossier sur 2.", "Impossible dans l’état de ce dossier").doesNotContain("Quelqu’un a modifié");
    }

    @OnBothDatabases
    void becomeOneWhereTheOlderGoesOnAndTheOtherStaysWithinReach(TestDatabase database) throws Exception {
        begin(database);
        CaseFile older = files.sent("Lampadaire");
        fixture.now = NOW.plus(Duration.ofDays(2));
        CaseFile newer = files.sent("Lampadaire, encore");
        String proposed = fixture.page(answer(fixture.merge, "GET", "/demarches/{id}/doublon", files.desk("GET", newer)));
        assertThat(proposed).contains(older.number());
        FakeRequest compare = FakeRequest.get("/").query("avec", older.number().toLowerCase(Locale.ROOT)).at(fixture.now).with("id", newer.id().toString()).as(WORKER);
        assertThat(fixture.page(answer(fixture.merge, "GET", "/demarches/{id}/doublon", compare)))
                .contains("Le dossier " + newer.number() + " sera terminé et joint au dossier " + older.number());

        FakeRequest stale = files.desk("POST", newer).field("revision", "1").field("other", older.id().toString()).field("otherrevision", "7");
        assertThat(answer(fixture.merge, "POST", "/demarches/{id}/doublon", stale).status()).isEqualTo(409);
        FakeRequest merge = files.desk("POST", newer).field("revision", "1").field("other", older.id().toString()).field("otherrevision", "1");
        assertThat(answer(fixture.merge, "POST", "/demarches/{id}/doublon", merge).headers().get("Location")).contains("/demarches/" + older.id());

        assertThat(now(newer).closed()).isTrue();
        assertThat(now(newer).stand().purgeAt()).isNull();
        assertThat(now(older).closed()).isFalse();
        assertThat(now(older).silenceAt()).isEqualTo(older.silenceAt());
        assertThat(fixture.page(answer(fixture.desk, "GET", "/demarches/{id}", files.desk("GET", older)))).contains("/demarches/" + newer.id(), newer.number());
        assertThat(fixture.page(answer(fixture.desk, "GET", "/demarches/{id}", files.desk("GET", newer)))).contains("Jointe à un autre dossier", "photo.jpg");
        assertThat(fixture.sent.get(fixture.sent.size() - 1).values()).containsEntry("other", older.number()).containsEntry("number", newer.number());
        assertThat(fixture.page(fixture.follow.page(FakeRequest.get("/").at(fixture.now), newer.id().toString()))).contains("qui continue");

        Handling.Given given = new Handling.Given("Réparé.", null, List.of());
        fixture.handling.move(
                RODEZ, older.id(), null, fixture.view.procedure(older).workflow().byId("answer").orElseThrow(), given, Handling.Actor.of(WORKER), fixture.now);
        CasePurge purge = fixture.purge(Path.of("nowhere"));
        Instant later = fixture.now.plus(Duration.ofDays(366));
        assertThat(database.database().of(RODEZ.id()).<Integer>call(transaction -> purge.purge(transaction, later))).isEqualTo(2);
        assertThat(fixture.cases.find(RODEZ.id(), newer.id())).isEmpty();
        assertThat(fixture.attachments.files).isEmpty();
    }

    private String queue(String... query) throws Exception {
        FakeRequest request = FakeRequest.get("/").at(NOW).as(WORKER);
        for (int i = 0; i < query.length; i += 2) {
            request.query(query[i], query[i + 1]);
        }
        return fixture.page(answer(fixture.queue, "GET", "/demarches", request));
    }

    @OnBothDatabases
    void areFoundByNumberAndByTheBeginningsOfWordsAlsoWhenTheyWereTakenInBefore(TestDatabase database) throws Exception {
        begin(database);
        CaseFile lamp = files.sent("Lampadaire éteint");
        CaseFile hedge = files.sent(RODEZ, "Haie trop haute", "Ali Exemple", "ali@example.org");
        assertThat(queue("q", lamp.number())).contains(lamp.number()).doesNotContain(hedge.number());
        assertThat(queue("q", lamp.number(), "service", "-".repeat(36))).as("no service").contains(lamp.number());
        assertThat(queue("q", "etei lampa")).contains(lamp.number()).doesNotContain(hedge.number());
        assertThat(queue("q", "ali haie", "etat", "all")).contains(hedge.number()).doesNotContain(lamp.number());
        assertThat(queue("q", "ali lampadaire")).contains("Aucun dossier ne correspond");
        assertThat(queue("q", "exemple", "etat", "closed")).contains("Aucun dossier ne correspond");
        database.database().of(RODEZ.id()).write(transaction -> transaction.execute("delete from demarches_word w where w.tenant_id = :tenant"));
        assertThat(queue("q", "lampadaire")).contains("Aucun dossier ne correspond");
        new WordsJob(database.database()).run(NOW);
        assertThat(queue("q", "lampadaire")).contains(lamp.number());
    }

    @OnBothDatabases
    void areSortedAsTheAgentLikes(TestDatabase database) throws Exception {
        begin(database);
        CaseFile second = files.sent(RODEZ, "Lampadaire éteint", "Élise Exemple", "elise@example.org");
        fixture.now = NOW.plus(Duration.ofDays(3));
        CaseFile third = files.sent(RODEZ, "Haie trop haute", "Zoé Exemple", "zoe@example.org");
        fixture.now = NOW.plus(Duration.ofDays(5));
        CaseFile first = files.sent(RODEZ, "Trou dans la rue", "dupont Exemple", "dupont@example.org");
        assertThat(queue()).containsSubsequence(second.number(), third.number(), first.number());
        assertThat(queue("tri", "nom")).containsSubsequence(first.number(), second.number(), third.number());
        assertThat(queue("tri", "recents")).containsSubsequence(first.number(), third.number(), second.number());
        assertThat(queue("tri", "anciens")).containsSubsequence(second.number(), third.number(), first.number());
        assertThat(queue("tri", "nom", "q", "exemple")).containsSubsequence(first.number(), second.number(), third.number());
        assertThat(queue("tri", "ailleurs")).containsSubsequence(second.number(), third.number(), first.number());
    }

    private int statements(TestDatabase database, String words) {
        CountingReader reader = new CountingReader(database.database().of(RODEZ.id()));
        Queue.Found found = Queue.find(reader, new Queue.Wanted(List.of(), "", null, false, null, words, NOW), Queue.Order.DEADLINE);
        assertThat(found.lines(0, 25)).hasSize(found.number());
        return reader.statements().size();
    }

    @OnBothDatabases
    void areListedWithAsManyQueriesHoweverManyThereAre(TestDatabase database) throws Exception {
        begin(database);
        files.sent("Lampadaire");
        int named = statements(database, "lampadaire");
        int all = statements(database, "");
        for (int i = 0; i < 5; i++) {
            files.sent("Lampadaire, encore " + i);
        }
        assertThat(statements(database, "lampadaire")).as("words, files").isEqualTo(named).isEqualTo(2);
        assertThat(statements(database, "")).isEqualTo(all);
    }

    @OnBothDatabases
    void areNotMadeOneWhenOneIsClosedOrUnknown(TestDatabase database) throws Exception {
        begin(database);
        CaseFile one = files.sent("Un");
        assertThat(Merging.fit(one, one)).isFalse();
        FakeRequest unknown = FakeRequest.get("/").query("avec", "2026-000000").at(NOW).with("id", one.id().toString()).as(WORKER);
        assertThat(answer(fixture.merge, "GET", "/demarches/{id}/doublon", unknown).status()).isEqualTo(422);
    }
}
