package org.parvis.identity;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.parvis.api.audit.Audit;
import org.parvis.api.data.Database;
import org.parvis.api.data.TenantData;
import org.parvis.api.data.Transaction;
import org.parvis.api.identity.Agent;
import org.parvis.api.identity.Sessions;
import org.parvis.api.route.FieldError;
import org.parvis.api.route.Forbidden;
import org.parvis.api.route.Form;
import org.parvis.api.route.Handler;
import org.parvis.api.route.Request;
import org.parvis.api.route.Response;
import org.parvis.api.tenant.TenantId;
import org.parvis.identity.fresh.FreshSignIn;
import org.parvis.identity.fresh.Prover;
import org.parvis.identity.passkey.Owner;
import org.parvis.identity.passkey.Passkeys;

/**
 * Agents prove again who they are: by their password, with the code of their second step if they have one, by a passkey, or at an identity provider that
 * asks them anew.
 */
@Component(service = AgentProof.class)
public final class AgentProof implements Prover {
    private static final String CODE = "preuve-code";

    private final TenantData territory;
    private final FreshSignIn fresh;
    private final SqlSessions sessions;
    private final SignIn signIn;
    private final SecondFactor factor;
    private final PasskeyProof passkeys;
    private final ProviderProof providers;
    private final Throttle throttle;
    private final Audit audit;

    @Activate
    public AgentProof(
            @Reference Database database, @Reference FreshSignIn fresh, @Reference SqlSessions sessions, @Reference SignIn signIn,
            @Reference SecondFactor factor, @Reference Passkeys passkeys, @Reference ProviderProof providers, @Reference Audit audit) {
        this.territory = database.of(TenantId.TERRITORY);
        this.fresh = fresh;
        this.sessions = sessions;
        this.signIn = signIn;
        this.factor = factor;
        this.passkeys = new PasskeyProof(territory, passkeys);
        this.providers = providers;
        this.throttle = new Throttle(territory);
        this.audit = audit;
    }

    /** A handler of a form that a session left open on a desk must not be enough for. */
    Handler before(Handler handler) {
        return fresh.before(this, handler);
    }

    @Override
    public Optional<Session> session(Request request) {
        return request.cookie(Sessions.COOKIE)
                .filter(token -> sessions.find(token, request.now()).isPresent())
                .map(SqlSessions::hash)
                .flatMap(hash -> SessionTable.proved(territory, hash).map(proved -> new Session(hash, proved)));
    }

    @Override
    public Outcome prove(Request request, Form form) {
        return switch (form.value("preuve")) {
            case "mot-de-passe" -> byPassword(request, form.value("current"), form.value(CODE));
            case "cle" -> byPasskey(request, form.value("credential"));
            case "fournisseur" -> byProvider(request, form);
            default -> new Asked();
        };
    }

    private Outcome byPassword(Request request, String password, String code) {
        Agent agent = agent(request);
        SignIn.Origin origin = SignInPages.origin(request);
        Optional<SignIn.Outcome> refused = signIn.refuse(agent.id(), password, origin);
        if (refused.isPresent()) {
            return refused.get() instanceof SignIn.Wait wait
                    ? new Wait("current", wait.pause())
                    : new Wrong(FieldError.of("current", "identity.password.current"));
        }
        if (!factor.isOn(agent.id())) {
            territory.write(transaction -> proved(transaction, request, agent, "password"));
            return new Right();
        }
        String bucket = agent.id().toString();
        Optional<Duration> pause = throttle.enter(Throttle.Purpose.AGENT_CODE, bucket, origin.address(), origin.now());
        if (pause.isPresent()) {
            return new Wait(CODE, pause.get());
        }
        return territory.call(transaction -> {
            if (!factor.accept(transaction, agent, code, origin.now())) {
                return new Wrong(FieldError.of(CODE, "identity.code.wrong"));
            }
            Throttle.succeeded(transaction, Throttle.Purpose.AGENT_CODE, bucket, origin.address());
            proved(transaction, request, agent, "password, code");
            return new Right();
        });
    }

    private Outcome byPasskey(Request request, String json) {
        Agent agent = agent(request);
        return passkeys.prove(
                request, json, Owner.Kind.AGENT, agent.id(), (transaction, passkey) -> proved(transaction, request, agent, passkey.name()));
    }

    private Outcome byProvider(Request request, Form form) {
        Optional<Duration> pause = throttle.enter(Throttle.Purpose.PROVIDER, request.clientAddress(), request.now());
        if (pause.isPresent()) {
            return new Wait("preuve", pause.get());
        }
        return providers.leave(request, agent(request), form.value("fournisseur"), action(request), form.value(FreshSignIn.KEPT));
    }

    private void proved(Transaction transaction, Request request, Agent agent, String how) {
        SessionTable.proved(transaction, SqlSessions.hash(request.cookie(Sessions.COOKIE).orElseThrow(Forbidden::new)), request.now());
        audit.record(transaction, agent, "identity.fresh", agent.id().toString(), how);
    }

    @Override
    public Response page(Request request, String kept, Outcome outcome) {
        if (outcome instanceof Elsewhere elsewhere) {
            return elsewhere.leaving();
        }
        Agent agent = agent(request);
        Map<String, Object> model = new HashMap<>();
        model.put("kept", kept);
        model.put("action", action(request));
        model.put("providers", providers.of(agent));
        model.put("begin", Destination.SIGN_IN + "/cle/debut");
        model.put("email", agent.email());
        model.put("minutes", FreshSignIn.FRESH.toMinutes());
        model.put("twoSteps", factor.isOn(agent.id()));
        model.put("hasPasskey", factor.hasPasskey(agent.id()));
        return PasskeyProof.page("identity/fresh", model, outcome);
    }

    /** Within the back office, however the request names its path. */
    private static String action(Request request) {
        return request.path().startsWith(Destination.HOME + "/") ? request.path() : Destination.HOME + request.path();
    }

    private Agent agent(Request request) {
        return request.cookie(Sessions.COOKIE).flatMap(token -> sessions.find(token, request.now())).orElseThrow(Forbidden::new).agent();
    }
}
