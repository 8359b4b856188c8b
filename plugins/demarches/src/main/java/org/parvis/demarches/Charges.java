package org.parvis.demarches;

import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import java.util.function.BinaryOperator;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
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
public final class Charges implements CaseListener {
    static final String PLUGIN = "demarches";
    /** Words of a line of the history. */
    static final String DUE = "due";
    static final String PAID = "paid";
    static final String REVOKED = "revoked";
    static final String DROPPED = "dropped";
    static final String REFUNDED = "refunded";
    static final String RESTORED = "restored";

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

    @Override
    public void received(Moment moment) {
        moved(moment, Map.of());
    }

    @Override
    public void arrived(Moment moment) {
        moved(moment, Map.of());
    }

    @Override
    public void moved(Moment moment, Map<String, Long> amounts) {
        Procedure procedure = moment.procedure();
        CaseFile file = moment.file();
        if (procedure.header().fees().isEmpty()) {
            return;
        }
        if (file.closed() && file.stand().outcome() != Workflow.Outcome.GRANTED) {
            drop(moment);
        }
        String name = procedure.workflow().state(file.stand().state()).pays();
        if (name != null) {
            procedure.header().fees().stream().filter(fee -> fee.name().equals(name)).forEach(fee -> {
                Long given = amounts.get(name);
                OptionalLong cents = given == null ? cents(moment.transaction(), fee, file) : OptionalLong.of(given);
                cents.ifPresent(amount -> ask(moment, fee, amount, last(moment.transaction(), file.id()).get(name)));
            });
        }
    }

    private OptionalLong cents(Transaction transaction, Header.Fee fee, CaseFile file) {
        return fee.tariff() ? tariff(transaction, file).cents(fee, file.answers()) : fee.cents(file.answers());
    }

    private Tariff tariff(Transaction transaction, CaseFile file) {
        return Tariff.of(offers.offer(transaction.tenant(), file.procedure()));
    }

    /** Whether there is an amount to ask for on a way where an agent may give one, to a state that waits for it; else the file would wait for nothing. */
    boolean priced(Transaction transaction, Procedure procedure, CaseFile file, Workflow.Transition way, Map<String, Long> typed) {
        Workflow.State to = procedure.workflow().state(way.to());
        return to.kind() == Workflow.Kind.CLOSED || procedure.header().fees().stream()
                .filter(fee -> fee.tariff() && fee.name().equals(to.pays()) && way.fields().stream().anyMatch(field -> field.name().equals(fee.name())))
                .allMatch(fee -> typed.containsKey(fee.name()) || cents(transaction, fee, file).isPresent());
    }

    /**
     * What is still to be paid and depends on the answers is asked for anew. What was asked for by the commune's tariff stays what it was, whatever the
     * tariff is by now, as long as the choice and the measures on which it depends are the same.
     */
    @Override
    public void corrected(Moment moment, CaseFile before) {
        CaseFile file = moment.file();
        for (Charge.Asked asked : asked(moment.transaction(), moment.procedure(), file)) {
            Header.Fee fee = moment.procedure().header().fees().stream().filter(one -> one.name().equals(asked.fee())).findFirst().orElseThrow();
            OptionalLong cents = cents(moment.transaction(), fee, file);
            boolean kept = fee.typed() || fee.tariff() && (cents.isEmpty() || tariff(moment.transaction(), file).alike(fee, before.answers(), file.answers()));
            if (asked.payment().state() == PaymentState.DUE && !kept) {
                ask(moment, fee, cents.orElse(0), asked.payment());
            }
        }
    }

    /** The request ends here without what would have been paid for. */
    @Override
    public void changed(Moment moment, CaseFile before) {
        if (!before.closed() && Closing.outside(moment.file().stand().state())) {
            drop(moment);
        }
    }

    private void drop(Moment moment) {
        asked(moment.transaction(), moment.procedure(), moment.file()).forEach(asked -> drop(moment, asked.payment()));
    }

    private void drop(Moment moment, Payment payment) {
        if (payment.state().isOpen() && payments.cancel(moment.transaction(), payment.id()).state() == PaymentState.CANCELLED) {
            entry(moment.transaction(), moment.file().id(), DROPPED, payment, moment.now());
        }
    }

    private void ask(Moment moment, Header.Fee fee, long cents, @Nullable Payment last) {
        if (last != null && (last.state().isPaid() || last.state().isOpen() && last.order().cents() == cents)) {
            return;
        }
        if (last != null) {
            drop(moment, last);
        }
        if (cents > 0) {
            CaseFile file = moment.file();
            int number = last == null ? 1 : number(last) + 1;
            CaseFile.Applicant who = file.applicant();
            Payer payer = new Payer(who.name(), who.email().isBlank() ? null : who.email(), who.account(), Locale.forLanguageTag(who.language()));
            String object = moment.procedure().texts().text(Cases.COMMUNE, "fee." + fee.name()) + " – " + file.number();
            String back = who.account() == null ? "/suivi/dossier" : "/teleservices/mes-dossiers/" + file.id();
            Payment payment = payments.ask(moment.transaction(), new PaymentOrder(
                    thing(file.id()) + ":" + fee.name() + ":" + number, cents, Cases.cut(object, PaymentOrder.LONGEST), payer, back, null));
            entry(moment.transaction(), file.id(), DUE, payment, moment.now());
        }
    }

    /** What was asked for of a file, the last payment of each fee. */
    List<Charge.Asked> asked(Reader reader, Procedure procedure, CaseFile file) {
        Set<String> paying = procedure.workflow().paid();
        if (paying.isEmpty()) {
            return List.of();
        }
        Map<String, Payment> last = last(reader, file.id());
        return procedure.header().fees().stream()
                .map(Header.Fee::name)
                .filter(fee -> paying.contains(fee) && last.containsKey(fee))
                .map(fee -> new Charge.Asked(fee, last.get(fee)))
                .toList();
    }

    private Map<String, Payment> last(Reader reader, UUID file) {
        return last(reader, List.of(file)).getOrDefault(file, Map.of());
    }

    /** By file and fee: the payments of a fee are numbered. */
    private Map<UUID, Map<String, Payment>> last(Reader reader, Collection<UUID> files) {
        return payments.of(reader, files.stream().map(Charges::thing).toList()).stream().collect(Collectors.groupingBy(
                Charges::file, Collectors.toMap(Charges::fee, Function.identity(), BinaryOperator.maxBy(Comparator.comparing(Charges::number)))));
    }

    private static String thing(UUID file) {
        return PLUGIN + ":" + file;
    }

    private static String[] parts(Payment payment) {
        return payment.order().key().split(":");
    }

    private static String fee(Payment payment) {
        return parts(payment)[2];
    }

    private static int number(Payment payment) {
        return Integer.parseInt(parts(payment)[3]);
    }

    /** The file that a payment is for. */
    static UUID file(Payment payment) {
        return UUID.fromString(parts(payment)[1]);
    }

    /** Whether nothing that was asked for is left to be paid. */
    boolean settled(Reader reader, Procedure procedure, CaseFile file) {
        return asked(reader, procedure, file).stream().noneMatch(asked -> left(asked.payment()));
    }

    /** How the payments of files stand, in one query: {@code due} where something is left to be paid, {@code paid} where all is; files without any are left out. */
    public Map<UUID, String> stands(Reader reader, Collection<UUID> files) {
        if (files.isEmpty()) {
            return Map.of();
        }
        Map<UUID, String> stands = new HashMap<>();
        last(reader, files).forEach((file, fees) -> {
            if (fees.values().stream().anyMatch(Charges::left)) {
                stands.put(file, DUE);
            } else if (fees.values().stream().anyMatch(payment -> payment.state().isPaid())) {
                stands.put(file, PAID);
            }
        });
        return stands;
    }

    private static boolean left(Payment payment) {
        return payment.state().isOpen() || payment.state() == PaymentState.EXPIRED;
    }

    public List<Charge> shown(Site site, Procedure procedure, CaseFile file, Wanted wanted) {
        Locale language = Locale.forLanguageTag(wanted.language());
        return asked(database.of(site.id()), procedure, file).stream()
                .map(asked -> shown(asked.payment(), procedure.texts().text(wanted, "fee." + asked.fee()), language))
                .toList();
    }

    private Charge shown(Payment payment, String what, Locale language) {
        boolean due = payment.state() == PaymentState.DUE;
        return new Charge(
                what, Euros.text(payment.order().cents(), language), payment.state().name().toLowerCase(Locale.ROOT), payment.reference(),
                payment.means() == null ? "" : payment.means(), payment.path(), payments.deskPath(payment), payments.online(payment),
                payment.state().isOpen(), due ? null : payment.changed());
    }

    /** For a message: what is to be paid, and where; empty if there is nothing. */
    String said(Reader reader, Site site, Procedure procedure, CaseFile file) {
        Locale language = Locale.forLanguageTag(file.applicant().language());
        return asked(reader, procedure, file).stream()
                .filter(asked -> asked.payment().state().isOpen())
                .map(asked -> Euros.text(asked.payment().order().cents(), language) + " ("
                        + procedure.texts().text(Wanted.of(language), "fee." + asked.fee()) + "), "
                        + urls.of(site, file.applicant().prefix() + asked.payment().path()))
                .reduce((a, b) -> a + "\n" + b)
                .orElse("");
    }

    static void entry(Transaction transaction, UUID file, String about, Payment payment, Instant now) {
        entry(transaction, file, about, payment, payment.order().cents(), now);
    }

    static void entry(Transaction transaction, UUID file, String about, Payment payment, long cents, Instant now) {
        String body = payment.order().object() + "\n" + Euros.text(cents, Locale.FRENCH) + " – " + payment.reference();
        EntryTable.insert(transaction, file, new Entry(Ids.next(), now, Entry.Kind.PAYMENT, about, "", false, body, List.of()));
    }
}
