package org.parvis.directory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.parvis.directory.Town.AGEN;
import static org.parvis.directory.Town.EDITOR;
import static org.parvis.directory.Town.RODEZ;
import static org.parvis.directory.Town.details;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.parvis.api.data.ChangeListener.Change;
import org.parvis.api.data.Ids;
import org.parvis.api.directory.Category;
import org.parvis.api.directory.Directory;
import org.parvis.api.directory.Organisation;
import org.parvis.api.directory.Venue;
import org.parvis.api.route.Conflict;
import org.parvis.api.route.NotFound;
import org.parvis.api.route.Response;
import org.parvis.api.tenant.Coordinates;
import org.parvis.api.tenant.TenantId;
import org.parvis.testkit.FakeRequest;
import org.parvis.testkit.FakeRequestSites;
import org.parvis.testkit.OnBothDatabases;
import org.parvis.testkit.TestDatabase;

class DirectoryPagesTest {

    private static String list(Town town, FakeRequest request) throws IOException {
        return town.html(Town.call(town.publicPages, "GET", "/associations", request));
    }

    @OnBothDatabases
    void thePublicFindsByWordsWithoutAccentsByFieldAndByAudience(TestDatabase database) throws IOException {
        Town town = new Town(database);
        town.listings.create(RODEZ.id(), null, details("Chœur d’Émeraude", Category.CULTURE, "Répétitions le mardi à l’église."), true);
        town.listings.create(RODEZ.id(), null, details("Judo club", Category.SPORT, "Dès six ans."), true);
        town.listings.create(RODEZ.id(), null, details("Brouillon", Category.SPORT, ""), false);
        town.listed(AGEN, "Ailleurs");
        String all = list(town, FakeRequest.get("/associations"));
        assertThat(all).contains("Chœur d’Émeraude", "Judo club", "2 résultats").doesNotContain("Brouillon", "Ailleurs");
        assertThat(list(town, FakeRequest.get("/associations").query("q", "repetitions EGLISE"))).contains("Chœur", "1 résultat").doesNotContain("Judo");
        assertThat(list(town, FakeRequest.get("/associations").query("q", "choeur"))).contains("Chœur");
        assertThat(list(town, FakeRequest.get("/associations").query("categorie", "sport"))).contains("Judo").doesNotContain("Chœur");
        assertThat(list(town, FakeRequest.get("/associations").query("public", "children"))).contains("Rien ne correspond");
        assertThat(list(town, FakeRequest.get("/associations").query("q", "%' or 1=1"))).contains("Rien ne correspond");
        assertThatExceptionOfType(NotFound.class).isThrownBy(() -> list(town, FakeRequest.get("/associations").query("page", "2")));
    }

    @OnBothDatabases
    void aLongDirectoryIsShownPageByPage(TestDatabase database) throws IOException {
        Town town = new Town(database);
        IntStream.rangeClosed(1, 30).forEach(i -> town.listed(RODEZ, String.format("Club %02d", i)));
        assertThat(list(town, FakeRequest.get("/associations"))).contains("Club 24", "rel=\"next\"").doesNotContain("Club 25");
        assertThat(list(town, FakeRequest.get("/associations").query("page", "2"))).contains("Club 25", "Club 30").doesNotContain("Club 24");
    }

    @OnBothDatabases
    void aPageShowsHowToReachAnOrganisationAndWhereItMeets(TestDatabase database) throws IOException {
        Town town = new Town(database);
        Venue hall = new Venue(RODEZ.id(), Ids.next(), "Salle des fêtes", "Place", new Coordinates(44.351, 2.573), 220, Venue.Access.FULL, "");
        Venue shared = new Venue(TenantId.TERRITORY, Ids.next(), "Maison du territoire", "Avenue", null, null, Venue.Access.UNKNOWN, "");
        town.venues.save(hall, 0, null);
        town.venues.save(shared, 0, null);
        Details plain = details("Comité <b>des fêtes</b>", Category.CULTURE, "Fêtes & marchés.\nSecond paragraphe.");
        Listing listing = town.listings.create(RODEZ.id(), null, new Details(
                plain.name(), plain.category(), "W122000456", "732829320", plain.description(), plain.audiences(), "", plain.email(), plain.phone(), "", plain.address(),
                null, "Mardi", List.of(hall.id(), shared.id(), UUID.randomUUID()), false), true);
        Response response = Town.call(town.publicPages, "GET", "/associations/{slug}", FakeRequest.get(listing.path()).with("slug", listing.slug()));
        assertThat(town.html(response)).contains(
                "Comité &lt;b&gt;des fêtes&lt;/b&gt;", "Fêtes &amp; marchés.", "tel:+33536492001", "mailto:contact@example.org", "W122000456", "732 829 320",
                "Salle des fêtes", "220 personnes", "Maison du territoire", "15 juin 2026");
        assertThat(response.tags()).contains("directory");
        assertThatExceptionOfType(NotFound.class).isThrownBy(() -> Town.call(
                town.publicPages, "GET", "/associations/{slug}", FakeRequest.get(listing.path()).on(AGEN).with("slug", listing.slug())));
        assertThat(town.html(Town.call(town.publicPages, "GET", "/lieux", FakeRequest.get("/lieux")))).contains("Salle des fêtes", "Accessible en fauteuil");
    }

    @OnBothDatabases
    void theMapLeadsToOrganisationsAndToPlacesWhereSeveralMeet(TestDatabase database) throws IOException {
        Town town = new Town(database);
        Venue hall = new Venue(RODEZ.id(), Ids.next(), "Salle des fêtes", "", new Coordinates(44.36, 2.58), null, Venue.Access.UNKNOWN, "");
        town.venues.save(hall, 0, null);
        for (String name : List.of("Un", "Deux")) {
            Details its = details(name, Category.CULTURE, "");
            town.listings.create(RODEZ.id(), null, new Details(
                    its.name(), its.category(), "", "", "", List.of(), "", "", "", "", "", null, "", List.of(hall.id()), false), true);
        }
        Details alone = details("Trois", Category.CULTURE, "");
        town.listings.create(RODEZ.id(), null, new Details(
                alone.name(), alone.category(), "", "", "", List.of(), "", "", "", "", "", new Coordinates(44.37, 2.56), "", List.of(), false), true);
        assertThat(list(town, FakeRequest.get("/associations"))).contains(
                "<svg class=\"map map--near\"", "href=\"/associations?lieu=" + hall.id() + "\"", "Salle des fêtes (2)", "href=\"/associations/trois\"", "href=\"/contact\"");
        assertThat(list(town, FakeRequest.get("/associations").query("lieu", hall.id().toString()))).contains("Seulement à ce lieu", "Deux").doesNotContain(">Trois<");
    }

    @OnBothDatabases
    void thePortalShowsWhatCommunesShare(TestDatabase database) throws IOException {
        Town town = new Town(database);
        town.listed(RODEZ, "Judo club");
        town.listed(AGEN, "Pétanque");
        FakeRequest request = FakeRequest.get("/associations").on(FakeRequestSites.TERRITORY);
        String html = town.pages.html(Town.call(town.territoryPages, "GET", "/associations", request), FakeRequestSites.TERRITORY);
        assertThat(html).contains("https://rodez.territoire.example/associations/judo-club", "Pétanque", "2 résultats", "<option value=\"rodez\"");
        FakeRequest one = FakeRequest.get("/associations").on(FakeRequestSites.TERRITORY).query("commune", "rodez");
        assertThat(town.pages.html(Town.call(town.territoryPages, "GET", "/associations", one), FakeRequestSites.TERRITORY)).contains("Judo").doesNotContain("Pétanque");
        town.settings.put(AGEN.id(), Map.of("directory.share", "false"));
        assertThat(town.pages.html(Town.call(town.territoryPages, "GET", "/associations", request), FakeRequestSites.TERRITORY)).contains("Judo").doesNotContain("Pétanque");
    }

    /** The portal's page is kept until then, so its tag must be told. */
    @OnBothDatabases
    void whatACommuneChangesIsToldToThePortalAtOnce(TestDatabase database) throws IOException {
        Town town = new Town(database);
        FakeRequest request = FakeRequest.get("/associations").on(FakeRequestSites.TERRITORY);
        Response portal = Town.call(town.territoryPages, "GET", "/associations", request);
        assertThat(portal.tags()).contains("directory.shared");
        assertThat(portal.validUntil()).isNull();
        Change told = new Change(TenantId.TERRITORY, "directory.shared");
        Listing judo = town.listed(RODEZ, "Judo club");
        assertThat(database.changes()).containsOnlyOnce(told);
        town.listings.delete(RODEZ.id(), Town.EDITOR, judo);
        assertThat(database.changes().stream().filter(told::equals)).hasSize(2);
        assertThat(new DirectorySettings().tags()).containsExactly("directory.shared@" + TenantId.TERRITORY);
    }

    @OnBothDatabases
    void theListSpeaksEnglishToo(TestDatabase database) throws IOException {
        Town town = new Town(database);
        town.listed(RODEZ, "Judo club");
        Response response = Town.call(town.publicPages, "GET", "/associations", FakeRequest.get("/associations").in(Locale.ENGLISH));
        assertThat(town.pages.html(response, RODEZ, Locale.ENGLISH)).contains("1 result", "href=\"/en/associations/judo-club\"", "Culture and festivities");
    }

    @OnBothDatabases
    void otherServicesFindOrganisationsVenuesAndWhoActsForThem(TestDatabase database) {
        Town town = new Town(database);
        Directory directory = new LocalDirectory(town.listings, town.venues);
        Listing judo = town.listed(RODEZ, "Judo club");
        town.listings.create(RODEZ.id(), null, details("Caché", Category.SPORT, ""), false);
        Venue shared = new Venue(TenantId.TERRITORY, Ids.next(), "Maison du territoire", "", null, 40, Venue.Access.UNKNOWN, "");
        town.venues.save(shared, 0, null);
        town.members.invite(RODEZ, judo, "Zoe@example.org", Locale.FRENCH, ListingDesk.party(EDITOR), town.now);
        assertThat(directory.organisations(RODEZ.id())).extracting(Organisation::name).containsExactly("Judo club");
        assertThat(directory.organisation(RODEZ.id(), judo.id())).map(Organisation::path).contains("/associations/judo-club");
        assertThat(directory.organisation(AGEN.id(), judo.id())).isEmpty();
        assertThat(directory.actedForBy(RODEZ.id(), "zoe@EXAMPLE.org")).extracting(Organisation::id).containsExactly(judo.id());
        assertThat(directory.actedForBy(RODEZ.id(), "other@example.org")).isEmpty();
        assertThat(directory.venues(RODEZ.id())).containsExactly(shared);
        assertThat(directory.venue(AGEN.id(), shared.id())).contains(shared);
    }

    @OnBothDatabases
    void twoAgentsDoNotOverwriteEachOther(TestDatabase database) throws IOException {
        Town town = new Town(database);
        Listing listing = town.listed(RODEZ, "Judo club");
        town.listings.change(RODEZ.id(), EDITOR, listing, 1, details("Judo club de Rodez", Category.SPORT, ""), true);
        assertThatExceptionOfType(Conflict.class)
                .isThrownBy(() -> town.listings.change(RODEZ.id(), EDITOR, listing, 1, details("Autre", Category.SPORT, ""), true));
        FakeRequest late = Town.typed(FakeRequest.post("/annuaire").as(EDITOR).with("id", listing.id().toString()), details("Ma saisie", Category.SPORT, ""))
                .field("version", "1").field("published", "true");
        Response conflict = Town.call(town.desk, "POST", "/annuaire/{id}", late);
        assertThat(conflict.status()).isEqualTo(409);
        town.pages.desk();
        assertThat(town.html(conflict)).contains("Ma saisie", "Judo club de Rodez", "name=\"version\" value=\"2\"");
    }

    @OnBothDatabases
    void twoOfTheSameNameHaveTwoAddressesAndTheMenuFollows(TestDatabase database) {
        Town town = new Town(database);
        DirectoryOnSite onSite = new DirectoryOnSite(town.listings);
        database.listen(onSite);
        assertThat(onSite.links(RODEZ, Locale.FRENCH)).isEmpty();
        assertThat(town.listed(RODEZ, "Judo club").path()).isEqualTo("/associations/judo-club");
        Listing second = town.listed(RODEZ, "Judo club");
        assertThat(second.path()).isEqualTo("/associations/judo-club-2");
        assertThat(onSite.links(RODEZ, Locale.FRENCH)).hasSize(1);
        assertThat(onSite.document(RODEZ.id(), second.id().toString())).map(found -> found.text().contains("contact@example.org")).contains(false);
        assertThat(database.touched()).contains("directory", "directory:" + second.id(), "site");
        town.listings.delete(RODEZ.id(), EDITOR, second);
        assertThat(onSite.document(RODEZ.id(), second.id().toString())).isEmpty();
        town.listings.delete(RODEZ.id(), EDITOR, town.listings.published(RODEZ.id(), "judo-club").orElseThrow());
        assertThat(onSite.links(RODEZ, Locale.FRENCH)).as("the last one takes the entry of the menu with it").isEmpty();
    }

    @OnBothDatabases
    void anAddressThatIsKnownGivesThePositionThatWasNotSaid(TestDatabase database) throws IOException {
        Town town = new Town(database);
        FakeRequest typed = FakeRequest.post("/lieux-partages/nouveau").as(Town.EDITOR)
                .field("name", "Halle").field("address", "9 place du marché").field("access", "unknown");
        assertThat(Town.call(town.venueDesk, "POST", "/lieux-partages/nouveau", typed).status()).isEqualTo(303);
        assertThat(town.venues.usable(RODEZ.id())).extracting(Venue::coordinates).containsExactly(Town.KNOWN.at());
        FakeRequest unknown = FakeRequest.post("/lieux-partages/nouveau").as(Town.EDITOR)
                .field("name", "Salle").field("address", "8 place du marché").field("access", "unknown");
        Town.call(town.venueDesk, "POST", "/lieux-partages/nouveau", unknown);
        assertThat(town.venues.usable(RODEZ.id())).extracting(Venue::coordinates).containsExactly(Town.KNOWN.at(), null);
    }
}
