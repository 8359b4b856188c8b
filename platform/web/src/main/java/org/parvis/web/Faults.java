package org.parvis.web;

import java.io.EOFException;
import java.io.IOException;
import java.util.concurrent.TimeoutException;

/** Tells faults apart that Java does not. */
final class Faults {
    private Faults() {}

    /** Whether a disk or quota is full: there is no type for it, only the operating system's words. */
    static boolean diskFull(Throwable fault) {
        for (Throwable cause = fault; cause != null; cause = cause.getCause()) {
            String message = cause.getMessage();
            if (cause instanceof IOException && message != null
                    && (message.contains("No space left on device") || message.contains("Disk quota exceeded"))) {
                return true;
            }
        }
        return false;
    }

    /** Whether the client went away or fell silent: not an error of anybody. */
    static boolean clientGone(Throwable fault) {
        for (Throwable cause = fault; cause != null; cause = cause.getCause()) {
            if (cause instanceof EOFException || cause instanceof TimeoutException
                    || cause.getClass().getName().equals("org.eclipse.jetty.io.EofException")) {
                return true;
            }
        }
        return false;
    }
}
