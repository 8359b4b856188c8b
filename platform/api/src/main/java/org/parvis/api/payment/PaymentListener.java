package org.parvis.api.payment;

import org.osgi.annotation.versioning.ConsumerType;
import org.parvis.api.data.Transaction;

/** Contribution of a service: told when a payment that it asked for has changed. */
@ConsumerType
public interface PaymentListener {

    /** Plugin's id, with which the keys of its orders begin. */
    String plugin();

    /**
     * A payment came into another state, in the transaction that keeps it: both are kept or neither. Told at least once for each state, in the
     * order of the states; one that is told again must change nothing.
     */
    void changed(Transaction transaction, Payment payment);
}
