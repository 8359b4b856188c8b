package org.parvis.acts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.parvis.acts.ActsFixture.EDITOR;
import static org.parvis.acts.ActsFixture.NOW;
import static org.parvis.acts.ActsFixture.RODEZ;
import static org.parvis.acts.ActsFixture.content;
import static org.parvis.acts.ActsFixture.deliberation;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.parvis.api.content.Versions;
import org.parvis.api.desk.DayItems;
import org.parvis.api.privacy.Person;
import org.parvis.api.privacy.PersonalData;
import org.parvis.api.route.Conflict;
import org.parvis.api.route.Invalid;
import org.parvis.api.route.NotFound;
import org.parvis.api.search.SearchDocument;
import org.parvis.testkit.FakeRequestSites;
import org.parvis.testkit.OnBothDatabases;
import org.parvis.testkit.TestDatabase;

final class ActsTest {

    private static List<Act> shown(ActsFixture fixture) {
        return ActTable.find(fixture.acts.reader(RODEZ), ActTable.Wanted.everythingShown(), fixture.now, 0, 100);
    }

    @OnBothDatabases
    void aDraftIsNotPublicAndAPublishedActComesBackAsItWasWritten(TestDatabase database) {
        ActsFixture fixture = new ActsFixture(database);
        Votes votes = new Votes(15, 14, 12, 1, 1);
        Act.Content whole = new Act.Content(
                ActKind.DELIBERATION, "2026-41", "École : choix des entreprises", "7.10", LocalDate.of(2026, 11, 10), "Claude Exemple", "Maire",
                LocalDate.of(2026, 11, 11), votes, "2026", "Budget principal");
        Act draft = fixture.acts.create(RODEZ, EDITOR, whole, null, fixture.document("texte"));
        assertThat(shown(fixture)).isEmpty();
        Act act = fixture.acts.publish(RODEZ, EDITOR, draft.id(), draft.version());
        assertThat(shown(fixture)).containsExactly(act);
        assertThat(act.content()).isEqualTo(whole);
        assertThat(act.publishAt()).isEqualTo(NOW);
        assertThat(act.slug()).isEqualTo("deliberation-2026-41-ecole-choix-des-entreprises");
        assertThat(database.touched()).contains("acts", act.tag());
    }

    @OnBothDatabases
    void aScheduledActAppearsByItselfAndCanBeTakenBackUntilThen(TestDatabase database) {
        ActsFixture fixture = new ActsFixture(database);
        Instant from = NOW.plus(Duration.ofHours(3));
        Act draft = fixture.acts.create(RODEZ, EDITOR, deliberation("1", "A"), from, fixture.document("a"));
        Act act = fixture.acts.publish(RODEZ, EDITOR, draft.id(), draft.version());
        assertThat(act.status(NOW)).isEqualTo(Status.SCHEDULED);
        assertThat(fixture.acts.shown(RODEZ, act.slug(), NOW)).isEmpty();
        assertThat(ActTable.nextChange(fixture.acts.reader(RODEZ), NOW)).isEqualTo(from);
        Act back = fixture.acts.unschedule(RODEZ, EDITOR, act.id(), act.version());
        Act again = fixture.acts.publish(RODEZ, EDITOR, back.id(), back.version());
        fixture.now = from;
        assertThat(fixture.acts.shown(RODEZ, act.slug(), from)).isPresent();
        assertThatThrownBy(() -> fixture.acts.unschedule(RODEZ, EDITOR, act.id(), again.version())).isInstanceOf(Conflict.class);
    }

    @OnBothDatabases
    void aPublishedDocumentIsNeverExchangedACorrectionIsANewIssue(TestDatabase database) {
        ActsFixture fixture = new ActsFixture(database);
        Act act = fixture.published(deliberation("1", "A"), "premier");
        assertThatThrownBy(() -> fixture.acts.exchange(RODEZ, EDITOR, act.id(), act.version(), fixture.document("autre"))).isInstanceOf(Conflict.class);
        assertThatThrownBy(() -> fixture.acts.delete(RODEZ, EDITOR, act.id())).isInstanceOf(Conflict.class);
        assertThatThrownBy(() -> fixture.acts.correct(RODEZ, EDITOR, act.id(), act.version(), fixture.document("premier"), "Rien", false))
                .isInstanceOf(Invalid.class);
        fixture.now = NOW.plus(Duration.ofDays(2));
        fixture.acts.correct(RODEZ, EDITOR, act.id(), act.version(), fixture.document("second"), "Date de l’article 2", true);
        List<Issue> issues = fixture.acts.issues(RODEZ, act.id());
        assertThat(issues).extracting(Issue::number).containsExactly(2, 1);
        assertThat(issues.get(0)).extracting(Issue::note, Issue::reopens, Issue::published).containsExactly("Date de l’article 2", true, fixture.now);
        // sha256sum of "premier" and "second"
        assertThat(issues).extracting(Issue::sha256).containsExactly(
                "16367aacb67a4a017c8da8ab95682ccb390863780f7114dda0a0e0c55644c7c4",
                "672a81ef923ec75d16b0300d97c2136fded06aed4061cacf082bda0f2137d84a");
        assertThat(fixture.audit.of(RODEZ, "acts.correct")).hasSize(1);
    }

    @OnBothDatabases
    void aWithdrawnActLeavesItsReasonAndTwoMonthsMustHavePassed(TestDatabase database) {
        ActsFixture fixture = new ActsFixture(database);
        Act act = fixture.published(deliberation("1", "A"), "a");
        assertThatThrownBy(() -> fixture.acts.withdraw(FakeRequestSites.RODEZ.tenant(), EDITOR, act.id(), act.version(), "Annulé par le tribunal", false))
                .isInstanceOf(Invalid.class);
        Act withdrawn = fixture.acts.withdraw(FakeRequestSites.RODEZ.tenant(), EDITOR, act.id(), act.version(), "Annulé par le tribunal", true);
        assertThat(fixture.acts.shown(RODEZ, act.slug(), NOW)).contains(withdrawn);
        assertThat(withdrawn.withdrawal()).isEqualTo(new Act.Withdrawal(NOW, "Annulé par le tribunal"));
        assertThat(ActTable.latest(fixture.acts.reader(RODEZ), NOW, 10)).isEmpty();
        Act second = fixture.published(deliberation("2", "B"), "b");
        fixture.now = Instant.parse("2027-01-12T23:00:00Z");
        assertThat(fixture.acts.withdraw(FakeRequestSites.RODEZ.tenant(), EDITOR, second.id(), second.version(), "Fin", false).state())
                .isEqualTo(State.WITHDRAWN);
    }

    @OnBothDatabases
    void theTextOfTheNewestDocumentIsFoundFromTheDateOfPublicationOn(TestDatabase database) {
        ActsFixture fixture = new ActsFixture(database);
        Act act = fixture.published(deliberation("2026-41", "École"), "chaudière à granulés");
        ActSearch search = new ActSearch(fixture.acts);
        fixture.readAll();
        SearchDocument document = search.document(RODEZ, act.id().toString()).orElseThrow();
        assertThat(document.text()).contains("chaudière à granulés", "2026-41", "Marchés publics");
        assertThat(document.from()).isEqualTo(NOW);
        assertThat(fixture.newest(act)).extracting(Issue::reading, Issue::pages).containsExactly(Issue.Reading.TEXT, 3);
        fixture.acts.correct(RODEZ, EDITOR, act.id(), act.version(), fixture.document("pompe à chaleur"), "Faute", false);
        fixture.readAll();
        assertThat(search.documents(RODEZ)).singleElement().satisfies(found -> assertThat(found.text()).contains("pompe à chaleur").doesNotContain("granulés"));
        assertThat(search.documents(FakeRequestSites.AGEN.id())).isEmpty();
    }

    @OnBothDatabases
    void aDocumentThatWasAlteredIsNoticedAndWaitsForAnAgent(TestDatabase database) {
        ActsFixture fixture = new ActsFixture(database);
        Act act = fixture.published(deliberation("1", "A"), "original");
        assertThat(fixture.files.intact(RODEZ, fixture.newest(act))).isTrue();
        fixture.stored.put(fixture.newest(act).file(), ActsFixture.bytes("originaI"));
        assertThat(fixture.files.intact(RODEZ, fixture.newest(act))).isFalse();
        fixture.readAll();
        assertThat(fixture.newest(act).reading()).isEqualTo(Issue.Reading.ALTERED);
        assertThat(day(fixture)).extracting(DayItems.Item::reasonKey).containsExactly("acts.day.reading.altered");
    }

    @OnBothDatabases
    void theDayShowsDraftsScheduledActsAndDocumentsWithoutText(TestDatabase database) {
        ActsFixture fixture = new ActsFixture(database);
        fixture.published(deliberation("1", "Lisible"), "texte");
        fixture.published(deliberation("2", "Scan"), "scan");
        fixture.acts.create(RODEZ, EDITOR, deliberation("3", "Brouillon"), null, fixture.document("x"));
        Act later = fixture.acts.create(RODEZ, EDITOR, deliberation("4", "Demain"), NOW.plus(Duration.ofDays(1)), fixture.document("y"));
        fixture.acts.publish(RODEZ, EDITOR, later.id(), later.version());
        fixture.readAll();
        assertThat(day(fixture)).extracting(DayItems.Item::title, DayItems.Item::reasonKey).containsExactlyInAnyOrder(
                tuple("Scan", "acts.day.reading.no-text"),
                tuple("Brouillon", "acts.day.draft"),
                tuple("Demain", "acts.day.scheduled"));
    }

    private static List<DayItems.Item> day(ActsFixture fixture) {
        return new ActDay(fixture.database.database()).items(new DayItems.Asked(EDITOR, Set.of(RODEZ, FakeRequestSites.AGEN.id()), fixture.now, 25));
    }

    @OnBothDatabases
    void theListFiltersByYearKindMatterAndWords(TestDatabase database) {
        ActsFixture fixture = new ActsFixture(database);
        fixture.published(content(ActKind.DELIBERATION, "2025-1", "Emprunt 100 %", "7.3", LocalDate.of(2025, 12, 5)), "a");
        fixture.published(content(ActKind.ARRETE, "12", "Circulation", "6.1", LocalDate.of(2026, 3, 1)), "b");
        fixture.published(content(ActKind.DELIBERATION, "2026-2", "Budget", "7.1", LocalDate.of(2026, 4, 1)), "c");
        assertThat(titles(fixture, new ActTable.Wanted(2026, null, null, "", null, false))).containsExactly("Budget", "Circulation");
        assertThat(titles(fixture, new ActTable.Wanted(null, ActKind.DELIBERATION, null, "", null, false))).containsExactly("Budget", "Emprunt 100 %");
        assertThat(titles(fixture, new ActTable.Wanted(null, null, "7", "", null, false))).containsExactly("Budget", "Emprunt 100 %");
        assertThat(titles(fixture, new ActTable.Wanted(null, null, null, "0 % ", null, false))).containsExactly("Emprunt 100 %");
        assertThat(titles(fixture, new ActTable.Wanted(null, null, null, "2026-2", null, false))).containsExactly("Budget");
        assertThat(titles(fixture, new ActTable.Wanted(null, null, null, "", Status.DRAFT, true))).isEmpty();
        assertThat(ActTable.years(fixture.acts.reader(RODEZ), NOW)).containsExactly(2026, 2025);
    }

    private static List<String> titles(ActsFixture fixture, ActTable.Wanted wanted) {
        List<String> titles = ActTable.find(fixture.acts.reader(RODEZ), wanted, fixture.now, 0, 10).stream().map(act -> act.content().title()).toList();
        assertThat(ActTable.count(fixture.acts.reader(RODEZ), wanted, fixture.now)).isEqualTo(titles.size());
        return titles;
    }

    @OnBothDatabases
    void whatIsSaidOfAnActHasAHistoryThatCanBeRestored(TestDatabase database) {
        ActsFixture fixture = new ActsFixture(database);
        Act act = fixture.published(deliberation("1", "Écolle"), "a");
        fixture.acts.edit(RODEZ, EDITOR, act.id(), act.version(), deliberation("1", "École"), null);
        ActHistory history = new ActHistory(fixture.acts, database.database());
        assertThat(history.list(RODEZ, act.id(), 0, 10)).extracting(Versions.Head::number).containsExactly(3, 1);
        history.restore(RODEZ, act.id(), 1, EDITOR, NOW);
        assertThat(fixture.acts.get(RODEZ, act.id())).extracting(now -> now.content().title(), Act::publishAt, Act::slug)
                .containsExactly("Écolle", NOW, act.slug());
    }

    @OnBothDatabases
    void twoAgentsWhoEditAtOnceDoNotOverwriteEachOther(TestDatabase database) {
        ActsFixture fixture = new ActsFixture(database);
        Act seen = fixture.published(deliberation("1", "A"), "a");
        fixture.acts.edit(RODEZ, EDITOR, seen.id(), seen.version(), deliberation("1", "B"), null);
        assertThatThrownBy(() -> fixture.acts.edit(RODEZ, EDITOR, seen.id(), seen.version(), deliberation("1", "C"), null)).isInstanceOf(Conflict.class);
    }

    @OnBothDatabases
    void aDraftCanBeDeletedWithItsDocumentAndHistory(TestDatabase database) {
        ActsFixture fixture = new ActsFixture(database);
        Act draft = fixture.acts.create(RODEZ, EDITOR, deliberation("1", "A"), null, fixture.document("a"));
        fixture.acts.delete(RODEZ, EDITOR, draft.id());
        assertThat(fixture.acts.issues(RODEZ, draft.id())).isEmpty();
        assertThat(ActVersions.VERSIONS.count(fixture.acts.reader(RODEZ), draft.id())).isZero();
        fixture.readAll();
    }

    @OnBothDatabases
    void anActOfAnotherTenantIsOutOfReach(TestDatabase database) {
        ActsFixture fixture = new ActsFixture(database);
        Act act = fixture.published(deliberation("1", "A"), "a");
        assertThatThrownBy(() -> fixture.acts.get(FakeRequestSites.AGEN.id(), act.id())).isInstanceOf(NotFound.class);
        assertThat(fixture.acts.issues(FakeRequestSites.AGEN.id(), act.id())).isEmpty();
        assertThat(fixture.acts.shown(FakeRequestSites.AGEN.id(), act.slug(), NOW)).isEmpty();
        assertThat(fixture.files.byId(FakeRequestSites.AGEN.id(), fixture.newest(act).file())).isEmpty();
    }

    @OnBothDatabases
    void theAuthorOfAPublicActIsHandedOverAndKept(TestDatabase database) throws Exception {
        ActsFixture fixture = new ActsFixture(database);
        fixture.published(deliberation("1", "A"), "a");
        ActsPrivacy privacy = new ActsPrivacy();
        Person author = Person.of("claude@example.org", "").withAccount(EDITOR.id(), "claude@example.org", "Claude Exemple");
        assertThat(privacy.holders(database.database().acrossTerritory("test"), author)).containsExactly(RODEZ);
        List<String> titles = new ArrayList<>();
        privacy.export(database.database().of(RODEZ), author, (processing, title, fields) -> titles.add(title));
        assertThat(titles).containsExactly("A");
        database.database().of(RODEZ).write(transaction -> assertThat(privacy.erase(transaction, author, NOW))
                .containsExactly(PersonalData.Erasure.kept("acts.authors", 1, "acts.privacy.kept")));
    }

    /** The media library lists all files of the tenant: what proves a publication must not be exchanged or deleted there. */
    @OnBothDatabases
    void theMediaLibraryCanNeitherReplaceNorDeleteTheDocumentOfAnAct(TestDatabase database) {
        ActsFixture town = new ActsFixture(database);
        Act act = town.published(deliberation("2026-1", "Budget"), "first");
        String first = town.newest(act).file();
        Act corrected = town.acts.correct(RODEZ, EDITOR, act.id(), act.version(), town.document("second"), "une erreur de chiffre", false);
        ActMedia media = new ActMedia();
        for (String file : List.of(first, town.newest(corrected).file())) {
            assertThat(media.keeps(RODEZ, town.acts.reader(RODEZ), file)).isTrue();
            assertThat(media.uses(RODEZ, town.acts.reader(RODEZ), file)).singleElement().satisfies(use -> {
                assertThat(use.title()).isEqualTo("Budget");
                assertThat(use.path()).isEqualTo("/actes/" + act.id());
            });
        }
        assertThat(media.keeps(RODEZ, town.acts.reader(RODEZ), "another")).isFalse();
        assertThat(media.keeps(FakeRequestSites.AGEN.id(), town.acts.reader(FakeRequestSites.AGEN.id()), first)).isFalse();
    }
}
