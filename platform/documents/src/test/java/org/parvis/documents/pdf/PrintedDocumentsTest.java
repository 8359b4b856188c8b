package org.parvis.documents.pdf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDResources;
import org.apache.pdfbox.pdmodel.interactive.documentnavigation.outline.PDOutlineItem;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.parvis.api.document.Documents;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.PDFAValidator;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;
import org.verapdf.pdfa.results.ValidationResult;

final class PrintedDocumentsTest {

    /** ISO 14289-1 and ISO 19005-2 as veraPDF, the reference implementation, checks them by machine. */
    @ParameterizedTest
    @ValueSource(strings = {"ua1", "2a"})
    void aDocumentConformsToTheStandard(String standard) throws Exception {
        byte[] pdf = new Sample(Sample.template()).pdf();
        Files.write(Path.of("target/sample.pdf"), pdf);
        VeraGreenfieldFoundryProvider.initialise();
        PDFAFlavour flavour = PDFAFlavour.fromString(standard);
        try (PDFAParser parser = Foundries.defaultInstance().createParser(new ByteArrayInputStream(pdf), flavour);
                PDFAValidator validator = Foundries.defaultInstance().createValidator(flavour, false)) {
            ValidationResult result = validator.validate(parser);
            assertThat(failures(result)).isEmpty();
            assertThat(result.isCompliant()).isTrue();
            assertThat(result.getTotalAssertions()).isPositive();
        }
    }

    private static List<String> failures(ValidationResult result) {
        return result.getTestAssertions().stream()
                .filter(assertion -> assertion.getStatus() == TestAssertion.Status.FAILED)
                .map(assertion -> assertion.getRuleId().getClause() + " " + assertion.getMessage() + " @ " + assertion.getLocation().getContext())
                .distinct()
                .toList();
    }

    @Test
    void aDocumentSaysItsTitleLanguageDateAndHeadings() throws IOException {
        try (PDDocument document = Loader.loadPDF(new Sample(Sample.template()).pdf())) {
            assertThat(document.getDocumentInformation().getTitle()).isEqualTo("Certificat n° 7");
            assertThat(document.getDocumentInformation().getCreationDate().toInstant()).isEqualTo(Sample.MADE);
            assertThat(document.getDocumentCatalog().getLanguage()).isEqualTo("fr");
            assertThat(document.getDocumentCatalog().getViewerPreferences().displayDocTitle()).isTrue();
            PDOutlineItem first = document.getDocumentCatalog().getDocumentOutline().getFirstChild();
            assertThat(first.getTitle()).isEqualTo("Certificat d’affichage — n° 7");
            assertThat(Stream.of(first.getFirstChild(), first.getLastChild()).map(PDOutlineItem::getTitle)).containsExactly("L’acte", "Fin");
            assertThat(first.getFirstChild().getFirstChild().getTitle()).isEqualTo("Détail");
        }
    }

    @Test
    void everyFrenchLetterIsThereAndItsFontIsEmbedded() throws IOException {
        String letters = "ÀÂÆÇÉÈÊËÎÏÔŒÙÛÜŸ àâæçéèêëîïôœùûüÿ «»’—–…€°²";
        try (PDDocument document = Loader.loadPDF(new Sample(page("<p>" + letters + "</p>")).pdf())) {
            assertThat(new PDFTextStripper().getText(document)).contains(letters, "Mairie d’Œuvre-sur-Sample", "Page 1 sur 1");
            for (PDPage page : document.getPages()) {
                PDResources resources = page.getResources();
                for (var name : resources.getFontNames()) {
                    assertThat(resources.getFont(name).isEmbedded()).as(resources.getFont(name).getName()).isTrue();
                }
            }
        }
    }

    @Test
    void noLineEndsWithAnElidedArticleOrWithinTheNumberOfAnArticleOfLaw() throws IOException {
        StringBuilder shifted = new StringBuilder();
        for (int shift = 1; shift < 12; shift++) {
            shifted.append("<p>").append("x".repeat(shift)).append(" l’administration (R421-1)".repeat(40)).append("</p>");
        }
        try (PDDocument document = Loader.loadPDF(new Sample(page(shifted.toString())).pdf())) {
            List<String> lines = new PDFTextStripper().getText(document).lines().map(String::strip).filter(line -> line.contains("R421")).toList();
            assertThat(lines).hasSizeGreaterThan(20).noneMatch(line -> line.endsWith("’") || line.endsWith("R421-"));
        }
    }

    @Test
    void theSameInputGivesTheSameBytes() {
        assertThat(new Sample(Sample.template()).pdf()).isEqualTo(new Sample(Sample.template()).pdf());
    }

    @Test
    void nothingIsLoadedButThePicturesGiven() throws IOException {
        AtomicInteger asked = new AtomicInteger();
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            asked.incrementAndGet();
            exchange.sendResponseHeaders(404, -1);
            exchange.close();
        });
        server.start();
        try {
            String outside = "http://127.0.0.1:" + server.getAddress().getPort() + "/x";
            Path secret = Files.writeString(Path.of("target/secret.txt"), "SECRET");
            List<String> bodies = new ArrayList<>();
            for (String address : List.of(outside + ".png", secret.toUri().toString(), "jar:" + secret.toUri() + "!/a", secret.toString(), "picture:unknown")) {
                bodies.add("<p><img src=\"" + address + "\" alt=\"a\"></p><p style=\"background: url('" + address + "')\">b</p>");
            }
            bodies.add("<style>@import url('" + outside + ".css'); @font-face { font-family: X; src: url('" + outside + ".ttf') } p { font-family: X }</style>");
            bodies.add("<link rel=\"stylesheet\" href=\"" + outside + ".css\"><iframe src=\"" + outside + "\"></iframe><object data=\"" + outside + "\"></object>");
            try (PDDocument document = Loader.loadPDF(new Sample(page(String.join("\n", bodies) + "<p>fin</p>")).pdf())) {
                assertThat(new PDFTextStripper().getText(document)).contains("fin").doesNotContain("SECRET");
            }
            assertThat(asked).hasValue(0);
        } finally {
            server.stop(0);
        }
    }

    @Test
    void aDocumentOfTooManyPagesIsRefused() throws IOException {
        String breaks = "<p class=\"new-page\">x</p>".repeat(Documents.MOST_PAGES - 1);
        try (PDDocument most = Loader.loadPDF(new Sample(page(breaks)).pdf())) {
            assertThat(most.getNumberOfPages()).isEqualTo(Documents.MOST_PAGES);
        }
        assertThatThrownBy(() -> new Sample(page(breaks + "<p class=\"new-page\">y</p>")).pdf())
                .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("200 pages");
    }

    /** The library loses content there: better none than half a document. */
    @Test
    void aBreakAfterAnElementIsRefused() {
        assertThatThrownBy(() -> new Sample(page("<p style=\"page-break-after: always\">x</p><p>y</p>")).pdf())
                .isInstanceOf(IllegalStateException.class).hasRootCauseMessage("break before an element (class new-page), not after one");
    }

    @Test
    void nothingIsLostWhereTextFlowsOverPages() throws IOException {
        String rows = "<table><tbody>" + "<tr><td>mot</td></tr>".repeat(300) + "</tbody></table>";
        String all = "<p>mot</p><h2>mot</h2><section><p>mot</p></section>".repeat(100) + rows + "<ul>" + "<li>mot</li>".repeat(300) + "</ul>";
        try (PDDocument document = Loader.loadPDF(new Sample(page(all)).pdf())) {
            assertThat(new PDFTextStripper().getText(document).split("mot", -1).length - 1).isEqualTo(900);
        }
    }

    private static String page(String body) {
        return "<#import \"/layout/print.ftlh\" as print><@print.page><h1>Titre</h1>" + body + "</@print.page>";
    }
}
