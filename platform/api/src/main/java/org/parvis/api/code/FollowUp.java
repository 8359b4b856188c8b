package org.parvis.api.code;

import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.osgi.annotation.versioning.ProviderType;
import org.parvis.api.data.Transaction;
import org.parvis.api.route.Request;

/**
 * Follow-up without an account: a code opens one file, booking or registration.
 *
 * <p>A link (256 random bits) opens it alone; a code that people type (55 random bits and a check symbol, in the base 32 of
 * crockford.com/base32.html) together with the e-mail address or telephone number that the person gave. Neither can be read back: what
 * is stored are hashes. A person whose code is lost gets another one, at the address that they gave, on the page {@code /suivi/renvoyer}.
 *
 * <p>What is opened is shown by the {@link FollowUpTarget} of its kind.
 */
@ProviderType
public interface FollowUp {

    /**
     * Issues a code; former ones of the same thing are over.
     *
     * @param transaction of the tenant that owns the thing
     * @param expires when it is no use any more (UTC)
     * @return shown or sent to the person now, never again
     * @throws IllegalArgumentException if the contact has neither address nor number
     */
    Issued issue(Transaction transaction, Thing thing, Contact contact, Instant expires);

    /**
     * Issues one more code and link for a message about a thing: those from before go on working, and so do these until the first is over.
     *
     * @return empty if nothing was issued for the thing, or it is over
     */
    Optional<Issued> further(Transaction transaction, Thing thing);

    /** Ends the codes of a thing: it was deleted, or came into wrong hands. */
    void revoke(Transaction transaction, Thing thing);

    /** What the visitor opened last, for an hour after they last asked for it; asked by forms of the page that a target shows. */
    Optional<Thing> opened(Request request);

    /**
     * Something of a plugin.
     *
     * @param kind that of a {@link FollowUpTarget}
     * @param id letters, digits, {@code . _ : -}, at most 80
     */
    record Thing(String kind, String id) {
        private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._:-]{1,80}");

        /** @throws IllegalArgumentException if malformed */
        public Thing {
            if (!NAME.matcher(kind).matches() || !NAME.matcher(id).matches()) {
                throw new IllegalArgumentException("nothing to follow up: " + kind + " " + id);
            }
        }
    }

    /**
     * What the person types with the code.
     *
     * @param email address, or empty
     * @param phone as people write it, or empty
     * @param language of messages
     */
    record Contact(String email, String phone, Locale language) {}

    /**
     * @param code as people type it: {@code K7QF-2M9X-4TB=}
     * @param link absolute address
     */
    record Issued(String code, String link) {}
}
