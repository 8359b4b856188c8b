package org.parvis.api.payment;

import java.util.Set;

/**
 * Where a payment stands.
 *
 * <p>{@code DUE -> PENDING -> PAID}. What is pending and fails is due again, so that the payer can try once more; a provider that says « paid »
 * after it said « failed », or after nothing was waited for any more, is right: money has moved, and that is never denied. What was recorded at the
 * counter and is taken back there (a mistake, a cheque that bounced) is due again.
 *
 * <p>Giving back money is done outside, by the public accountant; the ledger keeps what an accountant records of it, and what was paid stays {@code PAID}.
 */
public enum PaymentState {
    /** Asked for, and nobody has begun to pay. */
    DUE,
    /** The payer is at a means of payment, or its answer is awaited. */
    PENDING,
    PAID,
    /** Given up by the service before it was paid. */
    CANCELLED,
    /** Not paid in time. */
    EXPIRED;

    /** States that may follow; staying where it is, is no change and always allowed. */
    public Set<PaymentState> next() {
        return switch (this) {
            case DUE -> Set.of(PENDING, PAID, CANCELLED, EXPIRED);
            case PENDING -> Set.of(DUE, PAID, CANCELLED, EXPIRED);
            case PAID -> Set.of(DUE);
            case CANCELLED, EXPIRED -> Set.of(PAID);
        };
    }

    public boolean mayBecome(PaymentState other) {
        return other == this || next().contains(other);
    }

    /** Whether the service may deliver. */
    public boolean isPaid() {
        return this == PAID;
    }

    /** Whether it can still be paid. */
    public boolean isOpen() {
        return this == DUE || this == PENDING;
    }
}
