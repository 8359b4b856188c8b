package org.parvis.site.wordpress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.parvis.site.wordpress.ImportFixture.ADMIN;
import static org.parvis.site.wordpress.ImportFixture.RODEZ;
import static org.parvis.site.wordpress.WxrReaderTest.export;
import static org.parvis.site.wordpress.WxrReaderTest.sample;

import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.parvis.api.content.PostImporter;
import org.parvis.api.route.Conflict;
import org.parvis.api.route.Invalid;
import org.parvis.api.route.NotFound;
import org.parvis.api.tenant.TenantId;
import org.parvis.site.page.PageTree;
import org.parvis.site.wordpress.ImportItem.Outcome;
import org.parvis.testkit.FakeRequest;
import org.parvis.testkit.FakeRequestSites;
import org.parvis.testkit.OnBothDatabases;
import org.parvis.testkit.TestDatabase;

/** What an import leaves behind, and what a second one does. */
class ImportOnceTest {

    private static PageTree published(ImportFixture wordpress) {
        return wordpress.site.sitePages.published(wordpress.site.texts());
    }

    private static PageTree tree(ImportFixture wordpress) {
        return wordpress.site.sitePages.tree(wordpress.site.texts());
    }

    @OnBothDatabases
    void anItemThatFailsLeavesNothingBehindAndDoesNotStopTheOthers(TestDatabase database) {
        ImportFixture wordpress = new ImportFixture(database);
        UUID id = wordpress.imported(export(
                ImportTest.item(1, "post", "").replace("Titre 1", "Refusé"), ImportTest.item(2, "post", "").replace("Titre 2", "Panne"), ImportTest.item(3, "post", ""),
                ImportTest.item(4, "page", "<content:encoded>" + "mot ".repeat(60_000) + "</content:encoded>"),
                ImportTest.item(5, "page", "<content:encoded>" + "mot ".repeat(300_000) + "</content:encoded>"), ImportTest.item(6, "page", "")));
        assertThat(wordpress.items(id)).filteredOn(item -> item.result().outcome() == Outcome.FAILED).extracting(ImportItem::oldId)
                .containsExactlyInAnyOrder(1L, 2L, 4L, 5L);
        assertThat(wordpress.item(id, 1).result().remarks()).containsExactly(PostImporter.Remark.of("news.error.title.long", "150"));
        assertThat(wordpress.remarks(id, 2)).containsExactly("failed.fault");
        assertThat(wordpress.remarks(id, 4)).containsExactly("failed.long");
        assertThat(wordpress.remarks(id, 5)).containsExactly("failed.long");
        assertThat(wordpress.item(id, 6).result().outcome()).isEqualTo(Outcome.CREATED);
        assertThat(wordpress.rows("site_import_origin")).isEqualTo(2);
        assertThat(wordpress.imports.get(RODEZ, id).state()).isEqualTo(SiteImport.State.DONE);
    }

    @OnBothDatabases
    void withoutAServiceForThemPostsAreLeftAndCanComeLater(TestDatabase database) {
        ImportFixture wordpress = new ImportFixture(database);
        wordpress.contributions.clear();
        UUID id = wordpress.imported(export(ImportTest.item(1, "post", ""), ImportTest.item(2, "page", "")));
        assertThat(wordpress.item(id, 1).result().outcome()).isEqualTo(Outcome.LEFT);
        assertThat(wordpress.item(id, 2).result().outcome()).isEqualTo(Outcome.CREATED);
        wordpress.contributions.add(wordpress.posts);
        UUID again = wordpress.imported(export(ImportTest.item(1, "post", ""), ImportTest.item(2, "page", "")));
        assertThat(wordpress.item(again, 1).result().outcome()).isEqualTo(Outcome.CREATED);
        assertThat(wordpress.item(again, 2).result().outcome()).isEqualTo(Outcome.EXISTING);
    }

    @OnBothDatabases
    void aLongImportGivesOthersTheirTurnAndGoesOn(TestDatabase database) {
        ImportFixture wordpress = new ImportFixture(database);
        wordpress.clock.step = Duration.ofSeconds(1);
        UUID id = wordpress.imported(export(IntStream.rangeClosed(1, 60).mapToObj(n -> ImportTest.page(n, 0, n)).toArray(String[]::new)));
        assertThat(database.queued(ImportRun.QUEUE)).hasSizeGreaterThan(2);
        assertThat(wordpress.items(id)).hasSize(60).allMatch(item -> item.result().outcome() == Outcome.CREATED);
        assertThat(wordpress.imports.get(RODEZ, id).state()).isEqualTo(SiteImport.State.DONE);
    }

    @OnBothDatabases
    void workDoneTwiceDoesNothingTwice(TestDatabase database) {
        ImportFixture wordpress = new ImportFixture(database);
        UUID id = wordpress.imported(sample());
        int pages = tree(wordpress).all().size();
        wordpress.run.work(RODEZ, id.toString());
        assertThat(tree(wordpress).all()).hasSize(pages);
    }

    @OnBothDatabases
    void theTextsAreForgottenOnceTheyAreOnTheSite(TestDatabase database) {
        ImportFixture wordpress = new ImportFixture(database);
        UUID id = wordpress.imported(sample());
        assertThat(database.database().of(RODEZ).list("select i.body, i.summary from site_import_item i where i.tenant_id = :tenant", row -> row.string("body") + row.string("summary")))
                .hasSize(8).allMatch(String::isEmpty);
        new ImportCleaning(database.database()).run(FakeRequest.NOW.plus(Duration.ofDays(364)));
        assertThat(wordpress.imports.get(RODEZ, id).id()).isEqualTo(id);
        new ImportCleaning(database.database()).run(FakeRequest.NOW.plus(Duration.ofDays(366)));
        assertThat(wordpress.imports.latest(RODEZ)).isEmpty();
        assertThat(wordpress.rows("site_import_item") + wordpress.rows("site_import_media")).isZero();
        assertThat(wordpress.rows("site_import_origin")).isEqualTo(8);
    }

    @OnBothDatabases
    void whatNobodyHasImportedIsDeletedAfterAMonth(TestDatabase database) {
        ImportFixture wordpress = new ImportFixture(database);
        UUID id = wordpress.read(sample());
        new ImportCleaning(database.database()).run(FakeRequest.NOW.plus(Duration.ofDays(29)));
        assertThat(wordpress.items(id)).hasSize(8);
        new ImportCleaning(database.database()).run(FakeRequest.NOW.plus(Duration.ofDays(31)));
        assertThat(wordpress.items(id)).isEmpty();
    }

    @OnBothDatabases
    void aFileThatIsRefusedLeavesNothing(TestDatabase database) {
        ImportFixture wordpress = new ImportFixture(database);
        String whole = sample();
        for (String bad : List.of("", "bonjour", whole.substring(0, whole.length() - 40), export(ImportTest.item(1, "nav_menu_item", "")), export())) {
            assertThatThrownBy(() -> wordpress.read(bad)).isInstanceOf(Invalid.class);
        }
        assertThat(wordpress.rows("site_import") + wordpress.rows("site_import_item") + wordpress.rows("site_import_media")).isZero();
        assertThat(wordpress.audited).isEmpty();
    }

    @OnBothDatabases
    void twoImportsOfATenantDoNotRunAtOnceAndNoneRunsTwice(TestDatabase database) {
        ImportFixture wordpress = new ImportFixture(database);
        UUID first = wordpress.read(sample());
        UUID second = wordpress.read(sample());
        wordpress.imports.begin(RODEZ, first, ADMIN, false);
        assertThatThrownBy(() -> wordpress.imports.begin(RODEZ, second, ADMIN, false)).isInstanceOf(Conflict.class);
        assertThatThrownBy(() -> wordpress.imports.delete(RODEZ, first, ADMIN)).isInstanceOf(Conflict.class);
        wordpress.run.work(RODEZ, first.toString());
        assertThatThrownBy(() -> wordpress.imports.begin(RODEZ, first, ADMIN, false)).isInstanceOf(Conflict.class);
        wordpress.imports.delete(RODEZ, first, ADMIN);
        assertThat(published(wordpress).at("/decouvrir-le-village")).isPresent();
    }

    @OnBothDatabases
    void anotherTenantSeesNothingOfIt(TestDatabase database) {
        ImportFixture wordpress = new ImportFixture(database);
        TenantId agen = FakeRequestSites.AGEN.id();
        UUID id = wordpress.read(sample());
        assertThatThrownBy(() -> wordpress.imports.get(agen, id)).isInstanceOf(NotFound.class);
        assertThatThrownBy(() -> wordpress.imports.begin(agen, id, ADMIN, false)).isInstanceOf(Conflict.class);
        assertThatThrownBy(() -> wordpress.imports.delete(agen, id, ADMIN)).isInstanceOf(NotFound.class);
        wordpress.run.work(agen, id.toString());
        assertThat(wordpress.items(id)).hasSize(8).allMatch(item -> item.result().outcome() == Outcome.WAITING);
    }
}
