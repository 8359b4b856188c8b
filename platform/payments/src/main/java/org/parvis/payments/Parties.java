package org.parvis.payments;

import java.util.Locale;
import org.parvis.api.audit.AuditEntry;
import org.parvis.api.payment.Payer;
import org.parvis.api.payment.Payment;

/** Payers in the audit log. */
final class Parties {
    private Parties() {}

    static AuditEntry.Party of(Payment payment) {
        Payer payer = payment.order().payer();
        String ref = payer.account() != null ? payer.account().toString() : payer.email() == null ? "" : payer.email().toLowerCase(Locale.ROOT);
        return new AuditEntry.Party(ref, payer.name());
    }
}
