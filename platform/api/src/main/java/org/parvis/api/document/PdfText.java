package org.parvis.api.document;

/**
 * What was read from a PDF file.
 *
 * @param text plain, in reading order as far as the file tells; empty unless {@link State#TEXT}
 * @param pages of the file; 0 if it could not be opened
 * @param complete whether all of its text was read: false when a limit was met
 * @param title of its properties, or empty
 * @param language as a BCP 47 tag of its catalogue, or empty
 * @param tagged whether it says to have a structure for assistive technology
 */
public record PdfText(State state, String text, int pages, boolean complete, String title, String language, boolean tagged) {

    /** How it went. */
    public enum State {
        /** There is text. */
        TEXT,
        /** It opens and holds no text: a scan without recognition of characters, most likely. */
        NO_TEXT,
        /** It wants a password, or forbids to extract its text. */
        ENCRYPTED,
        /** It is no PDF file, or damaged beyond reading. */
        BROKEN,
        /** It is too large, or took too long, before any text was found. */
        TOO_LARGE
    }

    /** A file of which nothing is known but why. */
    public static PdfText unread(State state) {
        return new PdfText(state, "", 0, false, "", "", false);
    }
}
