package org.parvis.api.route;

/** 503: cannot be done now; nothing was written. */
public final class Unavailable extends Refusal {
    private static final long serialVersionUID = 1L;

    public Unavailable() {
        this("problem.503");
    }

    /** @param messageKey message that says what to do; {@code {0}} ... are replaced by the arguments */
    public Unavailable(String messageKey, Object... arguments) {
        super(503, messageKey, arguments);
    }
}
