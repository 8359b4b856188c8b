package org.parvis.api.document;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import org.osgi.annotation.versioning.ProviderType;

/** Reads the text of PDF files, within limits: files that come from outside may be broken, huge or malicious. */
@ProviderType
public interface PdfTexts {

    /**
     * Reads a file; what it holds never makes this fail.
     *
     * @param pdf closed by the caller
     * @throws IOException if the stream itself cannot be read
     * @throws org.parvis.api.route.Unavailable if too many files are being read: try again later
     */
    PdfText read(InputStream pdf, Limits limits) throws IOException;

    /**
     * How much is read.
     *
     * @param bytes largest file
     * @param pages read at most; those after are left out
     * @param characters kept at most
     * @param time for the whole file
     */
    record Limits(long bytes, int pages, int characters, Duration time) {

        /** 25 MiB, 500 pages, 1 000 000 characters, 30 s. */
        public static final Limits DEFAULT = new Limits(25L << 20, 500, 1_000_000, Duration.ofSeconds(30));
    }
}
