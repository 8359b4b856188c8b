package org.parvis.site.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.parvis.site.SiteFixture.EDITOR;
import static org.parvis.site.SiteFixture.RODEZ;

import java.time.Duration;
import java.util.UUID;
import org.parvis.api.content.Html;
import org.parvis.api.content.Versions;
import org.parvis.api.data.Ids;
import org.parvis.api.route.NotFound;
import org.parvis.site.SiteFixture;
import org.parvis.testkit.FakeRequest;
import org.parvis.testkit.FakeRequestSites;
import org.parvis.testkit.OnBothDatabases;
import org.parvis.testkit.TestDatabase;

class PageHistoryTest {

    private static void save(SiteFixture site, UUID id, String title, String body, int version, int position) {
        PageHead head = new PageHead(id, null, "marche", title, "Chapô", true, PageStatus.PUBLISHED, position, null, "", version);
        site.sitePages.save(RODEZ.id(), head, new Html(body), null, EDITOR, FakeRequest.NOW.plusSeconds(version));
    }

    @OnBothDatabases
    void eachChangeOfATextIsAVersionAndAMoveIsNone(TestDatabase database) {
        SiteFixture site = new SiteFixture(database);
        PageHistory history = new PageHistory(site.sitePages, database.database(), site.images);
        UUID id = Ids.next();
        save(site, id, "Marché", "<p>Samedi.</p>", 0, 10);
        save(site, id, "Marché", "<p>Dimanche.</p>", 1, 10);
        save(site, id, "Marché", "<p>Dimanche.</p>", 2, 20);
        assertThat(history.list(RODEZ.id(), id, 0, 10)).extracting(Versions.Head::number).containsExactly(2, 1);
        assertThat(history.version(RODEZ.id(), id, 1).orElseThrow().fields())
                .containsEntry("body", "<p>Samedi.</p>").containsEntry("title", "Marché").containsEntry("lead", "Chapô");
        assertThat(history.version(FakeRequestSites.AGEN.id(), id, 1)).isEmpty();
    }

    @OnBothDatabases
    void aRestoredVersionIsANewOneAndOnlyTextsComeBack(TestDatabase database) {
        SiteFixture site = new SiteFixture(database);
        PageHistory history = new PageHistory(site.sitePages, database.database(), site.images);
        UUID id = Ids.next();
        save(site, id, "Marché", "<p>Samedi.</p>", 0, 10);
        save(site, id, "Foire", "<p>Dimanche.</p>", 1, 40);
        history.restore(RODEZ.id(), id, 1, EDITOR, FakeRequest.NOW);
        Page page = site.sitePages.page(site.texts(), id).orElseThrow();
        assertThat(page.body().html()).isEqualTo("<p>Samedi.</p>");
        assertThat(page.head().title()).isEqualTo("Marché");
        assertThat(page.head().position()).isEqualTo(40);
        assertThat(history.list(RODEZ.id(), id, 0, 10)).extracting(Versions.Head::number).containsExactly(3, 2, 1);
        assertThatThrownBy(() -> history.restore(FakeRequestSites.AGEN.id(), id, 1, EDITOR, FakeRequest.NOW)).isInstanceOf(NotFound.class);
    }

    @OnBothDatabases
    void replacedVersionsGoAfterTwoYearsAndTheLastStays(TestDatabase database) {
        SiteFixture site = new SiteFixture(database);
        PageHistory history = new PageHistory(site.sitePages, database.database(), site.images);
        UUID id = Ids.next();
        save(site, id, "Marché", "<p>Samedi.</p>", 0, 10);
        save(site, id, "Marché", "<p>Dimanche.</p>", 1, 10);
        history.run(FakeRequest.NOW.plus(Duration.ofDays(729)));
        assertThat(history.count(RODEZ.id(), id)).isEqualTo(2);
        history.run(FakeRequest.NOW.plus(Duration.ofDays(731)));
        assertThat(history.list(RODEZ.id(), id, 0, 10)).extracting(Versions.Head::number).containsExactly(2);
    }
}
