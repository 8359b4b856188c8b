package org.parvis.site.frame;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.parvis.site.SiteFixture.EDITOR;
import static org.parvis.site.SiteFixture.RODEZ;

import java.io.IOException;
import java.time.DayOfWeek;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.parvis.api.data.Ids;
import org.parvis.api.route.NotFound;
import org.parvis.api.route.Response;
import org.parvis.api.route.Scope;
import org.parvis.api.tenant.Look;
import org.parvis.api.tenant.PlaceName;
import org.parvis.api.tenant.Site;
import org.parvis.api.tenant.SiteState;
import org.parvis.api.tenant.Tenant;
import org.parvis.api.tenant.TenantKind;
import org.parvis.api.view.Frame;
import org.parvis.api.view.FrameSource;
import org.parvis.api.view.SiteLinks;
import org.parvis.site.SiteFixture;
import org.parvis.site.hours.Place;
import org.parvis.site.hours.Slot;
import org.parvis.site.hours.Week;
import org.parvis.testkit.FakePlugins;
import org.parvis.testkit.FakeRequest;
import org.parvis.testkit.FakeRequestSites;
import org.parvis.testkit.OnBothDatabases;
import org.parvis.testkit.TestDatabase;

class HomePageTest {

    private static Frame frame(SiteFixture site, Site of, Locale language, String path) {
        PublicFrame source = new PublicFrame(
                site.sitePages, site.hours, site.settingsService, site.images, site.themes, site.tenants, site.urls);
        return source.frame(new FrameSource.Asked(of, site.pages.plugins(), language, path, null, FakeRequest.NOW));
    }

    private static String home(SiteFixture site, Locale language) throws IOException {
        HomePage home = new HomePage(site.plugins, site.themes, site.tenants, site.urls, site.people, site.redirects);
        Response response = SiteFixture.call(home, "GET", Scope.SITE, "/", FakeRequest.get("/").in(language));
        frame(site, RODEZ, language, "/").model().forEach(site.pages::with);
        return site.pages.html(response, RODEZ, language);
    }

    private static void openOnMondays(SiteFixture site) {
        Week week = new Week(Map.of(DayOfWeek.MONDAY, List.of(new Slot(9 * 60, 12 * 60))));
        site.hours.save(RODEZ.id(), new Place(Ids.next(), "Mairie", "", "", week, true, 0, 0), EDITOR);
    }

    @OnBothDatabases
    void theHomePageShowsWhatVisitorsComeFor(TestDatabase database) throws IOException {
        SiteFixture site = new SiteFixture(database);
        openOnMondays(site);
        site.settings.put("site.phone", "05 65 00 00 00");
        String html = home(site, Locale.FRENCH);
        assertThat(SiteFixture.text(html)).contains("Rodez", "Ouvert · ferme à 12\u00a0h", "05 65 00 00 00", "Démarches", "24\u202f000");
        assertThat(html).contains("tel:+33565000000", "\"@type\":\"GovernmentOffice\"", "rel=\"canonical\"");
    }

    @OnBothDatabases
    void thePreviewShowsPicturesThatAreNotSavedYet(TestDatabase database) throws IOException {
        SiteFixture site = new SiteFixture(database);
        HomePage home = new HomePage(site.plugins, site.themes, site.tenants, site.urls, site.people, site.redirects);
        LookPreview preview = new LookPreview(home, site.plugins, site.themes);
        Site now = RODEZ.with(new Look("base", Map.of(), "old-logo", "old-header"));
        Response shown = SiteFixture.call(
                preview, "GET", Scope.DESK, "/apparence/apercu",
                FakeRequest.get("/apparence/apercu").on(now).query("headerDraft", "new-header").query("logoRemove", "true").query("logoDraft", ""));
        assertThat(((Response.Preview) shown.content()).site().look()).extracting(Look::header, Look::logo).containsExactly("new-header", null);
        Response unchanged = SiteFixture.call(preview, "GET", Scope.DESK, "/apparence/apercu", FakeRequest.get("/apparence/apercu").on(now));
        assertThat(((Response.Preview) unchanged.content()).site().look()).isEqualTo(now.look());
    }

    /** « Bienvenue à Rodez », but « Bienvenue sur le portail du Territoire de l’Aveyron ». */
    @OnBothDatabases
    void theWelcomeContractsWithTheNameOfWhoeverWelcomes(TestDatabase database) {
        assertThat(welcome(database, TenantKind.COMMUNE, "Les Albres", Locale.FRENCH)).isEqualTo("Bienvenue aux Albres");
        assertThat(welcome(database, TenantKind.TERRITORY, "Territoire de l'Aveyron", Locale.FRENCH))
                .isEqualTo("Bienvenue sur le portail du Territoire de l’Aveyron");
        assertThat(welcome(database, TenantKind.EPCI, "CC du Pays de Salars", Locale.FRENCH))
                .isEqualTo("Bienvenue sur le site de la communauté de communes du Pays de Salars");
        assertThat(welcome(database, TenantKind.EPCI, "CA Rodez Agglomération", Locale.FRENCH)).isEqualTo("Bienvenue sur le site de Rodez Agglomération");
        assertThat(welcome(database, TenantKind.TERRITORY, "Territoire de l'Aveyron", Locale.ENGLISH))
                .isEqualTo("Welcome to the portal of Territoire de l’Aveyron");
    }

    private static String welcome(TestDatabase database, TenantKind kind, String name, Locale language) {
        SiteFixture fixture = new SiteFixture(database);
        Tenant rodez = RODEZ.tenant();
        Tenant tenant = new Tenant(rodez.id(), kind, rodez.slug(), new PlaceName(name), null, null, List.of(), null, null, null, rodez.zone());
        Site site = new Site(tenant, RODEZ.host(), List.of(), RODEZ.look(), SiteState.LIVE);
        String html = fixture.pages.html("site/home", Map.of("intro", "", "blocks", List.of()), site, language);
        return SiteFixture.text(html.replaceAll("(?s).*(<h1.*?</h1>).*", "$1")).strip();
    }

    @OnBothDatabases
    void theHomePageIsThereInEnglish(TestDatabase database) throws IOException {
        SiteFixture site = new SiteFixture(database);
        openOnMondays(site);
        String html = home(site, Locale.ENGLISH);
        assertThat(SiteFixture.text(html)).contains("Open · closes at 12\u00a0pm", "Procedures");
        assertThat(html).contains("lang=\"en\"", "/en/horaires");
    }

    @OnBothDatabases
    void aNumberOfWordPressLeadsToItsPageOrNowhere(TestDatabase database) throws IOException {
        SiteFixture site = new SiteFixture(database);
        site.redirects.table.put("/?page_id=12", "/la-mairie/histoire");
        HomePage home = new HomePage(site.plugins, site.themes, site.tenants, site.urls, site.people, site.redirects);
        assertThat(home.routes().get(0).parameters()).containsExactlyInAnyOrder("p", "page_id");
        Response moved = SiteFixture.call(home, "GET", Scope.SITE, "/", FakeRequest.get("/").query("page_id", "12"));
        assertThat(moved.status()).isEqualTo(301);
        assertThat(moved.headers()).containsEntry("Location", "/la-mairie/histoire");
        for (String unknown : List.of("13", "", " ", "12&x=1")) {
            assertThatThrownBy(() -> SiteFixture.call(home, "GET", Scope.SITE, "/", FakeRequest.get("/").query("p", unknown)))
                    .isInstanceOf(NotFound.class);
        }
    }

    @OnBothDatabases
    void theMenuMarksTheBranchThatOneIsIn(TestDatabase database) {
        SiteFixture site = new SiteFixture(database);
        String html = SiteFixture.text(String.valueOf(frame(site, RODEZ, Locale.FRENCH, "/demarches/etat-civil").model()));
        assertThat(html).contains("label=Démarches, url=/demarches, current=true").contains("label=La mairie, url=/la-mairie, current=false");
    }

    @OnBothDatabases
    void theFrameIsValidUntilTheNextChangeOfTheSentence(TestDatabase database) {
        SiteFixture site = new SiteFixture(database);
        openOnMondays(site);
        assertThat(frame(site, RODEZ, Locale.FRENCH, "/").validUntil()).isEqualTo("2026-06-15T10:00:00Z");
    }

    @OnBothDatabases
    void aSiteBeingPreparedIsKeptOutOfSearchEngines(TestDatabase database) {
        SiteFixture site = new SiteFixture(database);
        Site prepared = new Site(RODEZ.tenant(), RODEZ.host(), List.of(), RODEZ.look(), SiteState.PREPARED);
        assertThat(String.valueOf(frame(site, prepared, Locale.FRENCH, "/").model())).contains("robots=noindex").contains("prepared=true");
    }

    @OnBothDatabases
    void theTerritorysFrameHasNoTownHall(TestDatabase database) {
        SiteFixture site = new SiteFixture(database);
        assertThat(String.valueOf(frame(site, FakeRequestSites.TERRITORY, Locale.FRENCH, "/").model())).doesNotContain("GovernmentOffice");
    }

    /** A source may have to look something up: no page asks it five times, for the menu, quick accesses and each kind of feed. */
    @OnBothDatabases
    void eachPluginIsAskedOnceForItsLinks(TestDatabase database) {
        SiteFixture site = new SiteFixture(database);
        AtomicInteger asked = new AtomicInteger();
        SiteLinks source = (of, language) -> {
            asked.incrementAndGet();
            return List.of(
                    new SiteLinks.SiteLink("site.hours.title", "/ailleurs", SiteLinks.Place.MENU, "clock"),
                    new SiteLinks.SiteLink("site.hours.title", "/flux.atom", SiteLinks.Place.FEED_ATOM, "rss"));
        };
        FakePlugins plugins = FakePlugins.of("site", source).speaking(site.pages.plugins());
        PublicFrame frames = new PublicFrame(site.sitePages, site.hours, site.settingsService, site.images, site.themes, site.tenants, site.urls);
        Frame frame = frames.frame(new FrameSource.Asked(RODEZ, plugins, Locale.FRENCH, "/contact", null, FakeRequest.NOW));
        assertThat(String.valueOf(frame.model())).contains("/ailleurs", "/flux.atom");
        assertThat(asked).hasValue(1);
    }

    /** Beside the town hall's own pages on procedures, not as a second entry of that name in the menu. */
    @OnBothDatabases
    void linksToProceduresStandBelowThePageOnProcedures(TestDatabase database) {
        SiteFixture site = new SiteFixture(database);
        SiteLinks source = (of, language) -> List.of(new SiteLinks.SiteLink("site.hours.title", "/en-ligne", SiteLinks.Place.PROCEDURES, "file"));
        FakePlugins plugins = FakePlugins.of("site", source).speaking(site.pages.plugins());
        PublicFrame frames = new PublicFrame(site.sitePages, site.hours, site.settingsService, site.images, site.themes, site.tenants, site.urls);
        Frame frame = frames.frame(new FrameSource.Asked(RODEZ, plugins, Locale.FRENCH, "/contact", null, FakeRequest.NOW));
        assertThat(String.valueOf(frame.model().get("frame"))).containsPattern("url=/demarches, [^\\[]*children=\\[Link\\[[^\\[]*url=/en-ligne").containsOnlyOnce("/en-ligne");
    }
}
