package org.parvis.documents.text;

import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.parvis.api.document.PdfText;
import org.parvis.api.document.PdfTexts;
import org.parvis.documents.Workers;

/** Text of PDF files by PDFBox, in a thread that is let go when its time is over. */
@Component
public final class ExtractedTexts implements PdfTexts {
    private final Workers workers;

    @Activate
    public ExtractedTexts(@Reference Workers workers) {
        this.workers = workers;
    }

    @Override
    public PdfText read(InputStream pdf, Limits limits) throws IOException {
        if (limits.bytes() > Integer.MAX_VALUE - 8) {
            throw new IllegalArgumentException("files of 2 GiB or more are not read");
        }
        byte[] bytes = pdf.readNBytes((int) limits.bytes() + 1);
        if (bytes.length > limits.bytes()) {
            return PdfText.unread(PdfText.State.TOO_LARGE);
        }
        Progress progress = new Progress(limits);
        try {
            return workers.run(() -> PdfFile.read(bytes, progress), limits.time().plusSeconds(1));
        } catch (TimeoutException slow) {
            return PdfText.unread(PdfText.State.TOO_LARGE);
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof Error error && !(error instanceof StackOverflowError)) {
                throw error;
            }
            return PdfText.unread(PdfText.State.BROKEN);
        }
    }
}
