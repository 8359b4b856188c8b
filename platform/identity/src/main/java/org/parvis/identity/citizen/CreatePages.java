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
import org.parvis.identity.PasswordService;
import org.parvis.identity.Passwords;
import org.parvis.identity.SqlSessions;
import org.parvis.identity.citizen.ProofTable.Proof;
import org.parvis.identity.citizen.ProofTable.Purpose;

/** The last step of making an account, once its address was proven. */
@Component
public final class CreatePages implements Routes {
    private final TenantData territory;
    private final PersonSignIn signIn;
    private final PasswordService passwords;

    @Activate
    public CreatePages(@Reference Database database, @Reference PersonSignIn signIn, @Reference PasswordService passwords) {
        this.territory = database.of(TenantId.TERRITORY);
        this.signIn = signIn;
        this.passwords = passwords;
    }

    @Override
    public List<Route> routes() {
        return List.of(
                Route.of("GET", Scope.TERRITORY, PersonSignInPages.CREATE, this::form),
                Route.of("POST", Scope.TERRITORY, PersonSignInPages.CREATE, this::create));
    }

    Response form(Request request) {
        return proven(request).map(proof -> page(proof, Map.of(), null)).orElseGet(() -> over(request));
    }

    Response create(Request request) throws IOException {
        Proof proof = proven(request).orElse(null);
        if (proof == null) {
            return over(request);
        }
        Form form = request.form();
        String name = form.value("name");
        String password = form.value("password");
        if (!Person.isName(name)) {
            return page(proof, form.typed(), FieldError.of("name", "identity.name.invalid", Person.LONGEST_NAME)).status(422);
        }
        Optional<FieldError> wrong = password.isEmpty() ? Optional.empty() : passwords.rules().wrong(password, proof.email());
        if (wrong.isPresent()) {
            return page(proof, form.typed(), wrong.get()).status(422);
        }
        String hash = password.isEmpty() ? null : passwords.passwords().hash(password);
        UUID id = territory.call(transaction -> {
            if (!ProofTable.delete(transaction, proof.browser())) {
                return null;
            }
            UUID made = signIn.findOrCreate(transaction, proof.email(), name, request.language(), request);
            if (hash != null) {
                PersonTable.updatePassword(transaction, made, hash);
            }
            return made;
        });
        if (id == null) {
            return over(request);
        }
        Response open = signIn.open(request, id, PersonSignIn.Proven.by(PersonSignIn.Method.MAIL), proof.lasting(), proof.backTo());
        return PersonSignInPages.forgetWaiting(open, request);
    }

    private Optional<Proof> proven(Request request) {
        return request.cookie(MailProofs.cookie(request))
                .flatMap(token -> ProofTable.byBrowser(territory, SqlSessions.hash(token), request.now()))
                .filter(proof -> proof.purpose() == Purpose.CREATE);
    }

    private static Response over(Request request) {
        return PersonSignInPages.forgetWaiting(Response.seeOther(PersonPaths.in(request, PersonPaths.SIGN_IN) + "?tard=1"), request);
    }

    private static Response page(Proof proof, Map<String, String> typed, @Nullable FieldError error) {
        Map<String, Object> model = new HashMap<>();
        model.put("email", proof.email());
        model.put("shortest", Passwords.SHORTEST);
        if (error != null) {
            model.put("errors", List.of(error));
            model.put("typed", Map.of("name", typed.getOrDefault("name", "")));
        }
        return Response.view("identity/person-create", model);
    }
}
