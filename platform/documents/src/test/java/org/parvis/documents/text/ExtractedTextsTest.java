package org.parvis.documents.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Random;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.encryption.AccessPermission;
import org.apache.pdfbox.pdmodel.encryption.StandardProtectionPolicy;
import org.apache.pdfbox.pdmodel.font.PDType1Font;
import org.apache.pdfbox.pdmodel.font.Standard14Fonts;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.parvis.api.document.PdfText;
import org.parvis.api.document.PdfText.State;
import org.parvis.api.document.PdfTexts.Limits;
import org.parvis.documents.Workers;

final class ExtractedTextsTest {
    private final Workers workers = new Workers();
    private final ExtractedTexts texts = new ExtractedTexts(workers);

    @AfterEach
    void stop() {
        workers.stop();
    }

    private PdfText read(byte[] pdf, Limits limits) throws IOException {
        return texts.read(new ByteArrayInputStream(pdf), limits);
    }

    private PdfText read(byte[] pdf) throws IOException {
        return read(pdf, Limits.DEFAULT);
    }

    /** Pages that each say their number. */
    private static PDDocument pages(int count) throws IOException {
        PDDocument document = new PDDocument();
        for (int i = 1; i <= count; i++) {
            PDPage page = new PDPage();
            document.addPage(page);
            try (PDPageContentStream content = new PDPageContentStream(document, page)) {
                content.beginText();
                content.setFont(new PDType1Font(Standard14Fonts.FontName.HELVETICA), 12);
                content.newLineAtOffset(72, 700);
                content.showText("Délibération de la page " + i);
                content.endText();
            }
        }
        document.getDocumentInformation().setTitle("Séance du 12");
        document.getDocumentCatalog().setLanguage("fr-FR");
        return document;
    }

    private static byte[] saved(PDDocument document) throws IOException {
        try (document; ByteArrayOutputStream out = new ByteArrayOutputStream()) {
            document.save(out);
            return out.toByteArray();
        }
    }

    @Test
    void theTextOfEveryPageIsReadWithTitleAndLanguage() throws IOException {
        PdfText text = read(saved(pages(3)));
        assertThat(text.state()).isEqualTo(State.TEXT);
        assertThat(text.text().lines().map(String::strip)).containsExactly("Délibération de la page 1", "Délibération de la page 2", "Délibération de la page 3");
        assertThat(text).extracting(PdfText::pages, PdfText::complete, PdfText::title, PdfText::language, PdfText::tagged)
                .containsExactly(3, true, "Séance du 12", "fr-FR", false);
    }

    @Test
    void aFileWithoutTextSaysSo() throws IOException {
        PDDocument document = new PDDocument();
        document.addPage(new PDPage());
        PdfText text = read(saved(document));
        assertThat(text.state()).isEqualTo(State.NO_TEXT);
        assertThat(text.pages()).isEqualTo(1);
    }

    @Test
    void aFileThatWantsAPasswordOrForbidsExtractionIsEncrypted() throws IOException {
        PDDocument locked = pages(1);
        locked.protect(new StandardProtectionPolicy("owner", "user", new AccessPermission()));
        assertThat(read(saved(locked)).state()).isEqualTo(State.ENCRYPTED);
        AccessPermission none = new AccessPermission();
        none.setCanExtractContent(false);
        none.setCanExtractForAccessibility(false);
        PDDocument closed = pages(1);
        closed.protect(new StandardProtectionPolicy("owner", "", none));
        assertThat(read(saved(closed)).state()).isEqualTo(State.ENCRYPTED);
        PDDocument printable = pages(1);
        printable.protect(new StandardProtectionPolicy("owner", "", new AccessPermission()));
        assertThat(read(saved(printable)).state()).isEqualTo(State.TEXT);
    }

    @Test
    void whatIsNoPdfOrCutShortIsBroken() throws IOException {
        assertThat(read("<html>no</html>".getBytes(StandardCharsets.UTF_8)).state()).isEqualTo(State.BROKEN);
        assertThat(read(new byte[0]).state()).isEqualTo(State.BROKEN);
        byte[] whole = saved(pages(3));
        assertThat(read(Arrays.copyOf(whole, 40)).state()).isEqualTo(State.BROKEN);
    }

    @Test
    void noDamageMakesTheReaderFail() throws IOException {
        byte[] whole = saved(pages(2));
        Random random = new Random(7);
        for (int round = 0; round < 150; round++) {
            byte[] damaged = whole.clone();
            for (int i = 0; i < 1 + round / 10; i++) {
                damaged[random.nextInt(damaged.length)] = (byte) random.nextInt();
            }
            assertThat(read(damaged).state()).isNotNull();
        }
    }

    @Test
    void limitsOnPagesCharactersBytesAndTimeHold() throws IOException {
        byte[] pdf = saved(pages(30));
        PdfText two = read(pdf, new Limits(1 << 20, 2, 1_000_000, Duration.ofSeconds(30)));
        assertThat(two.text()).contains("page 2").doesNotContain("page 3");
        assertThat(two).extracting(PdfText::pages, PdfText::complete).containsExactly(30, false);
        PdfText few = read(pdf, new Limits(1 << 20, 500, 30, Duration.ofSeconds(30)));
        assertThat(few.text()).hasSizeLessThanOrEqualTo(30).startsWith("Délibération");
        assertThat(few.complete()).isFalse();
        assertThat(read(pdf, new Limits(100, 500, 1_000, Duration.ofSeconds(30))).state()).isEqualTo(State.TOO_LARGE);
        assertThat(read(pdf, new Limits(1 << 20, 500, 1_000, Duration.ZERO)).state()).isEqualTo(State.TOO_LARGE);
    }
}
