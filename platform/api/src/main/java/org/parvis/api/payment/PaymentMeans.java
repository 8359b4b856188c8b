package org.parvis.api.payment;

import java.io.IOException;
import java.net.URI;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.osgi.annotation.versioning.ConsumerType;
import org.parvis.api.tenant.TenantId;

/**
 * Contribution: a means of payment online, such as PayFiP.
 *
 * <p>The ledger sees to it that a payment has one open attempt at a time, stores what {@link #open} answers, and asks again until it is settled.
 */
@ConsumerType
public interface PaymentMeans {

    /** Letters and digits: {@code payfip}; its name is the message {@code payments.means.<code>} or one of the contributor's own with that key. */
    String code();

    /** Whether a tenant has set it up and it takes this payment (its amount, its purpose). */
    boolean takes(Payment payment);

    /** The same, for payments of the tenant's services in general. */
    boolean ready(TenantId tenant);

    /**
     * Begins to pay. Called once for an attempt, outside of any transaction.
     *
     * @throws Refused if the provider does not take the order
     * @throws IOException if the provider does not answer; nothing is pending then
     */
    Opened open(Attempt attempt) throws IOException;

    /**
     * Asks the provider where an attempt stands: the only thing that is believed. What the payer's browser or an unsigned call brings is a reason to
     * ask, and no more. May be asked at any time, any number of times.
     *
     * @throws IOException if the provider does not answer, or says what cannot be right: the attempt stays as it is and is asked for again
     */
    Standing ask(Attempt attempt) throws IOException;

    /**
     * One try to pay.
     *
     * @param reference for the provider: 6 to 30 letters and digits, unique in the tenant
     * @param email of the payer; most providers want one
     * @param back absolute address that the payer comes back to, whatever happened
     * @param notified absolute address at which the provider may say that there is news
     * @param providerReference what the provider calls it; null before it is open
     * @param terms what {@link Opened} said of the terms under which it was opened, or empty before
     * @param begun UTC
     */
    record Attempt(
            Payment payment, UUID id, String reference, String email, URI back, URI notified, @Nullable String providerReference, String terms, Instant begun) {}

    /**
     * An attempt that the provider took.
     *
     * @param page at the provider, where the payer goes
     * @param providerReference what the provider calls it, 100 characters at most, unique
     * @param until when that page cannot be entered any more (UTC)
     * @param settled when nothing can come of it any more, if the provider has said nothing until then (UTC)
     * @param terms to be handed back with each question, 100 characters at most: the account, the mode
     */
    record Opened(URI page, String providerReference, Instant until, Instant settled, String terms) {}

    /**
     * What the provider says.
     *
     * @param detail for the accountant, 200 characters at most: the provider's number, card or debit; no data of the payer
     * @param moved when money moved (UTC), if it did
     */
    record Standing(Outcome outcome, String detail, @Nullable Instant moved) {
        /** Without more. */
        public static Standing of(Outcome outcome) {
            return new Standing(outcome, "", null);
        }
    }

    /** How an attempt stands. */
    enum Outcome {
        PAID,
        REFUSED,
        ABANDONED,
        /** Nothing is known yet. */
        OPEN,
        /** The provider does not know it any more, and never took money for it. */
        GONE
    }

    /** The provider does not take the order: asking again with the same is no use. */
    final class Refused extends IOException {
        private static final long serialVersionUID = 1L;

        /** @param reason for the log and for agents: the provider's code and words, no data of the payer */
        public Refused(String reason) {
            super(reason);
        }
    }
}
