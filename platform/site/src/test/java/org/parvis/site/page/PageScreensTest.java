package org.parvis.site.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.parvis.site.SiteFixture.EDITOR;
import static org.parvis.site.SiteFixture.RODEZ;

import java.io.IOException;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.parvis.api.route.NotFound;
import org.parvis.api.route.Response;
import org.parvis.api.route.Scope;
import org.parvis.site.SiteFixture;
import org.parvis.testkit.FakeRequest;
import org.parvis.testkit.TestDatabase;

class PageScreensTest {

    private final SiteFixture site = new SiteFixture(TestDatabase.derby());
    private final PageDesk desk = new PageDesk(site.sitePages, site.plugins, site.themes, site.richText, site.redirects, site.pictures);
    private final PageRoutes routes = new PageRoutes(site.sitePages, site.plugins, site.themes, site.redirects, site.pictures);

    private Response open(String path) throws IOException {
        return SiteFixture.call(routes, "GET", Scope.SITE, "/{path...}", FakeRequest.get(path));
    }

    private FakeRequest typed(String title, String action) {
        return FakeRequest.post("/pages/nouvelle").as(EDITOR).field("title", title).field("lead", "").field("body", "<p>Chaque samedi.</p>").field("menu", "true").field("action", action);
    }

    private UUID publish(String title) throws IOException {
        Response saved = SiteFixture.call(desk, "POST", Scope.DESK, "/pages/nouvelle", typed(title, "publish"));
        assertThat(saved.status()).isEqualTo(303);
        return UUID.fromString(saved.headers().get("Location").replaceAll(".*/pages/([^?]+).*", "$1"));
    }

    @Test
    void aPageIsThereAtOnceWhenItIsPublished() throws IOException {
        publish("Le marché");
        Response response = open("/le-marche");
        assertThat(SiteFixture.text(site.publicHtml(response, RODEZ))).contains("Le marché", "Chaque samedi.");
        assertThat(response.tags()).isEqualTo(Set.of(Pages.TAG));
    }

    @Test
    void aDraftIsNotPublic() throws IOException {
        SiteFixture.call(desk, "POST", Scope.DESK, "/pages/nouvelle", typed("Le marché", "draft"));
        assertThatThrownBy(() -> open("/le-marche")).isInstanceOf(NotFound.class);
    }

    @Test
    void theOldAddressOfAPageLeadsToTheNewOne() throws IOException {
        UUID id = publish("Le marché");
        FakeRequest renamed = typed("Le grand marché", "publish").field("slug", "grand-marche").field("version", "1").with("id", id.toString());
        assertThat(SiteFixture.call(desk, "POST", Scope.DESK, "/pages/{id}", renamed).status()).isEqualTo(303);
        assertThat(open("/le-marche").headers()).containsEntry("Location", "/grand-marche");
    }

    @Test
    void anAddressOfTheFormerSiteIsRedirected() throws IOException {
        site.redirects.table.put("/index.php", "/demarches");
        assertThat(open("/index.php").status()).isEqualTo(301);
    }

    @Test
    void aPageWithoutTitleIsShownAgainAsItWasTyped() throws IOException {
        Response refused = SiteFixture.call(desk, "POST", Scope.DESK, "/pages/nouvelle", typed("", "publish"));
        assertThat(refused.status()).isEqualTo(422);
        assertThat(site.pages.desk().html(refused, RODEZ)).contains("Chaque samedi.", "aria-invalid=\"true\"", "<a href=\"#f-title\"><strong>Titre\u00a0:</strong> ");
    }

    @Test
    void twoSiblingsCannotHaveTheSameAddress() throws IOException {
        publish("Le marché");
        Response refused = SiteFixture.call(desk, "POST", Scope.DESK, "/pages/nouvelle", typed("Le marché", "publish"));
        assertThat(SiteFixture.text(site.pages.desk().html(refused, RODEZ))).contains("est déjà prise");
    }

    @Test
    void aConflictKeepsBothTexts() throws IOException {
        UUID id = publish("Le marché");
        SiteFixture.call(desk, "POST", Scope.DESK, "/pages/{id}", typed("Celui de l’autre", "publish").field("version", "1").with("id", id.toString()));
        Response conflict = SiteFixture.call(desk, "POST", Scope.DESK, "/pages/{id}", typed("Le mien", "publish").field("version", "1").with("id", id.toString()));
        assertThat(conflict.status()).isEqualTo(409);
        assertThat(site.pages.desk().html(conflict, RODEZ)).contains("Celui de l’autre", "value=\"Le mien\"", "name=\"version\" value=\"2\"");
    }

    @Test
    void aRemovedPageCanBePutBackFromTheTree() throws IOException {
        UUID id = publish("Le marché");
        SiteFixture.call(desk, "POST", Scope.DESK, "/pages/{id}/retirer", FakeRequest.post("/pages").as(EDITOR).with("id", id.toString()));
        assertThatThrownBy(() -> open("/le-marche")).isInstanceOf(NotFound.class);
        Response tree = SiteFixture.call(desk, "GET", Scope.DESK, "/pages", FakeRequest.get("/pages").as(EDITOR).query("retiree", id.toString()));
        assertThat(site.pages.desk().html(tree, RODEZ)).contains("/pages/" + id + "/remettre");
        SiteFixture.call(desk, "POST", Scope.DESK, "/pages/{id}/remettre", FakeRequest.post("/pages").as(EDITOR).with("id", id.toString()));
        assertThat(open("/le-marche").status()).isEqualTo(200);
    }

    @Test
    void thePreviewShowsWhatIsTypedWithoutSavingIt() throws IOException {
        Response preview = SiteFixture.call(desk, "POST", Scope.DESK, "/pages/nouvelle/apercu", typed("Le marché", "publish"));
        assertThat(SiteFixture.text(site.publicHtml(preview, RODEZ))).contains("Chaque samedi.");
        assertThatThrownBy(() -> open("/le-marche")).isInstanceOf(NotFound.class);
    }
}
