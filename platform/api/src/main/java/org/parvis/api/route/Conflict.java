package org.parvis.api.route;

/** 409: the thing changed meanwhile, or already exists. */
public final class Conflict extends Refusal {
    private static final long serialVersionUID = 1L;

    public Conflict() {
        this("problem.409");
    }

    /** @param messageKey message that says what to do; {@code {0}} ... are replaced by the arguments */
    public Conflict(String messageKey, Object... arguments) {
        super(409, messageKey, arguments);
    }
}
