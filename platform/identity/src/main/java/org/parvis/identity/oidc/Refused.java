package org.parvis.identity.oidc;

import java.util.Locale;

/** The way through a provider ends here; the reason tells the person what to do, the message tells the operator why. */
public final class Refused extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final Reason reason;

    Refused(Reason reason, String why) {
        super(why, null, false, false);
        this.reason = reason;
    }

    public Reason reason() {
        return reason;
    }

    /** What went wrong, as the person is told. */
    public enum Reason {
        /** The provider does not answer. */
        AWAY(503),
        /** Client, secret or addresses are not as the provider has them. */
        SETTINGS(503),
        /** Begun too long ago, in another browser, or ended already. */
        OVER(400),
        /** The answer belongs to no beginning of this browser. */
        STATE(400),
        /** The person said no. */
        DENIED(403),
        /** The provider takes the code no more. */
        CODE(400),
        /** What the provider answers is not proved to be its own, or not meant for us now. */
        UNPROVED(502),
        /** The provider did not check enough. */
        LEVEL(403),
        /** The person was to be asked again, and the provider does not say that it did. */
        STALE(403);

        private final int status;

        Reason(int status) {
            this.status = status;
        }

        public int status() {
            return status;
        }

        /** End of the message's key. */
        public String key() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
