package org.parvis.api.payment;

import java.util.Optional;
import java.util.UUID;
import org.osgi.annotation.versioning.ProviderType;
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

    Optional<Payment> byId(TenantId tenant, UUID id);

    Optional<Payment> byKey(TenantId tenant, String key);

    /** Path on the tenant's site where the payer chooses how to pay. */
    String path(Payment payment);

    /**
     * Gives a payment up; does nothing if it is given up already.
     *
     * @throws org.parvis.api.route.Conflict if it is paid: refund it
     */
    Payment cancel(Transaction transaction, UUID id);
}
