package org.parvis.themes;

/** A theme that cannot serve; the message says why in a sentence. */
public final class InvalidTheme extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public InvalidTheme(String message) {
        super(message, null, false, false);
    }
}
