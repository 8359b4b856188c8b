package org.parvis.site.wordpress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.parvis.api.route.Invalid;

class WxrReaderTest {

    private @Nullable WxrChannel channel;
    private final List<WxrItem> items = new ArrayList<>();

    static String sample() {
        try (InputStream in = WxrReaderTest.class.getResourceAsStream("/wordpress/mairie.xml")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** An export with these items. */
    static String export(String... items) {
        return """
                <?xml version="1.0" encoding="UTF-8" ?>
                <rss version="2.0" xmlns:excerpt="http://wordpress.org/export/1.2/excerpt/" xmlns:content="http://purl.org/rss/1.0/modules/content/"
                  xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:wp="http://wordpress.org/export/1.2/">
                <channel><title>Mairie</title><link>https://mairie.example</link><wp:wxr_version>1.2</wp:wxr_version>
                <wp:base_site_url>https://mairie.example</wp:base_site_url><wp:base_blog_url>https://mairie.example</wp:base_blog_url>
                """ + String.join("\n", items) + "</channel></rss>";
    }

    private void read(String xml) {
        read(xml.getBytes(StandardCharsets.UTF_8));
    }

    private void read(byte[] xml) {
        WxrReader.read(new ByteArrayInputStream(xml), new WxrReader.Sink() {
            @Override
            public void channel(WxrChannel read) {
                channel = read;
            }

            @Override
            public void item(WxrItem item) {
                items.add(item);
            }
        });
    }

    private void refused(String xml, String key) {
        assertThatThrownBy(() -> read(xml)).isInstanceOfSatisfying(Invalid.class, invalid -> {
            assertThat(invalid.errors()).singleElement().satisfies(error -> {
                assertThat(error.field()).isEqualTo("file");
                assertThat(error.messageKey()).isEqualTo(key);
            });
        });
    }

    private WxrItem item(long id) {
        return items.stream().filter(item -> item.id() == id).findFirst().orElseThrow();
    }

    @Test
    void theChannelSaysWhoseSiteItIs() {
        read(sample());
        assertThat(channel).isEqualTo(new WxrChannel(
                "Mairie de Saint-Exemple", List.of("https://www.saint-exemple.example"), Map.of("admin", "Marie Delmas", "stagiaire", "stagiaire")));
    }

    @Test
    void itemsKeepWhatIsNeededOfThem() {
        read(sample());
        assertThat(items).extracting(WxrItem::type)
                .containsExactly("page", "page", "page", "page", "page", "page", "post", "post", "post", "attachment", "attachment", "nav_menu_item");
        WxrItem post = item(100);
        assertThat(post.title()).isEqualTo("Coupure d'eau");
        assertThat(post.published()).isEqualTo(Instant.parse("2023-11-06T16:30:00Z"));
        assertThat(post.categories()).containsExactly("Travaux");
        assertThat(post.sticky()).isTrue();
        assertThat(post.thumbnail()).isEqualTo(40);
        assertThat(post.excerpt()).isEqualTo("<p>Jeudi de 8h à 12h.</p>");
        assertThat(post.content()).startsWith("L'eau sera coupée").contains("<!--more-->").endsWith("</a>.");
        assertThat(post.guid()).isEqualTo("https://www.saint-exemple.example/?p=100");
        assertThat(item(31).parent()).isEqualTo(30);
        assertThat(item(50).password()).isTrue();
        assertThat(item(102).published()).isNull();
        assertThat(item(40).attachmentUrl()).endsWith("/2021/03/lavoir.jpg");
        assertThat(item(40).alt()).isEqualTo("Le lavoir sous la neige");
    }

    @Test
    void whatVisitorsWroteAndAddressesOfAuthorsAreNotKept() {
        read(sample());
        assertThat(items.toString() + channel).doesNotContain("habitant@example.org", "Merci !", "secretariat@");
    }

    @Test
    void aSectionThatHoldsItsOwnEndIsPutTogetherAgain() {
        read(export("<item><content:encoded><![CDATA[a ]]]]><![CDATA[> b]]></content:encoded><wp:post_id>1</wp:post_id></item>"));
        assertThat(item(1).content()).isEqualTo("a ]]> b");
    }

    @Test
    void controlCharactersThatWordPressLeavesInBecomeSpaces() {
        read(export("<item><title>Avant\u000bAprès\u0001</title><wp:post_id>1</wp:post_id></item>"));
        assertThat(item(1).title()).isEqualTo("Avant Après");
    }

    @Test
    void olderVersionsAreReadToo() {
        read(export("<item><wp:post_id>7</wp:post_id><wp:post_type>page</wp:post_type></item>").replace("/1.2/", "/1.0/").replace(">1.2<", ">1.0<"));
        assertThat(item(7).type()).isEqualTo("page");
    }

    @Test
    void anItemThatIsTooLongIsMarkedAndTheOthersAreRead() {
        read(export(
                "<item><content:encoded><![CDATA[" + "x".repeat(WxrReader.LONGEST_CONTENT + 1) + "]]></content:encoded><wp:post_id>1</wp:post_id></item>",
                "<item><content:encoded>court</content:encoded><wp:post_id>2</wp:post_id></item>"));
        assertThat(item(1).tooLong()).isTrue();
        assertThat(item(1).content()).isEmpty();
        assertThat(item(2).content()).isEqualTo("court");
    }

    @Test
    void aFileThatBreaksOffIsRefusedWithTheLine() {
        String whole = sample();
        refused(whole.substring(0, whole.indexOf("Son nom vient")), "site.import.error.broken");
        refused(whole.substring(0, whole.indexOf("</channel>")), "site.import.error.broken");
    }

    @Test
    void malformedXmlIsRefused() {
        refused(export("<item><title>Fêtes & marchés</title></item>"), "site.import.error.broken");
        refused(export("<item></itme>"), "site.import.error.broken");
    }

    @Test
    void theDeclaredEncodingCountsAndBytesThatAreNotInItAreRefused() {
        byte[] latin = export("<item><title>Loto</title></item>".repeat(10_000), "<item><title>été</title></item>")
                .getBytes(StandardCharsets.ISO_8859_1);
        assertThatThrownBy(() -> read(latin)).isInstanceOfSatisfying(
                Invalid.class, invalid -> assertThat(invalid.errors().get(0).messageKey()).isEqualTo("site.import.error.encoding"));
        read(export("<item><title>été</title><wp:post_id>1</wp:post_id></item>").replace("UTF-8", "ISO-8859-1").getBytes(StandardCharsets.ISO_8859_1));
        assertThat(item(1).title()).isEqualTo("été");
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "",
        "bonjour",
        "PK\u0003\u0004\u0000\u0000",
        "<html><body>Erreur 404</body></html>",
        "<?xml version=\"1.0\"?><urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\"><url/></urlset>",
        "<rss version=\"2.0\"><channel><title>Un flux</title><item><title>Article</title></item></channel></rss>",
        "<rss version=\"2.0\"/>"
    })
    void whatIsNoExportOfWordPressIsRefused(String file) {
        refused(file, "site.import.error.type");
    }

    @Test
    void aBombOfEntitiesIsRefusedBeforeItGoesOff() {
        String bomb = "<?xml version=\"1.0\"?><!DOCTYPE rss [<!ENTITY a \"ha\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;\">"
                + "<!ENTITY c \"&b;&b;&b;&b;&b;&b;&b;&b;\">]>" + export("<item><title>&c;</title></item>").substring(39);
        refused(bomb, "site.import.error.type");
    }

    @Test
    void aFileThatPointsToOthersIsRefused() {
        String outside = "<?xml version=\"1.0\"?><!DOCTYPE rss [<!ENTITY x SYSTEM \"file:///etc/passwd\">]>"
                + export("<item><title>&x;</title></item>").substring(39);
        refused(outside, "site.import.error.type");
        refused("<?xml version=\"1.0\"?><!DOCTYPE rss SYSTEM \"http://127.0.0.1:1/x.dtd\">" + export().substring(39), "site.import.error.type");
    }

    @Test
    void elementsThatGoTooDeepAreRefused() {
        refused(export("<item>" + "<a>".repeat(100) + "</a>".repeat(100) + "</item>"), "site.import.error.broken");
    }

    @Test
    void aSectionLongerThanAnyTextIsRefusedBeforeItIsInMemory() {
        String filler = "> <! > ".repeat(TameXml.LONGEST / 7 + 1);
        refused(export("<item><content:encoded><![CDATA[" + filler + "]]></content:encoded></item>"), "site.import.error.size");
        refused(export("<!-- " + filler + " -->"), "site.import.error.size");
        refused(export("<item a=\"" + "x".repeat(TameXml.LONGEST) + "\"/>"), "site.import.error.size");
    }

    @Test
    void moreItemsThanASiteHasAreRefused() {
        refused(export("<item/>".repeat(WxrReader.MOST_ITEMS + 1)), "site.import.error.items");
    }
}
