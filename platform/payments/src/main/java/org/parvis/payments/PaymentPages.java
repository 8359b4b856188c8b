package org.parvis.payments;

import java.io.IOException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.parvis.api.notify.Recipient;
import org.parvis.api.payment.Payer;
import org.parvis.api.payment.Payment;
import org.parvis.api.payment.PaymentMeans;
import org.parvis.api.payment.PaymentState;
import org.parvis.api.route.Conflict;
import org.parvis.api.route.FieldError;
import org.parvis.api.route.Form;
import org.parvis.api.route.Invalid;
import org.parvis.api.route.Limits;
import org.parvis.api.route.NotFound;
import org.parvis.api.route.Refusal;
import org.parvis.api.route.Request;
import org.parvis.api.route.Response;
import org.parvis.api.route.Route;
import org.parvis.api.route.Routes;
import org.parvis.api.route.Unavailable;
import org.parvis.payments.AttemptTable.Attempt;
import org.parvis.payments.AttemptTable.State;

/** The page of one payment, for who has its address: what is to be paid, how, and how it stands. */
@Component(service = Routes.class)
public final class PaymentPages implements Routes {
    private static final String PAGE = Ledger.PATH + "/{token}";

    private final Ledger ledger;
    private final Online online;
    private final ReceiptPdf pdf;

    @Activate
    public PaymentPages(@Reference Ledger ledger, @Reference Online online, @Reference ReceiptPdf pdf) {
        this.ledger = ledger;
        this.online = online;
        this.pdf = pdf;
    }

    @Override
    public List<Route> routes() {
        return List.of(
                Route.get(PAGE, this::show).reads("retour"),
                Route.post(PAGE + "/payer", this::pay),
                Route.post(PAGE + "/verifier", this::back),
                Route.get(PAGE + "/retour", this::back).reads("idop"),
                // Providers send the payer back, and tell news, as they like.
                Route.post(PAGE + "/retour", this::back).fromOutside(),
                Route.get(PAGE + "/nouvelles", this::news).reads("idop", "idOp"),
                Route.post(PAGE + "/nouvelles", this::news).fromOutside(),
                Route.get(PAGE + "/recu", this::receipt).limits(Limits.UPLOAD));
    }

    private Stored stored(Request request) {
        String token = request.variable("token");
        if (!token.matches("[0-9a-f]{32}")) {
            throw new NotFound();
        }
        return PaymentTable.byToken(ledger.of(request.tenant()), token).orElseThrow(NotFound::new);
    }

    private static String here(Request request, Stored stored) {
        return (request.language().getLanguage().equals("en") ? "/en" : "") + stored.payment().path();
    }

    private Response show(Request request) {
        return page(request, stored(request), Map.of(), List.of());
    }

    private Response page(Request request, Stored stored, Map<String, String> typed, List<FieldError> errors) {
        Payment payment = stored.payment();
        Map<String, Object> model = new HashMap<>();
        List<RefundTable.Refund> back = RefundTable.of(ledger.of(request.tenant()), payment.id()).stream().filter(one -> one.cancelled() == null).toList();
        model.put("line", PaymentDesk.Line.of(stored, request.language(), 0));
        model.put("backs", back.stream().map(refund -> PaymentDesk.Back.of(refund, request.language())).toList());
        model.put("here", stored.payment().path());
        model.put("returnPath", payment.order().returnPath());
        model.put("means", payment.state() == PaymentState.DUE && !over(payment, request.now()) ? ledger.means(payment).stream().map(PaymentMeans::code).toList() : List.of());
        model.put("asksEmail", email(payment.order().payer()).isEmpty());
        model.put("over", payment.state() == PaymentState.DUE && over(payment, request.now()));
        model.put("trial", payment.order().plugin().equals("payments"));
        Optional.ofNullable(payment.order().expires()).ifPresent(expires -> model.put("expires", expires));
        if (payment.state() == PaymentState.PENDING && stored.attempt() != null) {
            AttemptTable.byId(ledger.of(request.tenant()), stored.attempt())
                    .filter(attempt -> attempt.state() == State.OPEN && request.now().isBefore(attempt.until()) && attempt.page() != null)
                    .ifPresent(attempt -> model.put("page", attempt.page()));
        }
        model.put("failed", failed(request, stored));
        model.put("returned", request.query("retour").isPresent());
        model.put("errors", errors);
        if (!errors.isEmpty()) {
            model.put("typed", typed);
        }
        return Response.view("payments/page", model);
    }

    private static boolean over(Payment payment, Instant now) {
        Instant expires = payment.order().expires();
        return expires != null && !now.isBefore(expires);
    }

    /** How the last try ended, if it came to nothing; or empty. */
    private String failed(Request request, Stored stored) {
        if (stored.payment().state() != PaymentState.DUE || stored.attempt() == null) {
            return "";
        }
        return AttemptTable.byId(ledger.of(request.tenant()), stored.attempt())
                .map(Attempt::state)
                .map(state -> switch (state) {
                    case REFUSED -> "refused";
                    case ABANDONED, LAPSED -> "abandoned";
                    default -> "";
                })
                .orElse("");
    }

    private static Optional<String> email(Payer payer) {
        return Optional.ofNullable(payer.email()).filter(Recipient::isEmail);
    }

    private Response pay(Request request) throws IOException {
        Stored stored = stored(request);
        Payment payment = stored.payment();
        String code = request.form().value("means");
        String email = email(payment.order().payer()).orElse(request.form().value("email"));
        if (!Recipient.isEmail(email)) {
            return page(request, stored, request.form().typed(), List.of(FieldError.of("email", "payments.error.email"))).status(422);
        }
        if (payment.state().isPaid()) {
            return Response.seeOther(here(request, stored));
        }
        Optional<PaymentMeans> means = ledger.means(payment).stream().filter(one -> one.code().equals(code)).findFirst();
        if (means.isEmpty()) {
            return page(request, stored, request.form().typed(), List.of(FieldError.of("pay", "payments.error.means"))).status(409);
        }
        try {
            online.begin(request.site(), payment.id(), means.get(), email, request.now());
        } catch (Conflict | Unavailable refused) {
            return refused(request, refused);
        }
        return Response.seeOther(here(request, stored));
    }

    private Response refused(Request request, Refusal refusal) throws IOException {
        return page(request, stored(request), request.form().typed(), List.of(FieldError.of("pay", refusal.messageKey()))).status(refusal.status());
    }

    private Response back(Request request) {
        Stored stored = stored(request);
        online.ask(request.site(), stored.payment().id(), request.now());
        return Response.seeOther(here(request, stored) + "?retour=1");
    }

    /** A provider says that there is news, or somebody who pretends to be one: it is asked, and no more. */
    private Response news(Request request) {
        Stored stored = stored(request);
        String named = request.query("idop").or(() -> request.query("idOp")).or(() -> posted(request)).orElse("");
        online.news(request.site(), stored.payment().id(), named, request.now());
        return Response.text("text/plain", "OK");
    }

    private static Optional<String> posted(Request request) {
        if (!request.method().equals("POST")) {
            return Optional.empty();
        }
        try {
            Form form = request.form();
            return form.text("idop").or(() -> form.text("idOp"));
        } catch (IOException | Invalid unreadable) {
            return Optional.empty();
        }
    }

    private Response receipt(Request request) {
        Stored stored = stored(request);
        if (!stored.payment().state().isPaid()) {
            throw new NotFound();
        }
        return ReceiptTable.valid(ledger.of(request.tenant()), stored.payment().id())
                .map(receipt -> pdf.counter(request.site(), request.language(), stored.payment(), receipt))
                .orElseGet(() -> pdf.online(request.site(), request.language(), stored.payment()));
    }
}
