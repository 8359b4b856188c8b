package org.parvis.identity;

import java.io.IOException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.parvis.api.data.Database;
import org.parvis.api.data.TenantData;
import org.parvis.api.identity.Sessions;
import org.parvis.api.route.FieldError;
import org.parvis.api.route.Form;
import org.parvis.api.route.NotFound;
import org.parvis.api.route.Request;
import org.parvis.api.route.Response;
import org.parvis.api.route.Route;
import org.parvis.api.route.Routes;
import org.parvis.api.route.Scope;
import org.parvis.api.tenant.TenantId;
import org.parvis.identity.factor.FactorTable;

/** One's own account: name, language, sessions. */
@Component
public final class AccountPages implements Routes {
    private static final Set<String> LANGUAGES = Set.of("fr", "en");
    private static final int SHOWN_OF_HASH = 16;
    private static final String HOME = "/bureau/compte";

    private final TenantData territory;
    private final SqlSessions sessions;
    private final ProviderWays ways;

    @Activate
    public AccountPages(@Reference Database database, @Reference SqlSessions sessions, @Reference ProviderWays ways) {
        this.ways = ways;
        this.territory = database.of(TenantId.TERRITORY);
        this.sessions = sessions;
    }

    /**
     * A session as shown.
     *
     * @param id the beginning of the token's hash: enough to tell one's own sessions apart
     */
    public record Shown(String id, String device, Instant started, Instant lastUsed, boolean current) {}

    @Override
    public List<Route> routes() {
        return List.of(
                Route.of("GET", Scope.DESK_HOME, "/compte", this::show).reads("fait"),
                Route.of("POST", Scope.DESK_HOME, "/compte", this::save),
                Route.of("POST", Scope.DESK_HOME, "/compte/session", this::endOne),
                Route.of("POST", Scope.DESK_HOME, "/compte/sessions", this::endOthers));
    }

    Response show(Request request) {
        return page(request, null, request.query("fait").filter(Set.of("nom", "mot-de-passe", "sessions", "notifications")::contains).orElse(""));
    }

    Response save(Request request) throws IOException {
        Form form = request.form();
        String name = form.value("name");
        String language = form.value("language");
        if (!Account.isName(name)) {
            return page(request, FieldError.of("name", "identity.name.invalid", Account.LONGEST_NAME), "").status(422);
        }
        if (!LANGUAGES.contains(language)) {
            return page(request, FieldError.of("language", "identity.language.invalid"), "").status(422);
        }
        UUID id = request.signedIn().id();
        territory.write(transaction -> {
            AccountTable.updatePerson(transaction, id, name, language);
            SqlSessions.revoke(transaction, id);
        });
        return Response.seeOther(HOME + "?fait=nom");
    }

    Response endOne(Request request) throws IOException {
        String shown = request.form().value("session");
        UUID id = request.signedIn().id();
        String hash = sessions.of(id, request.now()).stream()
                .map(SessionTable.Stored::tokenHash)
                .filter(one -> shown(one).equals(shown))
                .findFirst()
                .orElseThrow(NotFound::new);
        territory.write(transaction -> {
            SessionTable.delete(transaction, hash);
            SqlSessions.revoke(transaction, id);
        });
        return Response.seeOther(HOME + "?fait=sessions");
    }

    Response endOthers(Request request) {
        String token = request.cookie(Sessions.COOKIE).orElseThrow(NotFound::new);
        territory.write(transaction -> SqlSessions.endAll(transaction, request.signedIn().id(), token));
        return Response.seeOther(HOME + "?fait=sessions");
    }

    private Response page(Request request, @Nullable FieldError error, String done) {
        UUID id = request.signedIn().id();
        Account account = AccountTable.byId(territory, id).orElseThrow(NotFound::new);
        String current = request.cookie(Sessions.COOKIE).map(SqlSessions::hash).orElse("");
        Map<String, Object> model = new HashMap<>();
        model.put("name", account.name());
        model.put("email", account.email());
        model.put("language", account.language());
        model.put("done", done);
        model.put("ways", ways.buttons());
        model.put("twoSteps", FactorTable.AGENTS.isOn(territory, id));
        model.put("sessions", sessions.of(id, request.now()).stream()
                .map(one -> new Shown(shown(one.tokenHash()), one.device(), one.started(), one.lastUsed(), one.tokenHash().equals(current)))
                .toList());
        if (error != null) {
            model.put("errors", List.of(error));
        }
        return Response.view("identity/account", model);
    }

    private static String shown(String hash) {
        return hash.substring(0, SHOWN_OF_HASH);
    }
}
