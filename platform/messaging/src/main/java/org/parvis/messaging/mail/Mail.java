package org.parvis.messaging.mail;

import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.parvis.api.notify.Recipient;

/**
 * One e-mail, ready to be sent. Whatever becomes a header is one line: nothing in it can add another.
 *
 * @param id gives the Message-ID
 * @param host right side of the Message-ID
 * @param text plain part
 * @param html the same, marked up
 * @param unsubscribe absolute address of the one-click unsubscription (RFC 8058), or null
 */
record Mail(UUID id, String host, Sender sender, String to, String subject, String text, String html, @Nullable String unsubscribe) {

    /** @throws IllegalArgumentException if an address is none, or a header has a control character */
    Mail {
        if (!Recipient.isEmail(to)) {
            throw new IllegalArgumentException("malformed address of the recipient");
        }
        singleLine(subject);
        singleLine(host);
        if (unsubscribe != null) {
            singleLine(unsubscribe);
        }
    }

    /** The same whenever and however often it is sent. */
    String messageId() {
        return "<" + id + "@" + host + ">";
    }

    static void singleLine(String header) {
        if (header.chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException("a header is one line");
        }
    }
}
