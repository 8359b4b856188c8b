package org.parvis.api.payment;

import java.io.IOException;
import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.osgi.annotation.versioning.ConsumerType;
import org.parvis.api.tenant.TenantId;

/** Contribution: a means of payment, such as PayFiP or the cash desk of a counter. */
@ConsumerType
public interface PaymentMeans {

    /** Letters and digits: {@code payfip}; its name is the message {@code payment.means.<code>}. */
    String code();

    /** Whether a tenant has set it up. */
    boolean ready(TenantId tenant);

    /**
     * Begins to pay. May be called again for the same payment, which must not be charged twice for it.
     *
     * @param back absolute address that the payer comes back to, whatever happened
     * @throws IOException if the provider does not answer; nothing is pending then
     */
    Start start(Payment payment, URI back) throws IOException;

    /**
     * Asks the provider where a payment stands: the only thing that is believed. What the payer's browser or an unsigned call brings is a reason to
     * ask, and no more. May be asked at any time, any number of times.
     *
     * @throws IOException if the provider does not answer: the payment stays as it is and is asked for again
     */
    PaymentState verify(Payment payment) throws IOException;

    /**
     * What the payer does next.
     *
     * @param address at the provider; null: what the message says, at the counter
     * @param instructionsKey message; {@code {0}}: the payment's reference, {@code {1}}: the amount
     * @param providerReference what the provider calls the payment, or null
     */
    record Start(@Nullable URI address, String instructionsKey, @Nullable String providerReference) {}
}
