package org.parvis.api.route;

import java.util.List;

/** A refusal that has a page of its own: no stack trace, logged at debug level. */
public abstract sealed class Refusal extends RuntimeException permits NotFound, Forbidden, Conflict, Unavailable, Invalid {
    private static final long serialVersionUID = 1L;

    private final int status;
    private final String messageKey;
    private final transient List<Object> arguments;

    Refusal(int status, String messageKey, Object... arguments) {
        super(messageKey, null, false, false);
        this.status = status;
        this.messageKey = messageKey;
        this.arguments = List.of(arguments);
    }

    public int status() {
        return status;
    }

    /** Key of a message for the user. */
    public String messageKey() {
        return messageKey;
    }

    public List<Object> arguments() {
        return arguments;
    }
}
