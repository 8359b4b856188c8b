package org.parvis.identity.citizen;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.parvis.api.data.Database;
import org.parvis.api.data.TenantData;
import org.parvis.api.route.FieldError;
import org.parvis.api.route.Form;
import org.parvis.api.route.Request;
import org.parvis.api.route.Response;
import org.parvis.api.route.Route;
import org.parvis.api.route.Routes;
import org.parvis.api.route.Scope;
import org.parvis.api.tenant.TenantId;
import org.parvis.identity.Pause;
import org.parvis.identity.SqlSessions;
import org.parvis.identity.Throttle;
import org.parvis.identity.citizen.StepTable.Step;

/** Signing in, once the first step was right: the code of the application, or a recovery code. */
@Component
public final class StepPages implements Routes {
    static final String PATH = PersonPaths.SIGN_IN + "/etape";
    static final Duration LIFETIME = Duration.ofMinutes(10);

    private final TenantData territory;
    private final PersonSignIn signIn;
    private final PersonFactor factor;
    private final Throttle throttle;

    @Activate
    public StepPages(@Reference Database database, @Reference PersonSignIn signIn, @Reference PersonFactor factor) {
        this.territory = database.of(TenantId.TERRITORY);
        this.signIn = signIn;
        this.factor = factor;
        this.throttle = new Throttle(territory);
    }

    @Override
    public List<Route> routes() {
        return List.of(
                Route.of("GET", Scope.TERRITORY, PATH, this::form),
                Route.of("POST", Scope.TERRITORY, PATH, this::enter),
                Route.of("POST", Scope.TERRITORY, PATH + "/perdu", this::lost));
    }

    private static String cookie(Request request) {
        return request.secure() ? "__Host-parvis-compte-etape" : "parvis-compte-etape";
    }

    static Response waiting(Response response, Request request, String token) {
        return response.cookie(new Response.Cookie(cookie(request), token, LIFETIME));
    }

    private static Response forget(Response response, Request request) {
        return response.cookie(new Response.Cookie(cookie(request), "", Duration.ZERO));
    }

    private Optional<Step> step(Request request) {
        return request.cookie(cookie(request)).flatMap(token -> StepTable.one(territory, SqlSessions.hash(token), request.now()));
    }

    Response form(Request request) {
        return step(request).map(step -> page(null)).orElseGet(() -> over(request));
    }

    Response enter(Request request) throws IOException {
        Step step = step(request).orElse(null);
        if (step == null) {
            return over(request);
        }
        Form form = request.form();
        boolean recovery = form.value("code").isEmpty();
        String typed = recovery ? form.value("recovery") : form.value("code");
        if (typed.isEmpty()) {
            return page(FieldError.of("code", "identity.code.empty")).status(422);
        }
        String field = recovery ? "recovery" : "code";
        String bucket = step.person().toString();
        Optional<Duration> pause = throttle.enter(Throttle.Purpose.PERSON_CODE, bucket, request.clientAddress(), request.now());
        if (pause.isPresent()) {
            return Pause.page(page(Pause.error(field, pause.get())), pause.get());
        }
        Optional<PersonSignIn.Next> next = territory.call(transaction -> {
            if (!factor.accept(transaction, step.person(), typed, request.now()) || !StepTable.delete(transaction, step.hash())) {
                return Optional.empty();
            }
            Throttle.succeeded(transaction, Throttle.Purpose.PERSON_CODE, bucket, request.clientAddress());
            return Optional.of(signIn.complete(transaction, request, step));
        });
        return next.map(one -> forget(one.answer(request), request))
                .orElseGet(() -> page(FieldError.of(field, recovery ? "identity.code.wrong.recovery" : "identity.code.wrong")).status(422));
    }

    /** Neither telephone nor recovery codes are left. */
    Response lost(Request request) {
        Step step = step(request).orElse(null);
        if (step == null) {
            return over(request);
        }
        Instant then = factor.lost(step.person(), request.now());
        return Response.view("identity/person-step-lost", Map.of("then", then));
    }

    private static Response over(Request request) {
        return forget(Response.seeOther(PersonPaths.in(request, PersonPaths.SIGN_IN) + "?etape=1"), request);
    }

    private static Response page(@Nullable FieldError error) {
        Map<String, Object> model = new HashMap<>(Map.of("days", PersonFactor.LOST.toDays()));
        if (error != null) {
            model.put("errors", List.of(error));
        }
        return Response.view("identity/person-step", model);
    }
}
