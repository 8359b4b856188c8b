package org.parvis.payments;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.parvis.api.audit.Audit;
import org.parvis.api.audit.AuditEntry;
import org.parvis.api.data.Ids;
import org.parvis.api.data.Transaction;
import org.parvis.api.identity.Agent;
import org.parvis.api.payment.Payment;
import org.parvis.api.payment.PaymentState;
import org.parvis.api.route.Conflict;
import org.parvis.api.route.NotFound;
import org.parvis.api.tenant.Site;
import org.parvis.payments.ReceiptTable.Receipt;

/** What is paid at the counter: a numbered receipt for each, which is cancelled and never deleted. */
@Component(service = Counter.class)
public final class Counter {
    private final Ledger ledger;
    private final Audit audit;

    @Activate
    public Counter(@Reference Ledger ledger, @Reference Audit audit) {
        this.ledger = ledger;
        this.audit = audit;
    }

    /**
     * What an agent records.
     *
     * @param means one of {@link Payment#AT_COUNTER}
     * @param payer who brought the money
     * @param note number of the cheque and the like, or empty
     */
    record Taken(String means, String payer, String note) {}

    /**
     * Records that a payment was paid.
     *
     * @throws Conflict if it is paid already, given up, or under way online
     */
    Receipt take(Site site, UUID id, Taken taken, Agent agent, Instant moment) {
        Instant now = moment.truncatedTo(ChronoUnit.MICROS);
        return ledger.of(site.id()).call(transaction -> {
            Payment payment = PaymentTable.locked(transaction, id).orElseThrow(NotFound::new).payment();
            switch (payment.state()) {
                case PAID -> throw new Conflict("payments.error.paid");
                case PENDING -> throw new Conflict("payments.error.pending");
                case CANCELLED, EXPIRED -> throw new Conflict("payments.error.over");
                case DUE -> { }
            }
            LocalDate day = LocalDate.ofInstant(now, site.tenant().zone());
            Receipt receipt = new Receipt(
                    Ids.next(), id, day.getYear(), ReceiptTable.next(transaction, day.getYear()), taken.means(), payment.order().cents(), taken.payer(),
                    taken.note(), now, agent.id(), agent.name(), null, null, null);
            ReceiptTable.insert(transaction, receipt, day);
            ledger.change(transaction, payment, PaymentState.PAID, taken.means(), now);
            record(transaction, agent, "payments.take", payment, receipt.shown());
            return receipt;
        });
    }

    /**
     * Takes a receipt back: the payment is due again, unless money came for it online too, which is what pays it then.
     *
     * @throws Conflict if it was taken back already
     */
    void cancel(Site site, UUID receiptId, String reason, Agent agent, Instant moment) {
        Instant now = moment.truncatedTo(ChronoUnit.MICROS);
        ledger.of(site.id()).write(transaction -> {
            UUID id = ReceiptTable.byId(transaction, receiptId).orElseThrow(NotFound::new).payment();
            Payment payment = PaymentTable.locked(transaction, id).orElseThrow(NotFound::new).payment();
            Receipt receipt = ReceiptTable.byId(transaction, receiptId).orElseThrow(NotFound::new);
            if (receipt.cancelled() != null) {
                throw new Conflict("payments.error.cancelled");
            }
            if (RefundTable.sum(transaction, id) > 0) {
                throw new Conflict("payments.error.refunded");
            }
            ReceiptTable.cancel(transaction, receiptId, now, LocalDate.ofInstant(now, site.tenant().zone()), agent.name(), reason);
            Optional<AttemptTable.Attempt> online = AttemptTable.of(transaction, id).stream().filter(attempt -> attempt.twice() && attempt.returned() == null).findFirst();
            online.ifPresent(attempt -> AttemptTable.once(transaction, attempt.id()));
            ledger.change(
                    transaction, payment, online.isPresent() ? PaymentState.PAID : PaymentState.DUE, online.map(AttemptTable.Attempt::means).orElse(null), now);
            record(transaction, agent, "payments.cancel", payment, receipt.shown());
        });
    }

    void record(Transaction transaction, Agent agent, String action, Payment payment, String detail) {
        audit.record(transaction, AuditEntry.by(agent, action, payment.id().toString()).concerning(Parties.of(payment)).detail(detail));
    }
}
