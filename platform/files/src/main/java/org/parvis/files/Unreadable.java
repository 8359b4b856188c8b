package org.parvis.files;

/** A file that is refused: key of the message that says why and what to do, with its arguments. */
final class Unreadable extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient Object[] arguments;

    Unreadable(String messageKey, Object... arguments) {
        super(messageKey, null, false, false);
        this.arguments = arguments;
    }

    String messageKey() {
        return String.valueOf(getMessage());
    }

    Object[] arguments() {
        return arguments.clone();
    }
}
