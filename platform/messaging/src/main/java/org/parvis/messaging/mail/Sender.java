package org.parvis.messaging.mail;

import org.jspecify.annotations.Nullable;
import org.parvis.api.notify.Recipient;

/**
 * In whose name an e-mail is sent.
 *
 * @param address of the From header
 * @param name beside it
 * @param replyTo where answers go, or null: to the address
 */
record Sender(String address, String name, @Nullable String replyTo) {

    /** @throws IllegalArgumentException if an address is none, or the name has a control character */
    Sender {
        if (!Recipient.isEmail(address) || replyTo != null && !Recipient.isEmail(replyTo)) {
            throw new IllegalArgumentException("malformed address of a sender");
        }
        Mail.singleLine(name);
    }
}
