package org.parvis.testkit;

import java.time.Clock;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.parvis.api.data.Ids;
import org.parvis.api.data.Reader;
import org.parvis.api.data.Transaction;
import org.parvis.api.payment.Payment;
import org.parvis.api.payment.PaymentListener;
import org.parvis.api.payment.PaymentOrder;
import org.parvis.api.payment.PaymentState;
import org.parvis.api.payment.Payments;
import org.parvis.api.route.Conflict;
import org.parvis.api.tenant.TenantId;

/** Payments in memory; undone by nothing. */
public final class FakePayments implements Payments {
    private final Map<UUID, Payment> payments = new LinkedHashMap<>();
    private final Clock clock;
    private boolean online;

    public FakePayments(Clock clock) {
        this.clock = clock;
    }

    /** Tenants have set a means online up. */
    public void online() {
        online = true;
    }

    /** What was asked for, in the order in which it was. */
    public List<Payment> all() {
        return List.copyOf(payments.values());
    }

    /** Brings a payment into another state, as the ledger does it, and tells who asked for it. */
    public Payment become(Transaction transaction, UUID id, PaymentState state, String means, PaymentListener listener) {
        Payment changed = payments.get(id).become(state, clock.instant()).through(means);
        payments.put(id, changed);
        listener.changed(transaction, changed);
        return changed;
    }

    @Override
    public Payment ask(Transaction transaction, PaymentOrder order) {
        Optional<Payment> there = payments.values().stream().filter(payment -> payment.order().key().equals(order.key())).findFirst();
        if (there.isPresent() && !there.get().order().sameAs(order)) {
            throw new Conflict("payments.error.other");
        }
        int number = payments.size() + 1;
        Payment payment = there.orElseGet(() -> new Payment(
                transaction.tenant(), Ids.next(), "7KQ4-%04d".formatted(number), "/paiement/%032d".formatted(number), order, PaymentState.DUE, null, clock.instant()));
        payments.put(payment.id(), payment);
        return payment;
    }

    @Override
    public Optional<Payment> byId(Reader reader, UUID id) {
        return Optional.ofNullable(payments.get(id));
    }

    @Override
    public List<Payment> of(Reader reader, Collection<String> things) {
        return payments.values().stream().filter(payment -> things.contains(payment.order().thing())).toList();
    }

    @Override
    public String deskPath(Payment payment) {
        return "/paiements/" + payment.id();
    }

    @Override
    public boolean online(TenantId tenant) {
        return online;
    }

    @Override
    public boolean online(Payment payment) {
        return online && payment.state().isOpen();
    }

    @Override
    public Payment cancel(Transaction transaction, UUID id) {
        Payment payment = payments.get(id);
        if (payment.state().isOpen()) {
            payments.put(id, payment.become(PaymentState.CANCELLED, clock.instant()));
        }
        return payments.get(id);
    }
}
