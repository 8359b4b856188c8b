package org.parvis.documents.text;

import java.io.IOException;
import java.io.Writer;
import java.util.List;
import org.apache.pdfbox.contentstream.operator.Operator;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.text.PDFTextStripper;

/** The text of a file's pages, until a limit is met; what was read till then is kept. */
final class PageTexts extends PDFTextStripper {
    private static final int OFTEN = 256;

    private final Progress progress;
    private final StringBuilder kept = new StringBuilder();
    private int operators;

    PageTexts(Progress progress) {
        this.progress = progress;
        setSortByPosition(false);
        setSuppressDuplicateOverlappingText(false);
    }

    /** Whether all of it was read. */
    boolean read(PDDocument document) throws IOException {
        int last = Math.min(document.getNumberOfPages(), progress.limits().pages());
        setStartPage(1);
        setEndPage(last);
        try {
            writeText(document, new Kept());
            return last == document.getNumberOfPages();
        } catch (Progress.Stopped limit) {
            return false;
        }
    }

    String text() {
        return kept.toString().strip();
    }

    @Override
    public void processPage(PDPage page) throws IOException {
        progress.check();
        super.processPage(page);
    }

    @Override
    protected void processOperator(Operator operator, List<COSBase> operands) throws IOException {
        if (++operators % OFTEN == 0) {
            progress.check();
        }
        super.processOperator(operator, operands);
    }

    /** Keeps as many characters as may be; no control characters, which no database and no XML takes. */
    private final class Kept extends Writer {
        @Override
        public void write(char[] text, int offset, int length) {
            for (int i = offset; i < offset + length; i++) {
                if (kept.length() >= progress.limits().characters()) {
                    throw new Progress.Stopped();
                }
                char c = text[i];
                if (c >= ' ' && c != '\uFFFE' && c != '\uFFFF') {
                    kept.append(c);
                } else if (c == '\n' || c == '\t') {
                    kept.append(c == '\n' ? '\n' : ' ');
                }
            }
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    }
}
