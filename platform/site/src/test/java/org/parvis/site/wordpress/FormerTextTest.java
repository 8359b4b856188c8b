package org.parvis.site.wordpress;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.parvis.api.content.PostImporter.Remark;

class FormerTextTest {

    private static final String UPLOADS = "https://www.mairie.example/wp-content/uploads/";

    private final FormerSite site = new FormerSite(List.of("https://mairie.example", "http://www.mairie.example/wordpress"));
    private final Shelf shelf = new Shelf();
    private final Findings findings = new Findings();

    private String convert(String content) {
        return FormerText.convert(content, 12, site, shelf, findings);
    }

    private List<String> remarks() {
        return findings.all().stream().map(remark -> remark.messageKey().substring("site.import.remark.".length()) + " " + String.join(" ", remark.arguments())).toList();
    }

    @Test
    void theLineEndsOfTheClassicEditorBecomeParagraphsAndLines() {
        assertThat(convert("Un <strong>mot</strong>.\r\nDeux.\r\n\r\n&nbsp;\r\n\r\nTrois.\n\n<ul>\n<li>a\n</li>\n</ul>\nQuatre"))
                .isEqualTo("<p>Un <strong>mot</strong>.<br>Deux.</p><p>Trois.</p><ul>\n<li>a\n</li>\n</ul><p>Quatre</p>");
    }

    @Test
    void theBlocksOfTheNewerEditorKeepTheirParagraphsAndLoseTheirComments() {
        assertThat(convert("""
                <!-- wp:columns {"a":[1]} -->
                <div class="wp-block-columns"><!-- wp:paragraph -->
                <p>Bonjour
                à tous</p>
                <!-- /wp:paragraph -->

                <!-- wp:heading -->
                <h2 class="wp-block-heading">Titre</h2>
                <!-- /wp:heading -->
                <!-- wp:buttons --><div class="wp-block-button"><a class="wp-block-button__link" href="https://service-public.fr/">Service public</a></div><!-- /wp:buttons -->
                </div>
                <!-- /wp:columns -->
                <!-- wp:preformatted --><pre class="wp-block-preformatted">Lundi
                Mardi</pre><!-- /wp:preformatted -->"""))
                .isEqualTo("<p>Bonjour à tous</p><h2 class=\"wp-block-heading\">Titre</h2><p><a href=\"https://service-public.fr/\">Service public</a></p>"
                        + "<p>Lundi<br>Mardi</p>");
    }

    @Test
    void aQuoteKeepsItsParagraphs() {
        assertThat(convert("<blockquote>Un\n\nDeux</blockquote>Trois")).isEqualTo("<blockquote><p>Un</p><p>Deux</p></blockquote><p>Trois</p>");
    }

    @Test
    void aCaptionBecomesAFigureWithThePictureThatIsHere() {
        shelf.pictures.put(UPLOADS + "2021/03/eglise-300x200.jpg", new Library.Picture("1", "/images/1/800.jpg", 1200, 800, ""));
        assertThat(convert("[caption id=\"attachment_41\" align=\"alignnone\" width=\"300\"]<a href=\"" + UPLOADS + "2021/03/eglise.jpg\"><img src=\""
                        + UPLOADS + "2021/03/eglise-300x200.jpg\" alt=\"L&#039;église\" /></a> L'église <em>romane</em>[/caption]"))
                .isEqualTo("<figure><img src=\"/images/1/800.jpg\" alt=\"L'église\" width=\"1200\" height=\"800\"><figcaption>L'église <em>romane</em></figcaption></figure>");
        assertThat(remarks()).isEmpty();
    }

    @Test
    void aPictureThatIsNotHereGoesAndTheReportNamesIt() {
        assertThat(convert("<p>Avant</p><figure class=\"wp-block-image\"><img src=\"https://ailleurs.example/x.png\" alt=\"\"><figcaption>La <em>place</em></figcaption></figure>"))
                .isEqualTo("<p>Avant</p><p>La <em>place</em></p>");
        assertThat(remarks()).containsExactly("picture.missing https://ailleurs.example/x.png");
    }

    @Test
    void aPictureWithoutDescriptionIsNamed() {
        shelf.pictures.put(UPLOADS + "a.jpg", new Library.Picture("1", "/images/1/800.jpg", 10, 10, ""));
        convert("<img src='" + UPLOADS + "a.jpg'>");
        assertThat(remarks()).containsExactly("picture.alt a.jpg");
    }

    @Test
    void galleriesBecomeTheirPictures() {
        shelf.attachments.put(40L, new Library.Attachment(UPLOADS + "40.jpg", "Le lavoir"));
        shelf.pictures.put(UPLOADS + "40.jpg", new Library.Picture("1", "/images/1/800.jpg", 8, 6, ""));
        String figure = "<figure><img src=\"/images/1/800.jpg\" alt=\"Le lavoir\" width=\"8\" height=\"6\"></figure>";
        assertThat(convert("[gallery ids=\"40, 77\" columns=\"2\"]")).isEqualTo(figure);
        assertThat(remarks()).containsExactly("gallery.unknown 77");
        assertThat(convert("[gallery]")).isEqualTo(figure);
    }

    @Test
    void otherShortCodesLoseTheirMarksAndWordsInBracketsStay() {
        assertThat(convert("[vc_row][vc_column width=\"1/2\"]Texte[/vc_column][/vc_row]\n\n[contact-form-7 id=\"1\" title=\"a ] b\"]\n\n"
                        + "Voir [1], [sic], [sitemap], [voir plan] et [[gallery ids=\"1\"]] [bold]gras[/bold] [/seul]"))
                .isEqualTo("<p>Texte</p><p>Voir [1], [sic], [sitemap], [voir plan] et [gallery ids=\"1\"] gras [/seul]</p>");
        assertThat(remarks()).containsExactly(
                "shortcode.removed [vc_row]", "shortcode.removed [vc_column]", "shortcode.removed [contact-form-7]", "shortcode.kept [sic]",
                "shortcode.kept [sitemap]", "shortcode.removed [bold]");
    }

    @Test
    void playersOfOthersBecomeLinks() {
        assertThat(convert("<p>Film :</p><iframe src=\"https://www.youtube.com/embed/abc?rel=0&amp;x=1\"><p>Pas de cadre</p></iframe>\n\n[embed]https://vimeo.com/1[/embed]"
                        + "\n\n<figure class=\"wp-block-embed\"><div class=\"wp-block-embed__wrapper\">\nhttps://youtu.be/abc\n</div></figure>"))
                .isEqualTo("<p>Film :</p><p><a href=\"https://www.youtube.com/embed/abc?rel=0&amp;x=1\">https://www.youtube.com/embed/abc?rel=0&amp;x=1</a></p>"
                        + "<p><a href=\"https://vimeo.com/1\">https://vimeo.com/1</a></p><p><a href=\"https://youtu.be/abc\">https://youtu.be/abc</a></p>");
        assertThat(remarks()).containsExactly("embed https://www.youtube.com/embed/abc?rel=0&x=1");
    }

    @ParameterizedTest
    @CsvSource({
        "https://www.mairie.example/la-mairie/,/la-mairie/",
        "http://mairie.example/a/?utm_source=x#horaires,/a/#horaires",
        "https://mairie.example/?p=12,/?p=12",
        "https://mairie.example,/",
        "//mairie.example/b,/b",
        "/c/,/c/",
        "https://autre.example/la-mairie/,https://autre.example/la-mairie/",
        "mailto:mairie@mairie.example,mailto:mairie@mairie.example",
        "#bas,#bas"
    })
    void linksWithinTheFormerSiteBecomePaths(String href, String expected) {
        assertThat(convert("<a class=\"x\" href=\"" + href + "\" target=\"_blank\">là</a>")).isEqualTo("<p><a href=\"" + expected + "\">là</a></p>");
    }

    @Test
    void aFileThatIsHereIsLinkedAndAnotherKeepsItsAddressAndIsNamed() {
        shelf.documents.put(UPLOADS + "2023/11/arrete.pdf", "/fichiers/1/arrete.pdf");
        assertThat(convert("<a href=\"" + UPLOADS + "2023/11/arrete.pdf\">l'arrêté</a> <a href=\"" + UPLOADS + "cr.pdf\">le compte rendu</a>"))
                .isEqualTo("<p><a href=\"/fichiers/1/arrete.pdf\">l'arrêté</a> <a href=\"" + UPLOADS + "cr.pdf\">le compte rendu</a></p>");
        assertThat(remarks()).containsExactly("document.missing cr.pdf");
    }

    @ParameterizedTest
    @CsvSource({
        "https://www.mairie.example/wp-content/uploads/2021/03/lavoir-300x225.jpg?ssl=1,2021/03/lavoir.jpg",
        "http://mairie.example/wp-content/uploads/2021/03/lavoir-scaled.JPG,2021/03/lavoir.JPG",
        "https://i0.wp.com/www.mairie.example/wp-content/uploads/a-1024x768.png?w=300,a.png",
        "https://saint-exemple.files.wordpress.com/2020/01/b.jpg?w=640,2020/01/b.jpg",
        "/wp-content/uploads/sites/3/2020/01/%C3%A9cole.pdf,sites/3/2020/01/école.pdf",
        "https://www.mairie.example/wp-content/uploads/plan-100x200.pdf,plan-100x200.pdf"
    })
    void aFileIsKnownByOneNameWhateverItsVariant(String url, String key) {
        assertThat(site.fileKey(url)).contains(key);
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://ailleurs.example/wp-content/uploads/a.jpg", "https://www.mairie.example/logo.png", "", "https://i0.wp.com/autre.example/wp-content/uploads/a.png"})
    void filesOfOthersAreInNoLibrary(String url) {
        assertThat(site.fileKey(url)).isEmpty();
    }

    @Test
    void whatIsNoTextIsLeftOut() {
        assertThat(convert("a<script>if (a < b) { document.write('<p>x</p>') }</script>b<style>p { color: red }</style><svg><text>c</text></svg>d<!-- e"))
                .isEqualTo("<p>a<script></script>b<style></style><svg></svg>d</p>");
    }

    @ParameterizedTest
    @ValueSource(strings = {"<img ", "<a \"", "[a", "[/", "[caption]", "[caption x=\"1\"][/caption ", "<!--", "<figure><ul>", "<p>", "[[", "\n ", "<iframe", "</"})
    @Timeout(value = 20, unit = TimeUnit.SECONDS)
    void whatIsWrittenToTakeForEverDoesNot(String part) {
        convert(part.repeat(WxrReader.LONGEST_CONTENT / part.length()));
        assertThat(findings.all()).hasSizeLessThanOrEqualTo(100);
    }

    @Test
    void theReportNamesEachThingOnce() {
        convert("[vc_row][vc_row][vc_row a=\"1\"]");
        assertThat(findings.all()).containsExactly(Remark.of("site.import.remark.shortcode.removed", "[vc_row]"));
    }

    /** What a test has put there. */
    private static final class Shelf implements Library {
        private final Map<String, Picture> pictures = new HashMap<>();
        private final Map<String, String> documents = new HashMap<>();
        private final Map<Long, Attachment> attachments = new HashMap<>();

        @Override
        public Optional<Picture> picture(String url) {
            return Optional.ofNullable(pictures.get(url));
        }

        @Override
        public Optional<String> document(String url) {
            return Optional.ofNullable(documents.get(url));
        }

        @Override
        public Optional<Attachment> attachment(long id) {
            return Optional.ofNullable(attachments.get(id));
        }

        @Override
        public List<Attachment> attachmentsOf(long item) {
            return item == 12 ? List.copyOf(attachments.values()) : List.of();
        }
    }
}
