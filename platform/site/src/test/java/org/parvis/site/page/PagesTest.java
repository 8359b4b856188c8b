package org.parvis.site.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.parvis.site.SiteFixture.EDITOR;
import static org.parvis.site.SiteFixture.RODEZ;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.parvis.api.content.Html;
import org.parvis.api.data.Ids;
import org.parvis.api.route.Conflict;
import org.parvis.site.SiteFixture;
import org.parvis.testkit.FakeRequest;
import org.parvis.testkit.FakeRequestSites;
import org.parvis.testkit.OnBothDatabases;
import org.parvis.testkit.TestDatabase;

class PagesTest {

    private static PageHead head(UUID id, @Nullable UUID parent, String slug, String title, int version) {
        return new PageHead(id, parent, slug, title, "", true, PageStatus.PUBLISHED, 500, null, "", version);
    }

    private static void save(SiteFixture site, PageHead head, String body) {
        site.sitePages.save(RODEZ.id(), head, new Html(body), LocalDate.parse("2026-06-15"), EDITOR, FakeRequest.NOW);
    }

    @OnBothDatabases
    void aNewSiteHasPagesInItsOwnName(TestDatabase database) {
        SiteFixture site = new SiteFixture(database);
        PageTree tree = site.sitePages.published(site.texts());
        PageHead civilStatus = tree.at("/demarches/etat-civil").orElseThrow();
        assertThat(civilStatus.title()).isEqualTo("État civil");
        assertThat(site.sitePages.page(site.texts(), civilStatus.id()).orElseThrow().body().html()).contains("à Rodez").doesNotContain("{");
        assertThat(site.sitePages.published(site.texts(RODEZ, Locale.ENGLISH)).at("/demarches/etat-civil").orElseThrow().title()).isEqualTo("Civil status");
    }

    @OnBothDatabases
    void anEditedDefaultPageKeepsItsPlaceAndItsChildren(TestDatabase database) {
        SiteFixture site = new SiteFixture(database);
        PageHead before = site.sitePages.published(site.texts()).at("/demarches").orElseThrow();
        PageHead edited = new PageHead(before.id(), null, "demarches", "Vos démarches", "", true, PageStatus.PUBLISHED, before.position(), before.defaultKey(), "", 0);
        save(site, edited, "<p>Au guichet.</p>");
        PageTree tree = site.sitePages.published(site.texts());
        assertThat(tree.at("/demarches").orElseThrow().title()).isEqualTo("Vos démarches");
        assertThat(tree.at("/demarches/etat-civil")).isPresent();
        assertThat(database.touched()).contains(Pages.TAG, "page:" + before.id());
    }

    @OnBothDatabases
    void aSecondEditOfTheSameVersionIsAConflict(TestDatabase database) {
        SiteFixture site = new SiteFixture(database);
        UUID id = Ids.next();
        save(site, head(id, null, "marche", "Marché", 0), "<p>Samedi.</p>");
        save(site, head(id, null, "marche", "Le marché", 1), "<p>Samedi matin.</p>");
        assertThatThrownBy(() -> save(site, head(id, null, "marche", "Marchés", 1), "<p>Dimanche.</p>")).isInstanceOf(Conflict.class);
        assertThat(site.sitePages.page(site.texts(), id).orElseThrow().body().html()).isEqualTo("<p>Samedi matin.</p>");
    }

    @OnBothDatabases
    void aRemovedPageIsGoneFromTheTreeAndCanComeBack(TestDatabase database) {
        SiteFixture site = new SiteFixture(database);
        UUID id = Ids.next();
        save(site, head(id, null, "marche", "Marché", 0), "<p>Samedi.</p>");
        save(site, new PageHead(id, null, "marche", "Marché", "", true, PageStatus.REMOVED, 500, null, "", 1), "<p>Samedi.</p>");
        assertThat(site.sitePages.tree(site.texts()).at("/marche")).isEmpty();
        assertThat(site.sitePages.removed(site.texts())).extracting(PageHead::title).containsExactly("Marché");
    }

    @OnBothDatabases
    void siblingsTakeTheOrderThatIsGiven(TestDatabase database) {
        SiteFixture site = new SiteFixture(database);
        List<UUID> order = new ArrayList<>(site.sitePages.tree(site.texts()).roots().stream().map(PageHead::id).toList());
        Collections.reverse(order);
        site.sitePages.order(site.texts(), order, EDITOR, FakeRequest.NOW);
        assertThat(site.sitePages.tree(site.texts()).roots()).extracting(PageHead::id).containsExactlyElementsOf(order);
    }

    @OnBothDatabases
    void anotherCommuneSeesNothingOfIt(TestDatabase database) {
        SiteFixture site = new SiteFixture(database);
        UUID id = Ids.next();
        save(site, head(id, null, "marche", "Marché", 0), "<p>Samedi.</p>");
        assertThat(site.sitePages.tree(site.texts(FakeRequestSites.AGEN, Locale.FRENCH)).byId(id)).isEmpty();
        assertThat(site.sitePages.page(site.texts(FakeRequestSites.AGEN, Locale.FRENCH), id)).isEmpty();
    }
}
