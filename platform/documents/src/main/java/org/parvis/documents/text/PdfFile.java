package org.parvis.documents.text;

import java.io.IOException;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.io.MemoryUsageSetting;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDDocumentCatalog;
import org.apache.pdfbox.pdmodel.documentinterchange.logicalstructure.PDMarkInfo;
import org.apache.pdfbox.pdmodel.encryption.InvalidPasswordException;
import org.jspecify.annotations.Nullable;
import org.parvis.api.document.PdfText;
import org.parvis.api.document.PdfText.State;

/** One file from outside. Its classes, and those of the library, are loaded with the first file. */
final class PdfFile {
    private static final long SCRATCH_MEMORY = 16L << 20;
    private static final long SCRATCH = 512L << 20;

    private PdfFile() {}

    /** @throws IOException if it is damaged beyond reading */
    static PdfText read(byte[] bytes, Progress progress) throws IOException {
        try (PDDocument document = Loader.loadPDF(new WatchedBytes(bytes, progress), "", null, null,
                MemoryUsageSetting.setupMixed(SCRATCH_MEMORY, SCRATCH).streamCache)) {
            if (!document.getCurrentAccessPermission().canExtractContent() && !document.getCurrentAccessPermission().canExtractForAccessibility()) {
                return PdfText.unread(State.ENCRYPTED);
            }
            return text(document, progress);
        } catch (InvalidPasswordException locked) {
            return PdfText.unread(State.ENCRYPTED);
        } catch (Progress.Stopped slow) {
            return PdfText.unread(State.TOO_LARGE);
        }
    }

    private static PdfText text(PDDocument document, Progress progress) throws IOException {
        PageTexts pages = new PageTexts(progress);
        boolean complete = pages.read(document);
        String text = pages.text();
        State state = text.isBlank() ? (complete ? State.NO_TEXT : State.TOO_LARGE) : State.TEXT;
        PDDocumentCatalog catalog = document.getDocumentCatalog();
        PDMarkInfo marks = catalog.getMarkInfo();
        return new PdfText(
                state, text.isBlank() ? "" : text, document.getNumberOfPages(), complete,
                orEmpty(document.getDocumentInformation().getTitle()), orEmpty(catalog.getLanguage()),
                marks != null && marks.isMarked() && catalog.getStructureTreeRoot() != null);
    }

    private static String orEmpty(@Nullable String text) {
        return text == null ? "" : text.strip();
    }
}
