package org.parvis.directory;

import java.util.Locale;
import java.util.UUID;
import org.parvis.api.audit.AuditEntry;

/**
 * Somebody who acts for an organisation, known by an e-mail address.
 *
 * @param proven whether a link that was sent there was used
 */
record Member(UUID id, UUID organisation, String email, Locale language, boolean proven) {

    static String key(String email) {
        return email.strip().toLowerCase(Locale.ROOT);
    }

    AuditEntry.Party party() {
        return new AuditEntry.Party(key(email), email);
    }
}
