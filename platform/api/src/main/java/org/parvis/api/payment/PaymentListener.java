package org.parvis.api.payment;

import java.time.Instant;
import java.util.Optional;
import org.osgi.annotation.versioning.ConsumerType;
import org.parvis.api.data.Transaction;
import org.parvis.api.identity.Agent;

/** Contribution of a service that asks for payments: told what becomes of them, and asked who may have to do with them. */
@ConsumerType
public interface PaymentListener {

    /** Plugin's id, with which the keys of its orders begin. */
    String plugin();

    /**
     * A payment came into another state, in the transaction that keeps it: both are kept or neither. Told once for each change, in their order.
     * Not told of what it did itself: {@link Payments#ask} and {@link Payments#cancel}.
     */
    void changed(Transaction transaction, Payment payment);

    /**
     * Some or all of a payment was given back, in the transaction that records it. The payment stays as it is.
     *
     * @param cents what was given back; below zero if that had been recorded by mistake
     * @param now when it is recorded (UTC)
     */
    default void refunded(Transaction transaction, Payment payment, long cents, Instant now) {}

    /**
     * Whether an agent who takes payments ({@code payments.collect}) may look at this one and record that it was paid. Accountants may always.
     */
    default boolean mayCollect(Agent agent, Payment payment) {
        return false;
    }

    /** Path of the thing in the back office, below {@code /bureau/<slug>}, for the way back to it. */
    default Optional<String> deskPath(Payment payment) {
        return Optional.empty();
    }
}
