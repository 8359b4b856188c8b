package org.parvis.site.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.parvis.site.SiteFixture.EDITOR;
import static org.parvis.site.SiteFixture.RODEZ;

import java.io.IOException;
import java.util.UUID;
import org.parvis.api.file.Image;
import org.parvis.api.file.MediaUse;
import org.parvis.api.route.Response;
import org.parvis.api.route.Scope;
import org.parvis.site.SiteFixture;
import org.parvis.testkit.FakeRequest;
import org.parvis.testkit.OnBothDatabases;
import org.parvis.testkit.TestDatabase;

class PagePictureTest {

    private record Desk(SiteFixture site, PageDesk desk, PageRoutes routes, PageHistory history) {

        static Desk on(TestDatabase database) {
            SiteFixture site = new SiteFixture(database);
            return new Desk(
                    site, new PageDesk(site.sitePages, site.plugins, site.themes, site.richText, site.redirects, site.pictures),
                    new PageRoutes(site.sitePages, site.plugins, site.themes, site.redirects, site.pictures),
                    new PageHistory(site.sitePages, database.database(), site.images));
        }

        Response send(FakeRequest request) throws IOException {
            return SiteFixture.call(desk, "POST", Scope.DESK, "/pages/nouvelle", request);
        }

        Response send(FakeRequest request, UUID id, int version) throws IOException {
            return SiteFixture.call(
                    desk, "POST", Scope.DESK, "/pages/{id}", request.field("version", String.valueOf(version)).with("id", id.toString()));
        }

        UUID published(FakeRequest request) throws IOException {
            Response saved = send(request);
            assertThat(saved.status()).isEqualTo(303);
            return UUID.fromString(saved.headers().get("Location").replaceAll(".*/pages/([^?]+).*", "$1"));
        }

        String page() throws IOException {
            return site.publicHtml(SiteFixture.call(routes, "GET", Scope.SITE, "/{path...}", FakeRequest.get("/lavoir")), RODEZ);
        }

        String form(Response response) {
            return site.pages.desk().html(response, RODEZ);
        }
    }

    private static FakeRequest typed() {
        return FakeRequest.post("/pages").as(EDITOR).field("title", "Lavoir").field("body", "<p>Au bord de l’eau.</p>").field("menu", "true").field("action", "publish");
    }

    @OnBothDatabases
    void aPictureOfTheLibraryStandsAtTheHeadOfThePageWithItsWords(TestDatabase database) throws IOException {
        Desk desk = Desk.on(database);
        Image image = desk.site.images.put("Le lavoir au printemps");
        desk.published(typed().field("imagePick", image.id()));
        assertThat(desk.page()).contains("article__image page__image", "src=\"" + image.src() + "\"", "alt=\"Le lavoir au printemps\"").containsPattern("og:image\" content=\"[^\"]*" + image.src());
    }

    @OnBothDatabases
    void wordsThatAreTypedAnewAreThoseOfThisPageAlone(TestDatabase database) throws IOException {
        Desk desk = Desk.on(database);
        Image image = desk.site.images.put("Le lavoir au printemps");
        UUID id = desk.published(typed().field("imagePick", image.id()).field("imageAlt", "Le lavoir, mis à sec"));
        assertThat(desk.page()).contains("alt=\"Le lavoir, mis à sec\"").doesNotContain("au printemps");
        assertThat(desk.site.images.byId(RODEZ.id(), image.id())).map(Image::alt).contains("Le lavoir au printemps");
        desk.send(typed().field("imageId", image.id()).field("imageAlt", "Le lavoir au printemps").field("imageAltWas", "Le lavoir, mis à sec"), id, 1);
        assertThat(desk.page()).contains("alt=\"Le lavoir au printemps\"");
        desk.history.restore(RODEZ.id(), id, 1, EDITOR, FakeRequest.NOW);
        assertThat(desk.page()).contains("alt=\"Le lavoir, mis à sec\"");
    }

    @OnBothDatabases
    void aPictureWithoutWordsIsRefusedUnlessItIsDecoration(TestDatabase database) throws IOException {
        Desk desk = Desk.on(database);
        byte[] bytes = {1};
        Response refused = desk.send(typed().file("image", "lavoir.jpg", "image/jpeg", bytes));
        assertThat(refused.status()).isEqualTo(422);
        String kept = "0198c0de-0000-7000-8000-000000000001";
        assertThat(desk.form(refused)).contains("<a href=\"#f-imageAlt\"><strong>Description de l’image\u00a0:</strong> ", "name=\"imageId\" value=\"" + kept + "\"");
        desk.published(typed().field("imageId", kept).field("imageDecor", "true"));
        assertThat(desk.page()).containsPattern("<img [^>]*src=\"/images/" + kept + "/800.jpg\"[^>]*alt=\"\"");
    }

    @OnBothDatabases
    void lookingInTheLibrarySavesNothingAndKeepsWhatIsTyped(TestDatabase database) throws IOException {
        Desk desk = Desk.on(database);
        desk.site.images.put("Le lavoir");
        desk.site.images.put("La halle");
        FakeRequest search = FakeRequest.post("/pages").as(EDITOR).field("title", "Lavoir").field("body", "<p>Tapé.</p>").field("action", "mediaSearch").field("imagePickWords", "halle");
        Response found = desk.send(search);
        assertThat(found.status()).isEqualTo(200);
        assertThat(desk.form(found)).contains("value=\"Lavoir\"", "Tapé.", "La halle", "type=\"radio\"").doesNotContain("Le lavoir<", "id=\"errors\"");
        assertThat(desk.site.sitePages.tree(desk.site.texts()).all()).noneMatch(page -> page.title().equals("Lavoir"));
    }

    @OnBothDatabases
    void aFormerVersionBringsItsPictureBack(TestDatabase database) throws IOException {
        Desk desk = Desk.on(database);
        Image image = desk.site.images.put("Le lavoir");
        UUID id = desk.published(typed().field("imagePick", image.id()));
        desk.send(typed().field("imageId", image.id()).field("imageRemove", "true"), id, 1);
        assertThat(desk.page()).doesNotContain("article__image");
        assertThat(desk.history.version(RODEZ.id(), id, 1).orElseThrow().fields()).containsEntry("picture", "Le lavoir");
        assertThat(desk.history.version(RODEZ.id(), id, 2).orElseThrow().fields()).containsEntry("picture", "");
        desk.history.restore(RODEZ.id(), id, 1, EDITOR, FakeRequest.NOW);
        assertThat(desk.page()).contains(image.src());
    }

    @OnBothDatabases
    void theLibraryKnowsAndReplacesIt(TestDatabase database) throws IOException {
        Desk desk = Desk.on(database);
        Image image = desk.site.images.put("Le lavoir");
        Image other = desk.site.images.put("Le lavoir restauré");
        UUID id = desk.published(typed().field("imagePick", image.id()));
        PageMedia media = new PageMedia(desk.site.sitePages, database.database());
        assertThat(media.uses(RODEZ.id(), database.database().of(RODEZ.id()), image.id())).extracting(MediaUse.Use::path).containsExactly("/pages/" + id);
        media.replace(RODEZ.id(), image.id(), other, EDITOR, FakeRequest.NOW);
        assertThat(desk.page()).contains(other.src()).doesNotContain(image.src());
    }
}
