package org.parvis.site.wordpress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.parvis.site.wordpress.ImportFixture.ADMIN;
import static org.parvis.site.wordpress.ImportFixture.RODEZ;
import static org.parvis.site.wordpress.WxrReaderTest.export;
import static org.parvis.site.wordpress.WxrReaderTest.sample;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.parvis.api.route.Conflict;
import org.parvis.api.route.Invalid;
import org.parvis.site.page.PageHead;
import org.parvis.testkit.OnBothDatabases;
import org.parvis.testkit.TestDatabase;

class ImportMediaTest {

    /** An archive of entries, whose content is their name unless it is given after a {@code =}. */
    private static ImportFixture.Bytes zip(String... entries) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (String entry : entries) {
                int equals = entry.indexOf('=');
                zip.putNextEntry(new ZipEntry(equals < 0 ? entry : entry.substring(0, equals)));
                zip.write(entry.substring(equals + 1).getBytes(StandardCharsets.UTF_8));
                zip.closeEntry();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new ImportFixture.Bytes("uploads.zip", bytes.toByteArray());
    }

    private static String body(ImportFixture wordpress, String path) {
        PageHead head = wordpress.site.sitePages.tree(wordpress.site.texts()).at(path).orElseThrow();
        return wordpress.site.sitePages.page(wordpress.site.texts(), head.id()).orElseThrow().body().html();
    }

    @OnBothDatabases
    void picturesAndFilesThatAreBroughtAlongComeToTheSiteOnceAndTheOthersAreLeft(TestDatabase database) {
        ImportFixture wordpress = new ImportFixture(database);
        UUID id = wordpress.read(sample());
        assertThat(MediaTable.count(database.database().of(RODEZ), id)).isEqualTo(new MediaTable.Count(3, 0));
        int taken = wordpress.archives.take(RODEZ, id, ADMIN, zip(
                "uploads/2021/", "uploads/2021/03/lavoir-300x225.jpg", "uploads/2021/03/lavoir.jpg", "uploads/2021/03/lavoir-scaled.jpg",
                "uploads/2021/03/eglise-150x150.jpg", "uploads/2021/03/eglise-300x200.jpg", "uploads/2023/11/arrete.pdf", "uploads/2020/01/autre.jpg"));
        assertThat(taken).isEqualTo(3);
        assertThat(MediaTable.count(database.database().of(RODEZ), id)).isEqualTo(new MediaTable.Count(3, 3));
        wordpress.begin(id, true);
        assertThat(wordpress.pictures.names).containsExactlyInAnyOrder("lavoir.jpg uploads/2021/03/lavoir.jpg", "eglise.jpg uploads/2021/03/eglise-300x200.jpg");
        String lavoir = wordpress.pictures.stored.values().stream().filter(image -> image.alt().equals("Le lavoir sous la neige")).findFirst().orElseThrow().src();
        assertThat(body(wordpress, "/decouvrir-le-village/patrimoine/le-lavoir"))
                .contains("<figure><img src=\"" + lavoir + "\" alt=\"Le lavoir sous la neige\" width=\"800\" height=\"600\" loading=\"lazy\" /><figcaption>Hiver 2021</figcaption></figure>");
        assertThat(wordpress.posts.titled("Coupure d’eau")).satisfies(post -> {
            assertThat(lavoir).isEqualTo("/images/" + post.image() + "/800.jpg");
            assertThat(post.body().html()).contains("<a href=\"/fichiers/");
        });
        assertThat(wordpress.site.redirects.table)
                .containsEntry("/wp-content/uploads/2021/03/lavoir.jpg", lavoir)
                .containsKey("/wp-content/uploads/2023/11/arrete.pdf");
        assertThat(wordpress.remarks(id, 31)).isEmpty();
        assertThat(wordpress.remarks(id, 30)).contains("picture.alt 2021/03/eglise.jpg");
        assertThat(database.database().of(RODEZ).count("select count(*) from site_import_media m where m.tenant_id = :tenant and m.content is not null")).isZero();
    }

    @OnBothDatabases
    void whatIsHereFromAnEarlierImportIsNotStoredAgain(TestDatabase database) {
        ImportFixture wordpress = new ImportFixture(database);
        UUID first = wordpress.read(sample());
        wordpress.archives.take(RODEZ, first, ADMIN, zip("2021/03/lavoir.jpg"));
        wordpress.begin(first, false);
        UUID second = wordpress.read(sample());
        assertThat(MediaTable.count(database.database().of(RODEZ), second)).isEqualTo(new MediaTable.Count(3, 1));
        assertThat(wordpress.archives.take(RODEZ, second, ADMIN, zip("2021/03/lavoir.jpg"))).isZero();
        wordpress.begin(second, false);
        assertThat(wordpress.pictures.names).hasSize(1);
    }

    @OnBothDatabases
    void aPictureThatIsNoneIsMissing(TestDatabase database) {
        ImportFixture wordpress = new ImportFixture(database);
        UUID id = wordpress.read(sample());
        wordpress.archives.take(RODEZ, id, ADMIN, zip("2021/03/lavoir.jpg=broken"));
        wordpress.begin(id, false);
        assertThat(wordpress.pictures.stored).isEmpty();
        assertThat(wordpress.remarks(id, 31)).containsExactly("picture.missing 2021/03/lavoir.jpg");
    }

    @OnBothDatabases
    void aFolderOfAnotherNameIsNoObstacleAndOneOfAnotherSiteIs(TestDatabase database) {
        ImportFixture wordpress = new ImportFixture(database);
        UUID id = wordpress.read(sample());
        assertThat(wordpress.archives.take(RODEZ, id, ADMIN, zip("lavoir.jpg", "sauvegarde/03/lavoir.jpg", "a/2022/03/lavoir.jpg"))).isZero();
        assertThat(wordpress.archives.take(RODEZ, id, ADMIN, zip("Sauvegarde du 3 mai\\wp-content\\uploads\\2021\\03\\lavoir.jpg"))).isEqualTo(1);
        assertThat(wordpress.imports.get(RODEZ, id).archiveName()).isEqualTo("uploads.zip");
    }

    @OnBothDatabases
    void filesCannotJoinAnImportThatHasBegun(TestDatabase database) {
        ImportFixture wordpress = new ImportFixture(database);
        UUID id = wordpress.imported(export(ImportTest.item(1, "page", "<content:encoded>&lt;img src=\"/wp-content/uploads/a.jpg\"&gt;</content:encoded>")));
        assertThatThrownBy(() -> wordpress.archives.take(RODEZ, id, ADMIN, zip("uploads/a.jpg"))).isInstanceOf(Conflict.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "bonjour", "PK\u0003\u0004", "PK\u0003\u0004\u0014\u0000\u0001\u0000\u0008\u0000xxxxxxxxxxxxxxxxxxxx"})
    void whatIsNoArchiveIsRefused(String bytes) {
        ImportFixture wordpress = new ImportFixture(TestDatabase.derby());
        UUID id = wordpress.read(sample());
        assertThatThrownBy(() -> wordpress.archives.take(RODEZ, id, ADMIN, new ImportFixture.Bytes("x.zip", bytes.getBytes(StandardCharsets.ISO_8859_1))))
                .isInstanceOfSatisfying(Invalid.class, invalid -> assertThat(invalid.errors().get(0).field()).isEqualTo("archive"));
    }

    @ParameterizedTest
    @ValueSource(ints = {3, 20})
    void anArchiveThatBreaksOffIsRefused(int left) {
        ImportFixture wordpress = new ImportFixture(TestDatabase.derby());
        UUID id = wordpress.read(sample());
        byte[] whole = zip("a.txt=" + "abc ".repeat(1000)).bytes();
        byte[] cut = java.util.Arrays.copyOf(whole, 50 + left);
        assertThatThrownBy(() -> wordpress.archives.take(RODEZ, id, ADMIN, new ImportFixture.Bytes("x.zip", cut))).isInstanceOf(Invalid.class);
    }
}
