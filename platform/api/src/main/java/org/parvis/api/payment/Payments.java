package org.parvis.api.payment;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.osgi.annotation.versioning.ProviderType;
import org.parvis.api.data.Reader;
import org.parvis.api.data.Transaction;
import org.parvis.api.tenant.TenantId;

/** The ledger of payments, for services that charge something. */
@ProviderType
public interface Payments {

    /**
     * Asks for a payment, in the transaction of what it is for. Asked again with the same key, it answers with the payment that there is.
     *
     * @throws org.parvis.api.route.Conflict if that key was used for another amount or object
     */
    Payment ask(Transaction transaction, PaymentOrder order);

    /** @param reader of the tenant, or its transaction */
    Optional<Payment> byId(Reader reader, UUID id);

    /**
     * All that was ever asked for some things, in one query; the oldest first.
     *
     * @param reader of the tenant, or its transaction
     * @param things as their orders say it: {@link PaymentOrder#thing()}
     */
    List<Payment> of(Reader reader, Collection<String> things);

    /** Path in the back office, below {@code /bureau/<slug>}, where agents see it and record what was paid at the counter. */
    String deskPath(Payment payment);

    /** Whether payments of that tenant can be made online at all. */
    boolean online(TenantId tenant);

    /** Whether this one can be made online: not if it is too small or too large for what the tenant has set up. */
    boolean online(Payment payment);

    /**
     * Gives a payment up if it is still open; does nothing otherwise. What is under way at a provider may be paid all the same: the listener is told.
     *
     * @return the payment as it is now
     */
    Payment cancel(Transaction transaction, UUID id);
}
