package org.parvis.api.payment;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.parvis.api.tenant.TenantId;

/**
 * A payment at one moment; an immutable value.
 *
 * @param reference short, unguessable, printed and typed at the counter: {@code 7KQ4-9XWB}
 * @param path on the tenant's site, where the payer chooses how to pay: unguessable, no other proof is asked for
 * @param means code of the means of payment that was used last, or null while none was: that of a {@link PaymentMeans}, or one of
 *     {@link #AT_COUNTER}
 * @param changed when it came into its state (UTC)
 */
public record Payment(
        TenantId tenant, UUID id, String reference, String path, PaymentOrder order, PaymentState state, @Nullable String means, Instant changed) {
    /** Codes of what an agent took, as they are offered there. */
    public static final List<String> AT_COUNTER = List.of("cash", "cheque", "card", "transfer");

    /** Whether the payer paid without an agent taking the money. */
    public boolean isPaidOnline() {
        return state.isPaid() && means != null && !AT_COUNTER.contains(means);
    }

    /**
     * The same in another state.
     *
     * @throws IllegalStateException if that state may not follow
     */
    public Payment become(PaymentState other, Instant now) {
        if (!state.mayBecome(other)) {
            throw new IllegalStateException("a payment that is " + state + " does not become " + other);
        }
        return other == state ? this : new Payment(tenant, id, reference, path, order, other, means, now);
    }

    /** The same through a means of payment. */
    public Payment through(@Nullable String code) {
        return new Payment(tenant, id, reference, path, order, state, code, changed);
    }
}
