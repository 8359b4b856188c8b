package org.parvis.identity.passkey;

import org.jspecify.annotations.Nullable;

/** Why an answer of a browser is not taken; never leaves this package. */
final class Refused extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final Verdict.Reason reason;
    private final transient @Nullable Passkey passkey;

    Refused(Verdict.Reason reason, String message) {
        this(reason, message, null);
    }

    Refused(Verdict.Reason reason, String message, @Nullable Passkey passkey) {
        super(message);
        this.reason = reason;
        this.passkey = passkey;
    }

    Verdict.Not verdict() {
        return new Verdict.Not(reason, passkey);
    }
}
