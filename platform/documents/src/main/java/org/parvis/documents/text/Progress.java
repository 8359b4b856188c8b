package org.parvis.documents.text;

import java.time.Duration;
import org.parvis.api.document.PdfTexts.Limits;

/** How far the reading of a file is, and whether it has to end. */
final class Progress {
    private final Limits limits;
    private final long start = System.nanoTime();

    Progress(Limits limits) {
        this.limits = limits;
    }

    Limits limits() {
        return limits;
    }

    /** @throws Stopped if the time is over or the thread is told to stop */
    void check() {
        if (Thread.currentThread().isInterrupted() || Duration.ofNanos(System.nanoTime() - start).compareTo(limits.time()) > 0) {
            throw new Stopped();
        }
    }

    /** A limit was met. */
    static final class Stopped extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Stopped() {
            super("a limit was met", null, false, false);
        }
    }
}
