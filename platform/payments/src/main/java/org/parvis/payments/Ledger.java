package org.parvis.payments;

import java.math.BigInteger;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.parvis.api.data.Database;
import org.parvis.api.data.Ids;
import org.parvis.api.data.Reader;
import org.parvis.api.data.TenantData;
import org.parvis.api.data.Transaction;
import org.parvis.api.payment.Payment;
import org.parvis.api.payment.PaymentListener;
import org.parvis.api.payment.PaymentMeans;
import org.parvis.api.payment.PaymentOrder;
import org.parvis.api.payment.PaymentState;
import org.parvis.api.payment.Payments;
import org.parvis.api.plugin.Plugins;
import org.parvis.api.route.Conflict;
import org.parvis.api.route.NotFound;
import org.parvis.api.tenant.TenantId;

/** The ledger: what is to be paid, and the one way in which a payment changes its state. */
@Component(service = {Payments.class, Ledger.class})
public final class Ledger implements Payments {
    static final String PATH = "/paiement";
    static final String DESK = "/paiements";
    /** Without letters that are taken for digits. */
    private static final String ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    private static final int HALF = 4;
    private static final int TOKEN_BITS = 128;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final Database database;
    private final Plugins plugins;
    private final PaidMail mail;
    private final Clock clock;

    @Activate
    public Ledger(@Reference Database database, @Reference Plugins plugins, @Reference PaidMail mail, @Reference Clock clock) {
        this.database = database;
        this.plugins = plugins;
        this.mail = mail;
        this.clock = clock;
    }

    TenantData of(TenantId tenant) {
        return database.of(tenant);
    }

    @Override
    public Payment ask(Transaction transaction, PaymentOrder order) {
        Optional<Stored> there = PaymentTable.byKey(transaction, order.key());
        if (there.isPresent()) {
            if (!there.get().payment().order().sameAs(order)) {
                throw new Conflict("payments.error.other");
            }
            return there.get().payment();
        }
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        String reference = reference();
        while (PaymentTable.hasReference(transaction, reference)) {
            reference = reference();
        }
        String token = token();
        Payment payment = new Payment(transaction.tenant(), Ids.next(), reference, path(token), order, PaymentState.DUE, null, now);
        PaymentTable.insert(transaction, new Stored(payment, token, null, now));
        return payment;
    }

    private static String reference() {
        StringBuilder reference = new StringBuilder();
        for (int i = 0; i < 2 * HALF; i++) {
            reference.append(i == HALF ? "-" : "").append(ALPHABET.charAt(RANDOM.nextInt(ALPHABET.length())));
        }
        return reference.toString();
    }

    private static String token() {
        return "%032x".formatted(new BigInteger(TOKEN_BITS, RANDOM));
    }

    @Override
    public Optional<Payment> byId(Reader reader, UUID id) {
        return PaymentTable.byId(reader, id).map(Stored::payment);
    }

    @Override
    public List<Payment> of(Reader reader, Collection<String> things) {
        return PaymentTable.of(reader, things).stream().map(Stored::payment).toList();
    }

    static String path(String token) {
        return PATH + "/" + token;
    }

    @Override
    public String deskPath(Payment payment) {
        return DESK + "/" + payment.id();
    }

    @Override
    public boolean online(TenantId tenant) {
        return plugins.of(tenant).of(PaymentMeans.class).stream().anyMatch(means -> means.ready(tenant));
    }

    @Override
    public boolean online(Payment payment) {
        return payment.state().isOpen() && !means(payment).isEmpty();
    }

    /** The means by which it can be paid online. */
    List<PaymentMeans> means(Payment payment) {
        return plugins.of(payment.tenant()).of(PaymentMeans.class).stream().filter(means -> means.takes(payment)).toList();
    }

    /** A means by its code: also one that takes nothing new any more, for what it has begun. */
    Optional<PaymentMeans> means(TenantId tenant, String code) {
        return plugins.of(tenant).of(PaymentMeans.class).stream().filter(means -> means.code().equals(code)).findFirst();
    }

    @Override
    public Payment cancel(Transaction transaction, UUID id) {
        Payment payment = PaymentTable.locked(transaction, id).orElseThrow(NotFound::new).payment();
        if (!payment.state().isOpen()) {
            return payment;
        }
        Payment cancelled = payment.become(PaymentState.CANCELLED, clock.instant());
        PaymentTable.update(transaction, cancelled);
        return cancelled;
    }

    Optional<PaymentListener> listener(Payment payment) {
        return plugins.of(payment.tenant()).of(PaymentListener.class).stream()
                .filter(listener -> listener.plugin().equals(payment.order().plugin()))
                .findFirst();
    }

    /**
     * Brings a payment, which is locked, into another state; tells who asked for it, and the payer when it is paid.
     *
     * @param means that did it, or null: none any more
     */
    Payment change(Transaction transaction, Payment payment, PaymentState to, @Nullable String means, Instant now) {
        Payment changed = payment.become(to, now).through(means);
        PaymentTable.update(transaction, changed);
        if (changed.state() != payment.state()) {
            listener(changed).ifPresent(listener -> listener.changed(transaction, changed));
            if (changed.state().isPaid()) {
                mail.paid(transaction, PaymentTable.byId(transaction, changed.id()).orElseThrow());
            }
        }
        return changed;
    }
}
