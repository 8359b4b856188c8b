package org.parvis.site.hours;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.parvis.site.SiteFixture.EDITOR;
import static org.parvis.site.SiteFixture.RODEZ;

import java.io.IOException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.parvis.api.data.Ids;
import org.parvis.api.route.Conflict;
import org.parvis.api.route.Response;
import org.parvis.api.route.Scope;
import org.parvis.site.SiteFixture;
import org.parvis.testkit.FakeRequest;
import org.parvis.testkit.OnBothDatabases;
import org.parvis.testkit.TestDatabase;

class HoursTest {

    private static final Week MORNINGS = Week.parse("1=09:00-12:00;2=09:00-12:00;3=09:00-12:00;4=09:00-12:00;5=09:00-12:00");

    private static UUID townHall(SiteFixture site) {
        UUID id = Ids.next();
        site.hours.save(RODEZ.id(), new Place(id, "Mairie", "", "", MORNINGS, true, 10, 0), EDITOR);
        return id;
    }

    private static String sentence(SiteFixture site, Locale language, String now) {
        HoursView view = new HoursView(site.texts(RODEZ, language), site.tenants, Instant.parse(now));
        List<Exceptional> exceptions = site.hours.exceptions(RODEZ.id(), view.monday());
        return view.of(site.hours.places(RODEZ.id()).get(0), exceptions).sentence().replace('\u00a0', ' ');
    }

    @OnBothDatabases
    void theSentenceSaysWhenItOpensAndCloses(TestDatabase database) {
        SiteFixture site = new SiteFixture(database);
        townHall(site);
        assertThat(sentence(site, Locale.FRENCH, "2026-06-15T08:00:00Z")).isEqualTo("Ouvert · ferme à 12 h");
        assertThat(sentence(site, Locale.FRENCH, "2026-06-15T10:00:00Z")).isEqualTo("Fermé · ouvre demain à 9 h");
        assertThat(sentence(site, Locale.FRENCH, "2026-06-19T10:00:00Z")).isEqualTo("Fermé · ouvre lundi à 9 h");
        assertThat(sentence(site, Locale.ENGLISH, "2026-06-19T10:00:00Z")).isEqualTo("Closed · opens Monday at 9 am");
        assertThat(sentence(site, Locale.FRENCH, "2026-12-25T08:00:00Z")).isEqualTo("Fermé (Noël) · ouvre lundi à 9 h");
    }

    @OnBothDatabases
    void anExceptionalClosureIsSaidWithItsReason(TestDatabase database) {
        SiteFixture site = new SiteFixture(database);
        townHall(site);
        site.hours.add(RODEZ.id(), new Exceptional(
                Ids.next(), null, LocalDate.parse("2026-08-03"), LocalDate.parse("2026-08-14"), List.of(), "congés"), EDITOR);
        assertThat(sentence(site, Locale.FRENCH, "2026-08-03T08:00:00Z")).isEqualTo("Fermé (congés) · ouvre le lundi 17 août à 9 h");
    }

    @OnBothDatabases
    void theSentenceHoldsUntilTheNextChangeOrMidnight(TestDatabase database) {
        SiteFixture site = new SiteFixture(database);
        townHall(site);
        Place place = site.hours.places(RODEZ.id()).get(0);
        HoursView open = new HoursView(site.texts(), site.tenants, Instant.parse("2026-06-15T08:00:00Z"));
        assertThat(open.of(place, List.of()).validUntil()).isEqualTo("2026-06-15T10:00:00Z");
        HoursView closed = new HoursView(site.texts(), site.tenants, Instant.parse("2026-06-19T11:00:00Z"));
        assertThat(closed.of(place, List.of()).validUntil()).isEqualTo("2026-06-19T22:00:00Z");
    }

    @OnBothDatabases
    void anOlderVersionDoesNotReplaceANewerOne(TestDatabase database) {
        SiteFixture site = new SiteFixture(database);
        UUID id = townHall(site);
        site.hours.save(RODEZ.id(), new Place(id, "Mairie", "", "", Week.CLOSED, true, 10, 1), EDITOR);
        assertThatThrownBy(() -> site.hours.save(RODEZ.id(), new Place(id, "Mairie", "", "", MORNINGS, true, 10, 1), EDITOR)).isInstanceOf(Conflict.class);
    }

    @OnBothDatabases
    void removingAPlaceRemovesItsExceptions(TestDatabase database) {
        SiteFixture site = new SiteFixture(database);
        UUID id = townHall(site);
        site.hours.add(RODEZ.id(), new Exceptional(Ids.next(), id, LocalDate.parse("2026-08-03"), LocalDate.parse("2026-08-03"), List.of(), ""), EDITOR);
        site.hours.removePlace(RODEZ.id(), id, EDITOR);
        assertThat(site.hours.places(RODEZ.id())).isEmpty();
        assertThat(site.hours.exceptions(RODEZ.id(), LocalDate.EPOCH)).isEmpty();
    }

    @OnBothDatabases
    void thePageShowsTheWeek(TestDatabase database) throws IOException {
        SiteFixture site = new SiteFixture(database);
        townHall(site);
        HoursPages pages = new HoursPages(site.hours, site.plugins, site.themes, site.tenants);
        Response response = SiteFixture.call(pages, "GET", Scope.SITE, "/horaires", FakeRequest.get("/horaires"));
        assertThat(SiteFixture.text(site.publicHtml(response, RODEZ))).contains("Mairie", "Lundi", "12\u00a0h");
        assertThat(response.tags()).contains(Hours.TAG);
    }

    @OnBothDatabases
    void aSecretaryEntersAWeekAndIsToldWhatIsWrong(TestDatabase database) throws IOException {
        SiteFixture site = new SiteFixture(database);
        HoursDesk desk = new HoursDesk(site.hours, site.plugins, site.themes, site.tenants);
        Response refused = SiteFixture.call(desk, "POST", Scope.DESK, "/horaires/lieux/nouveau",
                FakeRequest.post("/horaires/lieux/nouveau").as(EDITOR).field("name", "").field("d1-from1", "12:00").field("d1-to1", "09:00"));
        assertThat(refused.status()).isEqualTo(422);
        assertThat(site.pages.desk().html(refused, RODEZ)).contains("aria-invalid=\"true\"", "Remplissez ce champ");
        Response saved = SiteFixture.call(desk, "POST", Scope.DESK, "/horaires/lieux/nouveau",
                FakeRequest.post("/horaires/lieux/nouveau").as(EDITOR).field("name", "Mairie").field("d1-from1", "09:00").field("d1-to1", "12:00").field("version", "0"));
        assertThat(saved.status()).isEqualTo(303);
        assertThat(site.hours.places(RODEZ.id())).singleElement().extracting(place -> place.week().text()).isEqualTo("1=09:00-12:00");
        assertThat(site.pages.desk().html(SiteFixture.call(desk, "GET", Scope.DESK, "/horaires", FakeRequest.get("/horaires").as(EDITOR)), RODEZ)).contains("Mairie");
    }
}
