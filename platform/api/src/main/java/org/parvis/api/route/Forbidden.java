package org.parvis.api.route;

/** 403: not allowed. */
public final class Forbidden extends Refusal {
    private static final long serialVersionUID = 1L;

    public Forbidden() {
        this("problem.403");
    }

    /** @param messageKey message that says what to do; {@code {0}} ... are replaced by the arguments */
    public Forbidden(String messageKey, Object... arguments) {
        super(403, messageKey, arguments);
    }
}
