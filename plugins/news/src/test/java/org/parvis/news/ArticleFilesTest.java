package org.parvis.news;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.parvis.api.file.Files;
import org.parvis.api.file.Images;
import org.parvis.api.file.MediaShelf;
import org.parvis.api.identity.Agent;
import org.parvis.api.route.Response;
import org.parvis.api.route.Routes;
import org.parvis.api.route.Upload;
import org.parvis.api.tenant.TenantId;
import org.parvis.testkit.FakePlugins;
import org.parvis.testkit.FakeRequest;
import org.parvis.testkit.FakeRequestSites;
import org.parvis.testkit.FakeTenants;
import org.parvis.testkit.Pages;
import org.parvis.testkit.TestDatabase;

class ArticleFilesTest {
    private final NewsFixture news = new NewsFixture(TestDatabase.derby());

    /** The menu of the school, once and for all. */
    private static final class Menus implements Files, MediaShelf {
        private static final StoredFile MENU = new StoredFile("menu", "menu.pdf", "application/pdf", 2048, "/fichiers/menu/menu.pdf", Instant.EPOCH);

        @Override
        public StoredFile store(TenantId tenant, String field, Upload upload, List<String> allowed) {
            throw new AssertionError();
        }

        @Override
        public StoredFile store(TenantId tenant, String kind, String field, Upload upload, List<String> allowed) {
            throw new AssertionError();
        }

        @Override
        public Optional<StoredFile> byId(TenantId tenant, String id) {
            return id.equals("menu") ? Optional.of(MENU) : Optional.empty();
        }

        @Override
        public List<StoredFile> byIds(TenantId tenant, List<String> ids) {
            return ids.contains("menu") ? List.of(MENU) : List.of();
        }

        @Override
        public StoredFile share(TenantId from, String id, TenantId to) {
            throw new AssertionError();
        }

        @Override
        public InputStream open(TenantId tenant, StoredFile file) {
            throw new AssertionError();
        }

        @Override
        public Shelf pictures(TenantId tenant, Agent agent, String words) {
            return new Shelf(words, List.of(), 0, true);
        }

        @Override
        public Shelf documents(TenantId tenant, Agent agent, String words) {
            return new Shelf(words, List.of(new Item("menu", "menu.pdf", "", "")), 1, true);
        }
    }

    private Routes editor() {
        Menus menus = new Menus();
        return new ArticleEditor(
                news.articles, news.categories, new ArticleFiles(NewsFixture.unused(Images.class), menus, menus), news.richText,
                (agent, permission, tenant) -> true, FakeTenants.of(FakeRequestSites.RODEZ), FakePlugins.of("news"));
    }

    private Response send(Map<String, String> fields) throws Exception {
        FakeRequest request = FakeRequest.post("/actualites/nouvel-article").as(NewsFixture.EDITOR);
        fields.forEach(request::field);
        return editor().routes().stream()
                .filter(route -> route.method().equals("POST") && route.pattern().equals("/actualites/nouvel-article"))
                .findFirst().orElseThrow().handler().handle(request);
    }

    @Test
    void aDocumentTickedInTheLibraryIsAttached() throws Exception {
        Response saved = send(Map.of("title", "Cantine", "attachmentPick", "menu", "action", "save"));
        assertThat(saved.status()).isEqualTo(303);
        String id = saved.headers().get("Location").replaceAll(".*/actualites/([^?]+).*", "$1");
        assertThat(news.articles.get(NewsFixture.RODEZ, java.util.UUID.fromString(id)).content().attachments()).containsExactly("menu");
    }

    @Test
    void lookingInTheLibrarySavesNothingAndKeepsWhatIsTypedAndTicked() throws Exception {
        Response found = send(Map.of("title", "Cantine", "attachmentPick", "menu", "attachmentPickWords", "men", "action", "mediaSearch"));
        String html = Pages.of("news").desk().html(found, FakeRequestSites.RODEZ);
        assertThat(found.status()).isEqualTo(200);
        assertThat(html).contains("value=\"Cantine\"", "name=\"attachmentId\" value=\"menu\"", "value=\"men\"").doesNotContain("id=\"errors\"");
        assertThat(news.publicTitles(NewsFixture.RODEZ)).isEmpty();
    }
}
