package org.parvis.identity.passkey;

import org.jspecify.annotations.Nullable;

/** What came of an answer of a browser. */
public sealed interface Verdict {

    /** It is right: whose passkey, as it is stored from now on. */
    record Right(Passkey passkey) implements Verdict {}

    /** @param passkey the one that was found and is not trusted, for the audit log; or null */
    record Not(Reason reason, @Nullable Passkey passkey) implements Verdict {}

    /** Why not. The pages tell the first and the last two apart from the rest: nobody learns which passkeys there are. */
    enum Reason {
        /** The challenge was used, is too old, or is that of another browser. */
        OVER,
        /** There is no such passkey of such an account. */
        UNKNOWN,
        /** Malformed, of another site, without the owner's finger or code, or wrongly signed. */
        WRONG,
        /** The authenticator counted backwards: there may be a copy of it (WebAuthn, 6.1.1). */
        COUNTER,
        /** To be added, and there already. */
        TAKEN,
        /** To be added, and there are as many as there may be. */
        MANY
    }
}
