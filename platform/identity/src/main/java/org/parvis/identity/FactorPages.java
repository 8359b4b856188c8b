package org.parvis.identity;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.parvis.api.document.QrCodes;
import org.parvis.api.identity.Agent;
import org.parvis.api.identity.Sessions;
import org.parvis.api.route.FieldError;
import org.parvis.api.route.Forbidden;
import org.parvis.api.route.NotFound;
import org.parvis.api.route.Request;
import org.parvis.api.route.Response;
import org.parvis.api.route.Route;
import org.parvis.api.route.Routes;
import org.parvis.api.route.Scope;
import org.parvis.api.settings.Settings;
import org.parvis.identity.factor.Enrolment;
import org.parvis.identity.factor.Factors;

/**
 * Setting up one's own second step.
 *
 * <p>Each change asks for a proof that is not older than ten minutes: a session left open on a desk is not enough. Without the door's session check, since
 * those who must set it up first come here; a session there must be.
 */
@Component
public final class FactorPages implements Routes {
    static final String HOME = "/bureau/deux-etapes";

    private final SecondFactor factor;
    private final AgentProof proof;
    private final SqlSessions sessions;
    private final Settings settings;
    private final QrCodes qrCodes;

    @Activate
    public FactorPages(
            @Reference SecondFactor factor,
            @Reference AgentProof proof,
            @Reference SqlSessions sessions,
            @Reference Settings settings,
            @Reference QrCodes qrCodes) {
        this.factor = factor;
        this.proof = proof;
        this.sessions = sessions;
        this.settings = settings;
        this.qrCodes = qrCodes;
    }

    @Override
    public List<Route> routes() {
        return List.of(
                Route.of("GET", Scope.DESK_HOME, "/deux-etapes", this::show).reads("fait").withoutSession(),
                Route.of("POST", Scope.DESK_HOME, "/deux-etapes/commencer", proof.before(this::begin)).withoutSession(),
                Route.of("POST", Scope.DESK_HOME, "/deux-etapes", this::confirm).withoutSession(),
                Route.of("POST", Scope.DESK_HOME, "/deux-etapes/codes", proof.before(this::renewCodes)).withoutSession(),
                Route.of("POST", Scope.DESK_HOME, "/deux-etapes/retirer", proof.before(this::remove)).withoutSession());
    }

    Response show(Request request) {
        Sessions.Session session = session(request).orElse(null);
        if (session == null) {
            return Response.seeOther(Destination.SIGN_IN + "?vers=" + HOME);
        }
        if (session.mustChangePassword()) {
            return Response.seeOther(Destination.PASSWORD);
        }
        return page(request, session, null, request.query("fait").filter(Set.of("retire")::contains).orElse(""));
    }

    Response begin(Request request) {
        refuseInPlaceOfPasskey(request);
        factor.begin(ready(request).agent().id(), request.now());
        return Response.seeOther(HOME);
    }

    Response confirm(Request request) throws IOException {
        refuseInPlaceOfPasskey(request);
        Sessions.Session session = ready(request);
        String token = request.cookie(Sessions.COOKIE).orElseThrow(NotFound::new);
        Optional<List<String>> codes = factor.confirm(session.agent(), request.form().value("code"), token, request.now());
        if (codes.isPresent()) {
            return recovery(codes.get(), session.duty() == Sessions.Duty.SECOND_FACTOR);
        }
        boolean late = factor.state(session.agent().id(), request.now()).settingUp() == null;
        return page(request, session, late ? FieldError.of("code", "identity.factor.late") : FieldError.of("code", "identity.factor.wrong"), "")
                .status(422);
    }

    Response renewCodes(Request request) {
        Agent agent = ready(request).agent();
        if (!factor.isOn(agent.id())) {
            throw new NotFound();
        }
        return recovery(factor.newCodes(agent), false);
    }

    Response remove(Request request) {
        Agent agent = ready(request).agent();
        if (FactorRule.asks(settings, agent) && !factor.hasPasskey(agent.id())) {
            throw new Forbidden("identity.factor.required");
        }
        factor.remove(agent);
        return Response.seeOther(HOME + "?fait=retire");
    }

    /** Whoever knows the password alone does not get round the passkey by setting up a telephone of theirs. */
    private void refuseInPlaceOfPasskey(Request request) {
        Sessions.Session session = ready(request);
        if (mustUsePasskey(session)) {
            throw new Forbidden("identity.passkey.first");
        }
    }

    private boolean mustUsePasskey(Sessions.Session session) {
        return session.duty() == Sessions.Duty.SECOND_FACTOR && factor.hasPasskey(session.agent().id());
    }

    private Sessions.Session ready(Request request) {
        return session(request).filter(session -> !session.mustChangePassword()).orElseThrow(Forbidden::new);
    }

    private Optional<Sessions.Session> session(Request request) {
        return request.cookie(Sessions.COOKIE).flatMap(token -> sessions.find(token, request.now()));
    }

    private Response page(Request request, Sessions.Session session, @Nullable FieldError error, String done) {
        Agent agent = session.agent();
        Factors.State state = factor.state(agent.id(), request.now());
        Map<String, Object> model = new HashMap<>();
        model.put("on", state.since() != null);
        if (state.since() != null) {
            model.put("since", state.since());
        }
        model.put("left", state.recoveryCodes());
        model.put("required", FactorRule.asks(settings, agent) && !factor.hasPasskey(agent.id()));
        model.put("passkeyFirst", mustUsePasskey(session));
        model.put("waiting", session.duty() == Sessions.Duty.SECOND_FACTOR);
        model.put("email", agent.email());
        model.put("done", done);
        if (state.settingUp() != null) {
            model.put("enrolment", Enrolment.of(state.settingUp(), agent.email(), request.host(), qrCodes));
        }
        if (error != null) {
            model.put("errors", List.of(error));
        }
        return Response.view("identity/two-steps", model);
    }

    private static Response recovery(List<String> codes, boolean waiting) {
        return Response.view("identity/recovery-codes", Map.of("codes", codes, "waiting", waiting));
    }
}
