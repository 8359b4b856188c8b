package org.parvis.api.route;

/** 404: no such thing. */
public final class NotFound extends Refusal {
    private static final long serialVersionUID = 1L;

    public NotFound() {
        this("problem.404");
    }

    /** @param messageKey message that says what to do; {@code {0}} ... are replaced by the arguments */
    public NotFound(String messageKey, Object... arguments) {
        super(404, messageKey, arguments);
    }
}
