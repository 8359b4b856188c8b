package org.parvis.identity.citizen;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.parvis.api.document.QrCodes;
import org.parvis.api.identity.Account;
import org.parvis.api.identity.AccountSessions;
import org.parvis.api.route.FieldError;
import org.parvis.api.route.Forbidden;
import org.parvis.api.route.NotFound;
import org.parvis.api.route.Request;
import org.parvis.api.route.Response;
import org.parvis.api.route.Route;
import org.parvis.api.route.Routes;
import org.parvis.api.route.Scope;
import org.parvis.api.tenant.TenantId;
import org.parvis.identity.citizen.PersonSessionTable.Stored;
import org.parvis.identity.factor.Enrolment;
import org.parvis.identity.factor.Factors;

/** A citizen's own second step. Each change asks for a proof that is not older than ten minutes, and is told by mail. */
@Component
public final class PersonFactorPages implements Routes {
    static final String PATH = PersonPaths.HOME + "/deux-etapes";

    private final PersonFactor factor;
    private final PersonProof proof;
    private final PersonSessions sessions;
    private final QrCodes qrCodes;

    @Activate
    public PersonFactorPages(
            @Reference PersonFactor factor, @Reference PersonProof proof, @Reference PersonSessions sessions, @Reference QrCodes qrCodes) {
        this.factor = factor;
        this.proof = proof;
        this.sessions = sessions;
        this.qrCodes = qrCodes;
    }

    @Override
    public List<Route> routes() {
        return List.of(
                Route.of("GET", Scope.TERRITORY, PATH, request -> page(request, null)).reads("fait").requiresAccount(),
                Route.of("POST", Scope.TERRITORY, PATH + "/commencer", proof.before(this::begin)).requiresAccount(),
                Route.of("POST", Scope.TERRITORY, PATH, this::confirm).requiresAccount(),
                Route.of("POST", Scope.TERRITORY, PATH + "/codes", proof.before(this::renewCodes)).requiresAccount(),
                Route.of("POST", Scope.TERRITORY, PATH + "/retirer", proof.before(this::remove)).requiresAccount());
    }

    Response begin(Request request) {
        factor.begin(ProfilePages.id(request), request.now());
        return Response.seeOther(PersonPaths.in(request, PATH));
    }

    Response confirm(Request request) throws IOException {
        UUID id = ProfilePages.id(request);
        Optional<List<String>> codes = factor.confirm(id, request.form().value("code"), root(request), request.now());
        if (codes.isPresent()) {
            return recovery(codes.get());
        }
        boolean late = factor.state(id, request.now()).settingUp() == null;
        return page(request, FieldError.of("code", late ? "identity.factor.late" : "identity.factor.wrong")).status(422);
    }

    Response renewCodes(Request request) {
        UUID id = ProfilePages.id(request);
        if (!factor.isOn(id)) {
            throw new NotFound();
        }
        return recovery(factor.newCodes(id));
    }

    Response remove(Request request) {
        factor.remove(ProfilePages.id(request));
        return Response.seeOther(PersonPaths.in(request, PATH) + "?fait=retire");
    }

    private String root(Request request) {
        return request.cookie(AccountSessions.cookie(request.secure()))
                .flatMap(token -> sessions.session(token, TenantId.TERRITORY, request.now()))
                .map(Stored::root)
                .orElseThrow(Forbidden::new);
    }

    private static Response recovery(List<String> codes) {
        return Response.view("identity/person-recovery", Map.of("codes", codes));
    }

    private Response page(Request request, @Nullable FieldError error) {
        Account account = request.account().orElseThrow(NotFound::new);
        Factors.State state = factor.state(account.id(), request.now());
        Map<String, Object> model = new HashMap<>();
        model.put("on", state.since() != null);
        if (state.since() != null) {
            model.put("since", state.since());
        }
        model.put("left", state.recoveryCodes());
        model.put("done", request.query("fait").filter("retire"::equals).orElse(""));
        if (state.settingUp() != null) {
            model.put("enrolment", Enrolment.of(state.settingUp(), account.email() == null ? account.displayName() : account.email(), request.host(), qrCodes));
        }
        if (error != null) {
            model.put("errors", List.of(error));
        }
        return Response.view("identity/person-two-steps", model);
    }
}
