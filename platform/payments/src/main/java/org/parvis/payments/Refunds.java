package org.parvis.payments;

import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.UUID;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.parvis.api.data.Ids;
import org.parvis.api.data.Transaction;
import org.parvis.api.identity.Agent;
import org.parvis.api.payment.Euros;
import org.parvis.api.payment.Payment;
import org.parvis.api.route.Conflict;
import org.parvis.api.route.NotFound;
import org.parvis.api.tenant.Site;

/**
 * What was given back of payments, as an accountant records it. The money is given back by the public accountant, on a written order; PayFiP cannot
 * be told to.
 */
@Component(service = Refunds.class)
public final class Refunds {
    private final Ledger ledger;
    private final Counter counter;
    private final PaidMail mail;

    @Activate
    public Refunds(@Reference Ledger ledger, @Reference Counter counter, @Reference PaidMail mail) {
        this.ledger = ledger;
        this.counter = counter;
        this.mail = mail;
    }

    /**
     * What an accountant gives.
     *
     * @param order number of the written order
     * @param on day on which the public accountant gave it back
     */
    record Given(long cents, String reason, String order, LocalDate on) {}

    /**
     * Records it and tells the payer.
     *
     * @throws Conflict if it is not paid, or less is left of it
     */
    void record(Site site, UUID id, Given given, Agent agent, Instant moment) {
        Instant now = moment.truncatedTo(ChronoUnit.MICROS);
        ledger.of(site.id()).write(transaction -> {
            Stored stored = PaymentTable.locked(transaction, id).orElseThrow(NotFound::new);
            Payment payment = stored.payment();
            if (!payment.state().isPaid()) {
                throw new Conflict("payments.refund.unpaid");
            }
            if (given.cents() > left(transaction, payment)) {
                throw new Conflict("payments.refund.more");
            }
            RefundTable.insert(
                    transaction,
                    new RefundTable.Refund(Ids.next(), id, given.cents(), given.reason(), given.order(), given.on(), now, agent.id(), agent.name(), null, null, null),
                    LocalDate.ofInstant(now, site.tenant().zone()));
            ledger.listener(payment).ifPresent(listener -> listener.refunded(transaction, payment, given.cents(), now));
            mail.refunded(transaction, stored, given);
            counter.record(transaction, agent, "payments.refund", payment, detail(payment, given.cents(), given.order()));
        });
    }

    /**
     * Takes back what was recorded by mistake; nothing is written to the payer, whom only an agent can explain it.
     *
     * @throws Conflict if that was done already
     */
    void cancel(Site site, UUID refundId, String reason, Agent agent, Instant moment) {
        Instant now = moment.truncatedTo(ChronoUnit.MICROS);
        ledger.of(site.id()).write(transaction -> {
            UUID id = RefundTable.byId(transaction, refundId).orElseThrow(NotFound::new).payment();
            Payment payment = PaymentTable.locked(transaction, id).orElseThrow(NotFound::new).payment();
            RefundTable.Refund refund = RefundTable.byId(transaction, refundId).orElseThrow(NotFound::new);
            if (refund.cancelled() != null) {
                throw new Conflict("payments.refund.gone");
            }
            RefundTable.cancel(transaction, refundId, now, LocalDate.ofInstant(now, site.tenant().zone()), agent.name(), reason);
            ledger.listener(payment).ifPresent(listener -> listener.refunded(transaction, payment, -refund.cents(), now));
            counter.record(transaction, agent, "payments.unrefund", payment, detail(payment, refund.cents(), refund.order()));
        });
    }

    private static long left(Transaction transaction, Payment payment) {
        return payment.order().cents() - RefundTable.sum(transaction, payment.id());
    }

    private static String detail(Payment payment, long cents, String order) {
        return payment.reference() + ", " + Euros.text(cents, Locale.FRENCH) + ", " + order;
    }
}
