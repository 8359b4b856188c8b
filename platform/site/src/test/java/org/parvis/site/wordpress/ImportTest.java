package org.parvis.site.wordpress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.parvis.site.wordpress.ImportFixture.RODEZ;
import static org.parvis.site.wordpress.WxrReaderTest.export;
import static org.parvis.site.wordpress.WxrReaderTest.sample;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.parvis.api.content.PostImporter;
import org.parvis.api.route.NotFound;
import org.parvis.api.route.Route;
import org.parvis.site.page.Page;
import org.parvis.site.page.PageHead;
import org.parvis.site.page.PageTree;
import org.parvis.site.wordpress.ImportItem.Outcome;
import org.parvis.testkit.OnBothDatabases;
import org.parvis.testkit.TestDatabase;

/** What an import brings. */
class ImportTest {

    private static PageTree published(ImportFixture wordpress) {
        return wordpress.site.sitePages.published(wordpress.site.texts());
    }

    private static PageTree tree(ImportFixture wordpress) {
        return wordpress.site.sitePages.tree(wordpress.site.texts());
    }

    private static String body(ImportFixture wordpress, String path) {
        PageHead head = tree(wordpress).at(path).orElseThrow();
        return wordpress.site.sitePages.page(wordpress.site.texts(), head.id()).map(Page::body).orElseThrow().html();
    }

    /** An item with these fields besides an id, a title made of it, and an address. */
    static String item(int id, String type, String more) {
        return "<item><title>Titre " + id + "</title><link>https://mairie.example/titre-" + id + "/</link><guid>https://mairie.example/?p=" + id + "</guid><wp:post_id>"
                + id + "</wp:post_id><wp:post_type>" + type + "</wp:post_type>" + (more.contains("<wp:status>") ? "" : "<wp:status>publish</wp:status>")
                + (more.contains("<wp:post_name>") ? "" : "<wp:post_name>titre-" + id + "</wp:post_name>") + more + "</item>";
    }

    static String page(int id, int parent, int order) {
        return item(id, "page", "<wp:post_parent>" + parent + "</wp:post_parent><wp:menu_order>" + order + "</wp:menu_order>");
    }

    @OnBothDatabases
    void whatIsReadIsNotOnTheSiteYet(TestDatabase database) {
        ImportFixture wordpress = new ImportFixture(database);
        int before = tree(wordpress).all().size();
        UUID id = wordpress.read(sample());
        assertThat(tree(wordpress).all()).hasSize(before);
        assertThat(wordpress.posts.made).isEmpty();
        assertThat(wordpress.site.redirects.table).isEmpty();
        SiteImport read = wordpress.imports.get(RODEZ, id);
        assertThat(read.siteTitle()).isEqualTo("Mairie de Saint-Exemple");
        assertThat(read.state()).isEqualTo(SiteImport.State.READ);
        assertThat(read.ignored()).containsOnlyKeys("trash", "nav_menu_item");
        assertThat(wordpress.items(id)).hasSize(8).allMatch(item -> item.result().outcome() == Outcome.WAITING);
        assertThat(wordpress.remarks(id, 30)).containsExactly(
                "shortcode.removed [contact-form-7]", "picture.missing 2021/03/eglise.jpg", "picture.missing 2021/03/lavoir.jpg");
    }

    @OnBothDatabases
    void pagesKeepTheirTreeInWhateverOrderTheFileHasThem(TestDatabase database) {
        ImportFixture wordpress = new ImportFixture(database);
        UUID id = wordpress.imported(sample());
        PageTree tree = published(wordpress);
        assertThat(tree.at("/decouvrir-le-village/patrimoine/le-lavoir").orElseThrow().title()).isEqualTo("Le lavoir");
        assertThat(tree.at("/decouvrir-le-village/patrimoine").orElseThrow()).satisfies(page -> {
            assertThat(page.title()).isEqualTo("Patrimoine & histoire");
            assertThat(page.lead()).isEqualTo("Ce qu’il faut voir.");
        });
        assertThat(wordpress.item(id, 31).result()).satisfies(result -> {
            assertThat(result.outcome()).isEqualTo(Outcome.CREATED);
            assertThat(result.path()).isEqualTo("/decouvrir-le-village/patrimoine/le-lavoir");
            assertThat(result.deskPath()).isEqualTo("/pages/" + result.target());
        });
        assertThat(wordpress.imports.get(RODEZ, id).state()).isEqualTo(SiteImport.State.DONE);
        assertThat(wordpress.audited).contains("site.import.read", "site.import.begin", "site.import.page", "site.import.done");
    }

    @OnBothDatabases
    void pagesOfTheFirstLevelStandInTheMenuIfThatIsWanted(TestDatabase database) {
        ImportFixture wordpress = new ImportFixture(database);
        wordpress.begin(wordpress.read(export(page(1, 0, 0), page(2, 1, 0))), false);
        wordpress.begin(wordpress.read(export(page(3, 0, 0))), true);
        PageTree tree = published(wordpress);
        assertThat(tree.at("/titre-1").orElseThrow().inMenu()).isFalse();
        assertThat(tree.at("/titre-1/titre-2").orElseThrow().inMenu()).isTrue();
        assertThat(tree.at("/titre-3").orElseThrow().inMenu()).isTrue();
    }

    @OnBothDatabases
    void siblingsKeepTheOrderOfTheMenuThenOfTheirTitles(TestDatabase database) {
        ImportFixture wordpress = new ImportFixture(database);
        wordpress.imported(export(page(3, 0, 2), page(5, 9, 1), page(4, 9, 1), page(6, 9, 0), page(9, 0, 1)));
        PageTree tree = published(wordpress);
        PageHead above = tree.at("/titre-9").orElseThrow();
        assertThat(tree.below(above.id())).extracting(PageHead::slug).containsExactly("titre-6", "titre-4", "titre-5");
        assertThat(tree.roots()).extracting(PageHead::slug).containsSubsequence("la-mairie", "titre-9", "titre-3");
    }

    @OnBothDatabases
    void textsAreSafeAndPointToNobodyElse(TestDatabase database) {
        ImportFixture wordpress = new ImportFixture(database);
        UUID id = wordpress.imported(sample());
        assertThat(body(wordpress, "/la-mairie"))
                .isEqualTo("<p>Place de l’église.</p><p>Ouvert le matin.</p>"
                        + "<p><a href=\"https://www.youtube.com/embed/abc123\" rel=\"noopener\">https://www.youtube.com/embed/abc123</a></p>");
        assertThat(body(wordpress, "/decouvrir-le-village/patrimoine/le-lavoir"))
                .isEqualTo("<p>Le lavoir date de 1868. <a href=\"/decouvrir-le-village/\">Retour au village</a>.</p><p>Hiver 2021</p>");
        assertThat(wordpress.remarks(id, 2)).containsExactly("embed https://www.youtube.com/embed/abc123", "prewritten");
    }

    @OnBothDatabases
    void aPageTakesThePlaceOfTheProposedTextAtItsAddressAndOnlyOfThat(TestDatabase database) {
        ImportFixture wordpress = new ImportFixture(database);
        wordpress.imported(export(
                item(1, "page", "<wp:post_name>la-mairie</wp:post_name>"), item(2, "page", "<wp:post_name>la-mairie</wp:post_name>"),
                item(3, "page", "<wp:post_name>demarches</wp:post_name><wp:status>draft</wp:status>")));
        PageTree tree = published(wordpress);
        assertThat(tree.at("/la-mairie").orElseThrow().title()).isEqualTo("Titre 1");
        assertThat(tree.at("/la-mairie/conseil-municipal")).isPresent();
        assertThat(tree.at("/la-mairie-2").orElseThrow().title()).isEqualTo("Titre 2");
        assertThat(tree.at("/demarches").orElseThrow().version()).isZero();
        assertThat(tree(wordpress).at("/demarches-2")).isPresent();
    }

    @OnBothDatabases
    void anAddressThatBelongsToAServiceIsNotTaken(TestDatabase database) {
        ImportFixture wordpress = new ImportFixture(database);
        wordpress.contributions.add((org.parvis.api.route.Routes) () -> List.of(Route.get("/actualites", request -> {
            throw new NotFound();
        })));
        UUID id = wordpress.imported(export(item(1, "page", "<wp:post_name>actualites</wp:post_name>"), item(2, "page", "<wp:post_name>en</wp:post_name>")));
        assertThat(wordpress.item(id, 1).result().path()).isEqualTo("/actualites-2");
        assertThat(wordpress.item(id, 2).result().path()).isEqualTo("/en-2");
        assertThat(wordpress.remarks(id, 1)).containsExactly("slug /actualites-2");
    }

    @OnBothDatabases
    void whatThePublicCouldNotReadItCannotReadHere(TestDatabase database) {
        ImportFixture wordpress = new ImportFixture(database);
        UUID id = wordpress.imported(export(
                item(1, "page", "<wp:status>draft</wp:status>"), item(2, "page", "<wp:status>private</wp:status>"),
                item(3, "page", "<wp:status>pending</wp:status>"), item(4, "page", "<wp:status>future</wp:status>"),
                item(5, "page", "<wp:post_password>secret</wp:post_password>"), item(6, "page", "<wp:status>trash</wp:status>"),
                item(7, "post", "<wp:post_password>secret</wp:post_password>"), item(8, "post", "<wp:status>private</wp:status>"),
                item(9, "post", "<wp:status>pending</wp:status>"), item(10, "post", "<wp:status>auto-draft</wp:status>")));
        IntStream.rangeClosed(1, 6).forEach(n -> assertThat(published(wordpress).at("/titre-" + n)).isEmpty());
        IntStream.rangeClosed(1, 5).forEach(n -> assertThat(tree(wordpress).at("/titre-" + n)).isPresent());
        assertThat(wordpress.posts.made.values()).extracting(PostImporter.Post::title).containsExactlyInAnyOrder("Titre 7", "Titre 8", "Titre 9");
        assertThat(wordpress.posts.titled("Titre 7").status()).isEqualTo(PostImporter.Status.DRAFT);
        assertThat(wordpress.posts.titled("Titre 8").status()).isEqualTo(PostImporter.Status.DRAFT);
        assertThat(wordpress.posts.titled("Titre 9").status()).isEqualTo(PostImporter.Status.TO_REVIEW);
        assertThat(wordpress.remarks(id, 5)).containsExactly("password");
        assertThat(wordpress.site.redirects.table).isEmpty();
    }

    @OnBothDatabases
    void postsGoToTheServiceThatTakesThem(TestDatabase database) {
        ImportFixture wordpress = new ImportFixture(database);
        wordpress.imported(sample());
        PostImporter.Post cut = wordpress.posts.titled("Coupure d’eau");
        assertThat(cut.published()).isEqualTo(Instant.parse("2023-11-06T16:30:00Z"));
        assertThat(cut.lead()).isEqualTo("Jeudi de 8h à 12h.");
        assertThat(cut.body().html()).isEqualTo("<p>L’eau sera coupée <em>jeudi</em>.</p><p>Voir <a href=\"https://www.saint-exemple.example/wp-content/uploads/2023/11/arrete.pdf\""
                + " rel=\"noopener\">l’arrêté</a> et <a href=\"/?p&#61;101\">l’article précédent</a>.</p>");
        assertThat(cut.categories()).containsExactly("Travaux");
        assertThat(cut.pinned()).isTrue();
        assertThat(cut.author()).isEqualTo("Marie Delmas");
        assertThat(wordpress.posts.titled("Coupure d’eau, suite").author()).isEqualTo("Rodez");
        assertThat(wordpress.posts.titled("Brouillon de bulletin").status()).isEqualTo(PostImporter.Status.DRAFT);
    }

    @OnBothDatabases
    void theFormerAddressesLeadToTheNewOnes(TestDatabase database) {
        ImportFixture wordpress = new ImportFixture(database);
        wordpress.imported(sample());
        assertThat(wordpress.site.redirects.table)
                .containsEntry("/?p=100", "/actualites/coupure-deau")
                .containsEntry("/?page_id=100", "/actualites/coupure-deau")
                .containsEntry("/2023/11/06/coupure-deau/", "/actualites/coupure-deau")
                .containsEntry("/?page_id=31", "/decouvrir-le-village/patrimoine/le-lavoir")
                .doesNotContainKeys("/decouvrir-le-village/patrimoine/le-lavoir/", "/la-mairie/", "/?p=102", "/?p=50", "/reserve-aux-elus/");
    }

    @OnBothDatabases
    void theSameFileImportedTwiceBringsNothingTwice(TestDatabase database) {
        ImportFixture wordpress = new ImportFixture(database);
        wordpress.imported(sample());
        int pages = tree(wordpress).all().size();
        int posts = wordpress.posts.made.size();
        UUID again = wordpress.imported(sample().replace("https://www.", "http://"));
        assertThat(tree(wordpress).all()).hasSize(pages);
        assertThat(wordpress.posts.made).hasSize(posts);
        assertThat(wordpress.items(again)).hasSize(8).allMatch(item -> item.result().outcome() == Outcome.EXISTING && !item.result().path().isEmpty());
    }

    @OnBothDatabases
    void whatWasDeletedForGoodCanBeImportedAgain(TestDatabase database) {
        ImportFixture wordpress = new ImportFixture(database);
        wordpress.imported(export(item(1, "post", "")));
        wordpress.posts.made.clear();
        UUID again = wordpress.imported(export(item(1, "post", ""), item(2, "post", "")));
        assertThat(wordpress.items(again)).allMatch(item -> item.result().outcome() == Outcome.CREATED);
        assertThat(wordpress.posts.made).hasSize(2);
    }

    @OnBothDatabases
    void aChildOfAPageThatWasImportedBeforeStandsBelowIt(TestDatabase database) {
        ImportFixture wordpress = new ImportFixture(database);
        wordpress.imported(export(page(1, 0, 0)));
        wordpress.imported(export(page(1, 0, 0), page(2, 1, 0)));
        assertThat(published(wordpress).at("/titre-1/titre-2")).isPresent();
    }

    @OnBothDatabases
    void pagesWhoseParentIsMissingOrThatStandInACircleComeToTheTop(TestDatabase database) {
        ImportFixture wordpress = new ImportFixture(database);
        UUID id = wordpress.imported(export(page(1, 99, 0), page(2, 3, 0), page(3, 2, 0), page(4, 4, 0)));
        PageTree tree = published(wordpress);
        assertThat(tree.at("/titre-1")).isPresent();
        assertThat(tree.at("/titre-2/titre-3")).isPresent();
        assertThat(tree.at("/titre-4")).isPresent();
        assertThat(wordpress.remarks(id, 1)).containsExactly("parent");
    }

    @OnBothDatabases
    void pagesBelowTheThirdLevelAreRaised(TestDatabase database) {
        ImportFixture wordpress = new ImportFixture(database);
        UUID id = wordpress.imported(export(page(5, 4, 0), page(4, 3, 0), page(3, 2, 0), page(2, 1, 0), page(1, 0, 0)));
        PageTree tree = published(wordpress);
        assertThat(tree.at("/titre-1/titre-2/titre-3")).isPresent();
        assertThat(tree.at("/titre-1/titre-2/titre-4")).isPresent();
        assertThat(tree.at("/titre-1/titre-2/titre-5")).isPresent();
        assertThat(wordpress.remarks(id, 4)).containsExactly("raised");
        assertThat(wordpress.remarks(id, 3)).isEmpty();
    }
}
