package org.parvis.demarches;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.parvis.api.data.Database;
import org.parvis.api.data.Transaction;
import org.parvis.api.identity.Agent;
import org.parvis.api.payment.Payment;
import org.parvis.api.payment.PaymentListener;

/** Writes into the history of a file what became of its payments, and says which agents have to do with them: those who work on it. */
@Component(service = PaymentListener.class)
public final class ChargeListener implements PaymentListener {
    private final Database database;
    private final CaseAccess access;
    private final PaidNotice notice;

    @Activate
    public ChargeListener(@Reference Database database, @Reference CaseAccess access, @Reference PaidNotice notice) {
        this.database = database;
        this.access = access;
        this.notice = notice;
    }

    @Override
    public String plugin() {
        return Charges.PLUGIN;
    }

    /** A try that came to nothing is no line: the payment is due as before. */
    @Override
    public void changed(Transaction transaction, Payment payment) {
        UUID file = Charges.file(payment);
        CaseFile paidFor = CaseTable.byId(transaction, file).orElse(null);
        if (paidFor == null) {
            return;
        }
        switch (payment.state()) {
            case PAID -> {
                Charges.entry(transaction, file, Charges.PAID, payment, payment.changed());
                transaction.enqueue(PaidWork.QUEUE, file.toString());
                notice.paid(transaction, payment, paidFor);
            }
            case EXPIRED -> Charges.entry(transaction, file, Charges.DROPPED, payment, payment.changed());
            case DUE -> {
                if (wasPaid(transaction, file, payment)) {
                    Charges.entry(transaction, file, Charges.REVOKED, payment, payment.changed());
                }
            }
            case PENDING, CANCELLED -> { }
        }
    }

    @Override
    public void refunded(Transaction transaction, Payment payment, long cents, Instant now) {
        UUID file = Charges.file(payment);
        if (CaseTable.byId(transaction, file).isPresent()) {
            Charges.entry(transaction, file, cents < 0 ? Charges.RESTORED : Charges.REFUNDED, payment, Math.abs(cents), now);
        }
    }

    private static boolean wasPaid(Transaction transaction, UUID file, Payment payment) {
        List<Entry> lines = EntryTable.of(transaction, file).stream()
                .filter(entry -> entry.kind() == Entry.Kind.PAYMENT && entry.body().endsWith(payment.reference()))
                .filter(entry -> !entry.about().equals(Charges.REFUNDED) && !entry.about().equals(Charges.RESTORED))
                .toList();
        return !lines.isEmpty() && lines.get(lines.size() - 1).about().equals(Charges.PAID);
    }

    @Override
    public boolean mayCollect(Agent agent, Payment payment) {
        return CaseTable.byId(database.of(payment.tenant()), Charges.file(payment))
                .filter(file -> access.mayHandle(agent, payment.tenant(), file.procedure()))
                .isPresent();
    }

    /** Payments are kept longer than the files that they were for. */
    @Override
    public Optional<String> deskPath(Payment payment) {
        UUID file = Charges.file(payment);
        return CaseTable.byId(database.of(payment.tenant()), file).map(found -> "/demarches/" + file);
    }
}
