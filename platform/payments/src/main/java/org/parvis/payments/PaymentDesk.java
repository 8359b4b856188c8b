package org.parvis.payments;

import java.io.IOException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.parvis.api.desk.DeskMenu;
import org.parvis.api.payment.Euros;
import org.parvis.api.payment.Payment;
import org.parvis.api.payment.PaymentListener;
import org.parvis.api.payment.PaymentState;
import org.parvis.api.route.Conflict;
import org.parvis.api.route.FieldError;
import org.parvis.api.route.Fields;
import org.parvis.api.route.Forbidden;
import org.parvis.api.route.Form;
import org.parvis.api.route.Limits;
import org.parvis.api.route.NotFound;
import org.parvis.api.route.Request;
import org.parvis.api.route.Response;
import org.parvis.api.route.Route;
import org.parvis.api.route.Routes;
import org.parvis.payments.ReceiptTable.Receipt;

/** Payments in the back office: the list of the accountant, one payment, and what is recorded at the counter. */
@Component(service = {Routes.class, DeskMenu.class})
public final class PaymentDesk implements Routes, DeskMenu {
    private static final int PAGE = 50;

    private final Ledger ledger;
    private final Counter counter;
    private final Access access;
    private final Online online;
    private final ReceiptPdf pdf;

    @Activate
    public PaymentDesk(
            @Reference Ledger ledger, @Reference Counter counter, @Reference Access access, @Reference Online online, @Reference ReceiptPdf pdf) {
        this.ledger = ledger;
        this.counter = counter;
        this.access = access;
        this.online = online;
        this.pdf = pdf;
    }

    /** A payment in the list and at the head of its page. */
    public record Line(
            String id, String reference, String object, String amount, String payer, String email, String state, String means, Instant asked, Instant changed,
            String refunded) {
        /** @param back cents that were given back */
        static Line of(Stored stored, Locale language, long back) {
            Payment payment = stored.payment();
            return new Line(
                    payment.id().toString(), payment.reference(), payment.order().object(), Euros.text(payment.order().cents(), language),
                    payment.order().payer().name(), Optional.ofNullable(payment.order().payer().email()).orElse(""), code(payment.state()),
                    Optional.ofNullable(payment.means()).orElse(""), stored.asked(), payment.changed(), back == 0 ? "" : Euros.text(back, language));
        }
    }

    /** A receipt of the counter. */
    public record Slip(
            String id, String number, String means, String payer, String note, Instant taken, String agent, boolean cancelled, String cancelledBy, String reason) {}

    /** What was given back. */
    public record Back(
            String id, String amount, String reason, String order, LocalDate on, Instant recorded, String agent, boolean cancelled, String cancelledBy,
            String cancelReason) {
        static Back of(RefundTable.Refund refund, Locale language) {
            return new Back(
                    refund.id().toString(), Euros.text(refund.cents(), language), refund.reason(), refund.order(), refund.on(), refund.recorded(), refund.agentName(),
                    refund.cancelled() != null, Optional.ofNullable(refund.cancelledBy()).orElse(""), Optional.ofNullable(refund.cancelReason()).orElse(""));
        }
    }

    /** A try to pay online. */
    public record Try(String id, String reference, String means, String state, Instant begun, String detail, boolean twice, String returnedBy) {
        static Try of(AttemptTable.Attempt attempt) {
            return new Try(
                    attempt.id().toString(), attempt.reference(), attempt.means(), attempt.state().name().toLowerCase(Locale.ROOT), attempt.begun(), attempt.detail(),
                    attempt.twice(), Optional.ofNullable(attempt.returnedBy()).orElse(""));
        }
    }

    static String code(PaymentState state) {
        return state.name().toLowerCase(Locale.ROOT);
    }

    @Override
    public List<Entry> entries() {
        return List.of(new Entry("payments.title", Ledger.DESK, Access.LEDGER, Group.SERVICES, "list", 40));
    }

    @Override
    public List<Route> routes() {
        return List.of(
                Route.deskGet(Ledger.DESK, this::list).reads("etat", "q", "page").requires(Access.LEDGER),
                Route.deskGet(Ledger.DESK + "/{id}", this::show).reads("fait").requires(Access.COLLECT),
                Route.deskGet(Ledger.DESK + "/{id}/recu/{receipt}", this::receipt).requires(Access.COLLECT).limits(Limits.UPLOAD),
                Route.deskPost(Ledger.DESK + "/{id}/encaisser", this::take).requires(Access.COLLECT),
                Route.deskPost(Ledger.DESK + "/{id}/annuler", this::cancel).requires(Access.COLLECT),
                Route.deskPost(Ledger.DESK + "/{id}/verifier", this::verify).requires(Access.COLLECT),
                Route.deskPost(Ledger.DESK + "/{id}/rembourse", this::returned).requires(Access.LEDGER));
    }

    private Response list(Request request) {
        String state = request.query("etat").filter(code -> List.of(PaymentState.values()).stream().anyMatch(each -> code(each).equals(code))).orElse("");
        String words = request.query("q").map(text -> text.length() > 20 ? text.substring(0, 20) : text).orElse("");
        PaymentTable.Filter filter = new PaymentTable.Filter(
                state.isEmpty() ? null : PaymentState.valueOf(state.toUpperCase(Locale.ROOT)), reference(words));
        long total = PaymentTable.count(ledger.of(request.tenant()), filter);
        int pages = (int) Math.max(1, (total + PAGE - 1) / PAGE);
        int page = Math.min(pages, request.query("page").filter(text -> text.matches("[1-9][0-9]{0,5}")).map(Integer::parseInt).orElse(1));
        Map<String, Object> model = new HashMap<>();
        List<Stored> found = PaymentTable.list(ledger.of(request.tenant()), filter, (page - 1) * PAGE, PAGE);
        Map<UUID, Long> back = RefundTable.sums(ledger.of(request.tenant()), found.stream().map(stored -> stored.payment().id()).toList());
        model.put("lines", found.stream().map(stored -> Line.of(stored, request.language(), back.getOrDefault(stored.payment().id(), 0L))).toList());
        model.put("total", total);
        model.put("page", page);
        model.put("pages", pages);
        model.put("state", state);
        model.put("q", words);
        model.put("filtered", !state.isEmpty() || !words.isEmpty());
        model.put("states", List.of(PaymentState.values()).stream().map(PaymentDesk::code).toList());
        model.put("twice", AttemptTable.twice(ledger.of(request.tenant())));
        return Response.view("payments/desk-list", model);
    }

    /** As it is stored, whatever way it was typed. */
    private static String reference(String typed) {
        String plain = typed.toUpperCase(Locale.ROOT).replaceAll("[^0-9A-Z]", "").replace('O', '0').replace('I', '1').replace('L', '1');
        return plain.length() > 4 ? plain.substring(0, 4) + "-" + plain.substring(4) : plain;
    }

    private Stored stored(Request request) {
        Stored stored = PaymentTable.byId(ledger.of(request.tenant()), uuid(request.variable("id"))).orElseThrow(NotFound::new);
        if (!access.mayRead(request.signedIn(), stored.payment())) {
            throw new NotFound();
        }
        return stored;
    }

    private Stored collected(Request request) {
        Stored stored = stored(request);
        if (!access.mayCollect(request.signedIn(), stored.payment())) {
            throw new Forbidden();
        }
        return stored;
    }

    static UUID uuid(String text) {
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException malformed) {
            throw new NotFound();
        }
    }

    private Response show(Request request) {
        Stored stored = stored(request);
        ledger.of(request.tenant()).write(transaction -> counter.record(
                transaction, request.signedIn(), "payments.read", stored.payment(), stored.payment().reference()));
        return page(request, stored, Map.of(), List.of());
    }

    private Response page(Request request, Stored stored, Map<String, String> typed, List<FieldError> errors) {
        Payment payment = stored.payment();
        Map<String, Object> model = new HashMap<>();
        List<RefundTable.Refund> back = RefundTable.of(ledger.of(request.tenant()), payment.id());
        model.put("line", Line.of(stored, request.language(), RefundTable.sum(ledger.of(request.tenant()), payment.id())));
        model.put("backs", back.stream().map(refund -> Back.of(refund, request.language())).toList());
        model.put("slips", ReceiptTable.of(ledger.of(request.tenant()), payment.id()).stream().map(PaymentDesk::slip).toList());
        model.put("tries", AttemptTable.of(ledger.of(request.tenant()), payment.id()).stream().map(Try::of).toList());
        model.put("accounts", access.mayAccount(request.signedIn(), request.tenant()));
        model.put("collects", access.mayCollect(request.signedIn(), payment));
        model.put("all", access.readsAll(request.signedIn(), request.tenant()));
        model.put("means", Payment.AT_COUNTER);
        model.put("thing", ledger.listener(payment).flatMap((PaymentListener listener) -> listener.deskPath(payment)).orElse(""));
        request.query("fait").filter(List.of("encaisse", "annule", "verifie", "rembourse", "derembourse", "rendu")::contains).ifPresent(done -> model.put("done", done));
        model.put("errors", errors);
        if (!errors.isEmpty()) {
            model.put("typed", typed);
        }
        return Response.view("payments/desk-one", model);
    }

    private static Slip slip(Receipt receipt) {
        return new Slip(
                receipt.id().toString(), receipt.shown(), receipt.means(), receipt.payer(), receipt.note(), receipt.taken(), receipt.agentName(),
                receipt.cancelled() != null, Optional.ofNullable(receipt.cancelledBy()).orElse(""), Optional.ofNullable(receipt.reason()).orElse(""));
    }

    private Response take(Request request) throws IOException {
        Stored stored = collected(request);
        Form form = request.form();
        Fields fields = new Fields(form);
        String means = form.value("means");
        if (!Payment.AT_COUNTER.contains(means)) {
            fields.wrong("means", "payments.error.means");
        }
        // What the agent counted: a slip of the finger shows before a receipt is made.
        if (Euros.cents(form.value("amount")).orElse(-1) != stored.payment().order().cents()) {
            fields.wrong("amount", "payments.error.amount", Euros.text(stored.payment().order().cents(), request.language()));
        }
        Counter.Taken taken = new Counter.Taken(means, fields.required("payer", 200), fields.text("note", 200));
        if (!fields.errors().isEmpty()) {
            return page(request, stored, form.typed(), fields.errors()).status(422);
        }
        try {
            if (stored.payment().state() == PaymentState.PENDING) {
                online.ask(request.site(), stored.payment().id(), request.now());
            }
            counter.take(request.site(), stored.payment().id(), taken, request.signedIn(), request.now());
        } catch (Conflict conflict) {
            return page(request, stored(request), form.typed(), List.of(FieldError.of("means", conflict.messageKey()))).status(409);
        }
        return done(request, stored.payment(), "encaisse");
    }

    private Response cancel(Request request) throws IOException {
        Stored stored = collected(request);
        Form form = request.form();
        Fields fields = new Fields(form);
        String reason = fields.required("reason", 500);
        UUID receipt = uuid(form.value("receipt"));
        if (ReceiptTable.byId(ledger.of(request.tenant()), receipt).filter(one -> one.payment().equals(stored.payment().id())).isEmpty()) {
            throw new NotFound();
        }
        if (!fields.errors().isEmpty()) {
            return page(request, stored, form.typed(), fields.errors()).status(422);
        }
        try {
            counter.cancel(request.site(), receipt, reason, request.signedIn(), request.now());
        } catch (Conflict conflict) {
            return page(request, stored(request), form.typed(), List.of(FieldError.of("reason", conflict.messageKey()))).status(409);
        }
        return done(request, stored.payment(), "annule");
    }

    private Response verify(Request request) {
        Stored stored = collected(request);
        online.ask(request.site(), stored.payment().id(), request.now());
        return done(request, stored.payment(), "verifie");
    }

    /** The accountant says that what came twice was given back. */
    private Response returned(Request request) throws IOException {
        Payment payment = collected(request).payment();
        UUID attempt = uuid(request.form().value("attempt"));
        ledger.of(request.tenant()).write(transaction -> {
            boolean its = AttemptTable.byId(transaction, attempt).filter(one -> one.payment().equals(payment.id())).isPresent();
            if (its && AttemptTable.returned(transaction, attempt, request.now(), request.signedIn().name())) {
                counter.record(transaction, request.signedIn(), "payments.returned", payment, payment.reference());
            }
        });
        return done(request, payment, "rendu");
    }

    private Response receipt(Request request) {
        Stored stored = stored(request);
        Receipt receipt = ReceiptTable.byId(ledger.of(request.tenant()), uuid(request.variable("receipt")))
                .filter(one -> one.payment().equals(stored.payment().id()))
                .orElseThrow(NotFound::new);
        ledger.of(request.tenant()).write(transaction -> counter.record(
                transaction, request.signedIn(), "payments.read", stored.payment(), stored.payment().reference()));
        return pdf.counter(request.site(), request.language(), stored.payment(), receipt);
    }

    static Response done(Request request, Payment payment, String what) {
        return Response.seeOther("/bureau/" + request.site().tenant().slug() + Ledger.DESK + "/" + payment.id() + "?fait=" + what);
    }
}
