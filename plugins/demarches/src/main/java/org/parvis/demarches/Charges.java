package org.parvis.demarches;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.parvis.api.data.Database;
import org.parvis.api.data.Ids;
import org.parvis.api.data.Reader;
import org.parvis.api.data.Transaction;
import org.parvis.api.payment.Euros;
import org.parvis.api.payment.Payer;
import org.parvis.api.payment.Payment;
import org.parvis.api.payment.PaymentOrder;
import org.parvis.api.payment.PaymentState;
import org.parvis.api.payment.Payments;
import org.parvis.api.tenant.PublicUrls;
import org.parvis.api.tenant.Site;
import org.parvis.demarches.procedure.Header;
import org.parvis.demarches.procedure.Procedure;
import org.parvis.demarches.procedure.Texts.Wanted;
import org.parvis.demarches.procedure.Workflow;

/** What files are charged: asked for when a file comes into a state that says so, given up when the request ends without being granted. */
@Component(service = Charges.class)
public final class Charges {
    static final String PLUGIN = "demarches";
    /** Words of a line of the history. */
    static final String DUE = "due";
    static final String PAID = "paid";
    static final String REVOKED = "revoked";
    static final String DROPPED = "dropped";

    private final Payments payments;
    private final Database database;
    private final PublicUrls urls;
    private final Offers offers;

    @Activate
    public Charges(@Reference Payments payments, @Reference Database database, @Reference PublicUrls urls, @Reference Offers offers) {
        this.payments = payments;
        this.database = database;
        this.urls = urls;
        this.offers = offers;
    }

    /**
     * A file came into the state that it is in.
     *
     * @param typed amounts in cents that the agent gave, by fee
     */
    void entered(Transaction transaction, Procedure procedure, CaseFile file, Map<String, Long> typed, Instant now) {
        if (procedure.header().fees().isEmpty() || Closing.outside(file.stand().state())) {
            return;
        }
        if (file.closed() && file.stand().outcome() != Workflow.Outcome.GRANTED) {
            closed(transaction, procedure, file, now);
        }
        String name = procedure.workflow().state(file.stand().state()).pays();
        if (name != null) {
            procedure.header().fees().stream().filter(fee -> fee.name().equals(name)).forEach(fee -> {
                Long given = typed.get(name);
                OptionalLong cents = given == null ? cents(transaction, fee, file) : OptionalLong.of(given);
                cents.ifPresent(amount -> ask(transaction, procedure, file, fee, amount, now));
            });
        }
    }

    private OptionalLong cents(Transaction transaction, Header.Fee fee, CaseFile file) {
        return fee.tariff() ? Tariff.of(offers.offer(transaction.tenant(), file.procedure())).cents(fee, file.answers()) : fee.cents(file.answers());
    }

    /** Whether there is an amount to ask for on a way where an agent may give one, to a state that waits for it; else the file would wait for nothing. */
    boolean priced(Transaction transaction, Procedure procedure, CaseFile file, Workflow.Transition way, Map<String, Long> typed) {
        Workflow.State to = procedure.workflow().state(way.to());
        return to.kind() == Workflow.Kind.CLOSED || procedure.header().fees().stream()
                .filter(fee -> fee.tariff() && fee.name().equals(to.pays()) && way.fields().stream().anyMatch(field -> field.name().equals(fee.name())))
                .allMatch(fee -> typed.containsKey(fee.name()) || cents(transaction, fee, file).isPresent());
    }

    /**
     * The answers were corrected: what is still to be paid and depends on them is asked for anew. What was asked for by the commune's tariff stays what it
     * was, whatever the tariff is by now, as long as the choice on which it depends is the same.
     */
    void corrected(Transaction transaction, Procedure procedure, CaseFile before, CaseFile file, Instant now) {
        for (Charge.Asked asked : asked(transaction, procedure, file)) {
            Header.Fee fee = procedure.header().fees().stream().filter(one -> one.name().equals(asked.fee())).findFirst().orElseThrow();
            OptionalLong cents = cents(transaction, fee, file);
            boolean kept = fee.typed() || fee.tariff() && (cents.isEmpty() || fee.chosen(before.answers()).equals(fee.chosen(file.answers())));
            if (asked.payment().state() == PaymentState.DUE && !kept) {
                ask(transaction, procedure, file, fee, cents.orElse(0), now);
            }
        }
    }

    /** The request ends without what would have been paid for. */
    void closed(Transaction transaction, Procedure procedure, CaseFile file, Instant now) {
        for (Charge.Asked asked : asked(transaction, procedure, file)) {
            drop(transaction, file, asked.payment(), now);
        }
    }

    private void drop(Transaction transaction, CaseFile file, Payment payment, Instant now) {
        if (payment.state().isOpen() && payments.cancel(transaction, payment.id()).state() == PaymentState.CANCELLED) {
            entry(transaction, file.id(), DROPPED, payment, now);
        }
    }

    private void ask(Transaction transaction, Procedure procedure, CaseFile file, Header.Fee fee, long cents, Instant now) {
        Optional<Payment> last = last(transaction, file.id(), fee.name());
        if (last.isPresent() && (last.get().state().isPaid() || last.get().state().isOpen() && last.get().order().cents() == cents)) {
            return;
        }
        last.ifPresent(payment -> drop(transaction, file, payment, now));
        if (cents > 0) {
            int number = last.map(payment -> number(payment.order().key())).orElse(0) + 1;
            CaseFile.Applicant who = file.applicant();
            Payer payer = new Payer(who.name(), who.email().isBlank() ? null : who.email(), who.account(), Locale.forLanguageTag(who.language()));
            String object = procedure.texts().text(Cases.COMMUNE, "fee." + fee.name()) + " – " + file.number();
            String back = who.account() == null ? "/suivi/dossier" : "/teleservices/mes-dossiers/" + file.id();
            Payment payment = payments.ask(transaction, new PaymentOrder(
                    key(file.id(), fee.name(), number), cents, Cases.cut(object, PaymentOrder.LONGEST), payer, back, null));
            entry(transaction, file.id(), DUE, payment, now);
        }
    }

    /** What was asked for of a file, the last payment of each fee. */
    List<Charge.Asked> asked(Reader reader, Procedure procedure, CaseFile file) {
        Set<String> paying = procedure.workflow().paid();
        List<Charge.Asked> asked = new ArrayList<>();
        for (Header.Fee fee : procedure.header().fees()) {
            if (paying.contains(fee.name())) {
                last(reader, file.id(), fee.name()).ifPresent(payment -> asked.add(new Charge.Asked(fee.name(), payment)));
            }
        }
        return asked;
    }

    private Optional<Payment> last(Reader reader, UUID file, String fee) {
        Optional<Payment> last = Optional.empty();
        int number = 1;
        for (Optional<Payment> next = payments.byKey(reader, key(file, fee, number)); next.isPresent(); next = payments.byKey(reader, key(file, fee, number))) {
            last = next;
            number++;
        }
        return last;
    }

    private static String key(UUID file, String fee, int number) {
        return PLUGIN + ":" + file + ":" + fee + ":" + number;
    }

    private static int number(String key) {
        return Integer.parseInt(key.substring(key.lastIndexOf(':') + 1));
    }

    /** The file that a payment is for. */
    static UUID file(Payment payment) {
        return UUID.fromString(payment.order().key().split(":")[1]);
    }

    /** Whether nothing that was asked for is left to be paid. */
    boolean settled(Reader reader, Procedure procedure, CaseFile file) {
        return asked(reader, procedure, file).stream().noneMatch(asked -> asked.payment().state().isOpen() || asked.payment().state() == PaymentState.EXPIRED);
    }

    List<Charge> shown(Site site, Procedure procedure, CaseFile file, Wanted wanted) {
        Locale language = Locale.forLanguageTag(wanted.language());
        return asked(database.of(site.id()), procedure, file).stream()
                .map(asked -> shown(asked.payment(), procedure.texts().text(wanted, "fee." + asked.fee()), language))
                .toList();
    }

    /** For agents: what the commune's tariff is for what was answered, while the file goes on. */
    List<CataloguePages.Cost> rates(Site site, Procedure procedure, CaseFile file, Wanted wanted) {
        Tariff tariff = Tariff.of(offers.offer(site.id(), file.procedure()));
        return file.closed() ? List.of() : procedure.header().fees().stream()
                .filter(fee -> fee.tariff() && tariff.cents(fee, file.answers()).isPresent())
                .map(fee -> new CataloguePages.Cost(
                        procedure.texts().text(wanted, "fee." + fee.name()),
                        Euros.text(tariff.cents(fee, file.answers()).getAsLong(), Locale.forLanguageTag(wanted.language()))))
                .toList();
    }

    private Charge shown(Payment payment, String what, Locale language) {
        boolean due = payment.state() == PaymentState.DUE;
        return new Charge(
                what, Euros.text(payment.order().cents(), language), payment.state().name().toLowerCase(Locale.ROOT), payment.reference(),
                payment.means() == null ? "" : payment.means(), payments.path(payment), payments.deskPath(payment), payments.online(payment),
                payment.state().isOpen(), due ? null : payment.changed());
    }

    /** For a message: what is to be paid, and where; empty if there is nothing. */
    String said(Reader reader, Site site, Procedure procedure, CaseFile file) {
        Locale language = Locale.forLanguageTag(file.applicant().language());
        return asked(reader, procedure, file).stream()
                .filter(asked -> asked.payment().state().isOpen())
                .map(asked -> Euros.text(asked.payment().order().cents(), language) + " ("
                        + procedure.texts().text(Wanted.of(language), "fee." + asked.fee()) + "), "
                        + urls.of(site, file.applicant().prefix() + payments.path(asked.payment())))
                .reduce((a, b) -> a + "\n" + b)
                .orElse("");
    }

    static void entry(Transaction transaction, UUID file, String about, Payment payment, Instant now) {
        String body = payment.order().object() + "\n" + Euros.text(payment.order().cents(), Locale.FRENCH) + " – " + payment.reference();
        EntryTable.insert(transaction, file, new Entry(Ids.next(), now, Entry.Kind.PAYMENT, about, "", false, body, List.of()));
    }
}
