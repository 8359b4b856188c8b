package org.parvis.site.portal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.parvis.api.geo.SketchMap;
import org.parvis.api.route.NotFound;
import org.parvis.api.route.Response;
import org.parvis.api.route.Scope;
import org.parvis.api.tenant.Coordinates;
import org.parvis.api.tenant.Look;
import org.parvis.api.tenant.PlaceName;
import org.parvis.api.tenant.Site;
import org.parvis.api.tenant.SiteState;
import org.parvis.api.tenant.Tenant;
import org.parvis.api.tenant.TenantId;
import org.parvis.api.tenant.TenantKind;
import org.parvis.site.SiteFixture;
import org.parvis.testkit.FakeRequest;
import org.parvis.testkit.FakeRequestSites;
import org.parvis.testkit.TestDatabase;

class PortalTest {

    private final SiteFixture site = new SiteFixture(TestDatabase.derby());
    private final PortalPages portal = new PortalPages(site.plugins, site.themes, site.tenants, site.urls);

    private static Site commune(int number, double latitude, double longitude) {
        Tenant like = FakeRequestSites.RODEZ.tenant();
        Tenant tenant = new Tenant(
                new TenantId(new UUID(1, number)), TenantKind.COMMUNE, "commune-" + number, new PlaceName("Commune " + number), null, null,
                List.of(), number, TenantId.TERRITORY, new Coordinates(latitude, longitude), like.zone());
        return new Site(tenant, "commune-" + number + ".example", List.of(), Look.of("base"), SiteState.LIVE);
    }

    @Test
    void thePortalListsAllCommunesByLetter() throws IOException {
        Response response = SiteFixture.call(portal, "GET", Scope.TERRITORY, "/", FakeRequest.get("/").on(FakeRequestSites.TERRITORY));
        String html = site.publicHtml(response, FakeRequestSites.TERRITORY);
        assertThat(html).contains("lettre=A", "lettre=R");
        assertThat(response.tags()).contains("tenants");
    }

    @Test
    void aCommuneIsFoundByItsNameWithoutAccentsOrByPostalCode() throws IOException {
        for (String typed : List.of("rod", "agen d'av", "12000")) {
            Response response = SiteFixture.call(portal, "GET", Scope.TERRITORY, "/", FakeRequest.get("/").on(FakeRequestSites.TERRITORY).query("q", typed));
            assertThat(SiteFixture.text(site.publicHtml(response, FakeRequestSites.TERRITORY))).containsAnyOf("Rodez", "Agen-d");
        }
    }

    @Test
    void aPageThatDoesNotExistIsNotFound() {
        assertThatThrownBy(() -> SiteFixture.call(
                        portal, "GET", Scope.SITE, "/communes", FakeRequest.get("/communes").on(FakeRequestSites.TERRITORY).query("page", "2")))
                .isInstanceOf(NotFound.class);
    }

    @Test
    void communesHaveNoListOfCommunes() {
        assertThatThrownBy(() -> SiteFixture.call(portal, "GET", Scope.SITE, "/communes", FakeRequest.get("/communes"))).isInstanceOf(NotFound.class);
    }

    @Test
    void theMapHasNorthUpAndEastOnTheRight() {
        List<Site> sites = List.of(commune(100, 44.0, 2.0), commune(200, 45.0, 2.5), commune(300, 44.5, 3.0));
        SketchMap map = MapView.of(sites, Site::host).orElseThrow();
        SketchMap.Point southWest = map.points().stream().filter(point -> point.name().equals("Commune 100")).findFirst().orElseThrow();
        SketchMap.Point north = map.points().stream().filter(point -> point.name().equals("Commune 200")).findFirst().orElseThrow();
        SketchMap.Point east = map.points().stream().filter(point -> point.name().equals("Commune 300")).findFirst().orElseThrow();
        assertThat(north.y()).isLessThan(southWest.y());
        assertThat(east.x()).isGreaterThan(southWest.x());
        assertThat(map.points()).allMatch(point -> point.x() >= 0 && point.x() <= map.width() && point.y() >= 0 && point.y() <= map.height());
    }

    @Test
    void anIslandOverseasDoesNotShrinkTheMap() {
        List<Site> sites = new ArrayList<>(IntStream.range(1, 20).mapToObj(i -> commune(i, 44 + i / 20.0, 2 + i / 20.0)).toList());
        sites.add(commune(99, -21, 55));
        assertThat(MapView.of(sites, Site::host).orElseThrow().points()).hasSize(19);
    }
}
