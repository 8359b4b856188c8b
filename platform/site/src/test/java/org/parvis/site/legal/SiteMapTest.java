package org.parvis.site.legal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.parvis.site.SiteFixture.RODEZ;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import org.parvis.api.route.Scope;
import org.parvis.api.view.SitemapSource;
import org.parvis.site.SiteFixture;
import org.parvis.testkit.FakePlugins;
import org.parvis.testkit.FakeRequest;
import org.parvis.testkit.OnBothDatabases;
import org.parvis.testkit.TestDatabase;

class SiteMapTest {

    private static String map(TestDatabase database, Locale language) throws IOException {
        SiteFixture site = new SiteFixture(database);
        SitemapSource source = (of, now) -> List.of(
                SitemapSource.Entry.named("/quand", "site.hours.title"), new SitemapSource.Entry("/fete", "Fête de la Saint-Jean", null));
        FakePlugins plugins = FakePlugins.of("site", source).speaking(site.pages.plugins());
        SiteMap map = new SiteMap(site.sitePages, plugins, site.themes, site.urls);
        return site.pages.html(SiteFixture.call(map, "GET", Scope.SITE, "/plan-du-site", FakeRequest.get("/plan-du-site").in(language)), RODEZ, language);
    }

    @OnBothDatabases
    void pagesOfPluginsAreNamedInTheReadersLanguageAndContentsAsTheirAuthorsDid(TestDatabase database) throws IOException {
        assertThat(map(database, Locale.FRENCH)).contains("href=\"/quand\">Horaires d’ouverture</a>", "href=\"/fete\">Fête de la Saint-Jean</a>");
        assertThat(map(database, Locale.ENGLISH))
                .contains("href=\"/en/quand\">Opening hours</a>", "href=\"/en/fete\">Fête de la Saint-Jean</a>")
                .doesNotContain("Horaires d’ouverture");
    }
}
