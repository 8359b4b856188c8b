package org.parvis.payments;

import java.io.IOException;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.parvis.api.payment.Euros;
import org.parvis.api.payment.Payment;
import org.parvis.api.route.Conflict;
import org.parvis.api.route.FieldError;
import org.parvis.api.route.Fields;
import org.parvis.api.route.Forbidden;
import org.parvis.api.route.Form;
import org.parvis.api.route.NotFound;
import org.parvis.api.route.Request;
import org.parvis.api.route.Response;
import org.parvis.api.route.Route;
import org.parvis.api.route.Routes;

/** Where an accountant records what the public accountant gave back. */
@Component(service = Routes.class)
public final class RefundDesk implements Routes {
    private static final String PATH = Ledger.DESK + "/{id}/remboursement";

    private final Ledger ledger;
    private final Access access;
    private final Refunds refunds;

    @Activate
    public RefundDesk(@Reference Ledger ledger, @Reference Access access, @Reference Refunds refunds) {
        this.ledger = ledger;
        this.access = access;
        this.refunds = refunds;
    }

    @Override
    public List<Route> routes() {
        return List.of(
                Route.deskGet(PATH, this::show).requires(Access.LEDGER),
                Route.deskPost(PATH, this::record).requires(Access.LEDGER),
                Route.deskGet(PATH + "/{refund}", this::ask).requires(Access.LEDGER),
                Route.deskPost(PATH + "/{refund}", this::cancel).requires(Access.LEDGER));
    }

    /** Auditors read the ledger and record nothing. */
    private Stored stored(Request request) {
        if (!access.mayAccount(request.signedIn(), request.tenant())) {
            throw new Forbidden();
        }
        return PaymentTable.byId(ledger.of(request.tenant()), PaymentDesk.uuid(request.variable("id"))).orElseThrow(NotFound::new);
    }

    private Response show(Request request) {
        return page(request, stored(request), Map.of(), List.of());
    }

    private Response page(Request request, Stored stored, Map<String, String> typed, List<FieldError> errors) {
        Payment payment = stored.payment();
        long left = left(request, payment);
        Map<String, Object> model = model(request, stored, typed, errors);
        model.put("possible", payment.state().isPaid() && left > 0);
        model.put("left", Euros.text(left, request.language()));
        model.put("today", LocalDate.ofInstant(request.now(), request.site().tenant().zone()));
        return Response.view("payments/desk-refund", model);
    }

    private long left(Request request, Payment payment) {
        return payment.order().cents() - RefundTable.sum(ledger.of(request.tenant()), payment.id());
    }

    private static Map<String, Object> model(Request request, Stored stored, Map<String, String> typed, List<FieldError> errors) {
        Map<String, Object> model = new HashMap<>();
        model.put("line", PaymentDesk.Line.of(stored, request.language(), 0));
        model.put("errors", errors);
        if (!errors.isEmpty()) {
            model.put("typed", typed);
        }
        return model;
    }

    private Response record(Request request) throws IOException {
        Stored stored = stored(request);
        Form form = request.form();
        Fields fields = new Fields(form);
        OptionalLong cents = Euros.cents(form.value("amount"));
        if (cents.orElse(0) < 1) {
            fields.wrong("amount", "payments.refund.amount.wrong");
        } else if (stored.payment().state().isPaid() && cents.getAsLong() > left(request, stored.payment())) {
            fields.wrong("amount", "payments.refund.more");
        }
        LocalDate on = day(form.value("on"));
        LocalDate paid = LocalDate.ofInstant(stored.payment().changed(), request.site().tenant().zone());
        if (on == null || on.isBefore(paid) || on.isAfter(LocalDate.ofInstant(request.now(), request.site().tenant().zone()))) {
            fields.wrong("on", "payments.refund.on.wrong");
        }
        String order = fields.required("order", 80);
        String reason = fields.required("reason", 500);
        if (!fields.errors().isEmpty() || on == null) {
            return page(request, stored, form.typed(), fields.errors()).status(422);
        }
        try {
            refunds.record(request.site(), stored.payment().id(), new Refunds.Given(cents.orElse(0), reason, order, on), request.signedIn(), request.now());
        } catch (Conflict conflict) {
            return page(request, stored(request), form.typed(), List.of(FieldError.of("amount", conflict.messageKey()))).status(409);
        }
        return PaymentDesk.done(request, stored.payment(), "rembourse");
    }

    private static @Nullable LocalDate day(String typed) {
        try {
            return typed.isEmpty() ? null : LocalDate.parse(typed);
        } catch (DateTimeException malformed) {
            return null;
        }
    }

    private RefundTable.Refund refund(Request request, Stored stored) {
        UUID id = PaymentDesk.uuid(request.variable("refund"));
        return RefundTable.byId(ledger.of(request.tenant()), id).filter(one -> one.payment().equals(stored.payment().id())).orElseThrow(NotFound::new);
    }

    private Response ask(Request request) {
        return asked(request, Map.of(), List.of());
    }

    private Response asked(Request request, Map<String, String> typed, List<FieldError> errors) {
        Stored stored = stored(request);
        RefundTable.Refund refund = refund(request, stored);
        Map<String, Object> model = model(request, stored, typed, errors);
        model.put("refund", PaymentDesk.Back.of(refund, request.language()));
        return Response.view("payments/desk-unrefund", model);
    }

    private Response cancel(Request request) throws IOException {
        Stored stored = stored(request);
        RefundTable.Refund refund = refund(request, stored);
        Fields fields = new Fields(request.form());
        String reason = fields.required("reason", 500);
        if (!fields.errors().isEmpty()) {
            return asked(request, request.form().typed(), fields.errors()).status(422);
        }
        try {
            refunds.cancel(request.site(), refund.id(), reason, request.signedIn(), request.now());
        } catch (Conflict conflict) {
            return asked(request, request.form().typed(), List.of(FieldError.of("reason", conflict.messageKey()))).status(409);
        }
        return PaymentDesk.done(request, stored.payment(), "derembourse");
    }
}
