package org.parvis.identity.citizen;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Base64;
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
import org.parvis.api.identity.Account;
import org.parvis.api.identity.AccountSessions;
import org.parvis.api.route.NotFound;
import org.parvis.api.route.Request;
import org.parvis.api.route.Response;
import org.parvis.api.route.Route;
import org.parvis.api.route.Routes;
import org.parvis.api.tenant.PublicUrls;
import org.parvis.api.tenant.TenantId;
import org.parvis.api.tenant.Tenants;
import org.parvis.identity.SqlSessions;

/** On a commune's own host: to the territory's to sign in and back, what the commune sees, signing out. */
@Component
public final class CommuneSignInPages implements Routes {
    static final String BACK = PersonPaths.HOME + "/retour";
    private static final Duration TRAVEL = Duration.ofHours(1);

    private final TenantData territory;
    private final Handover handover;
    private final PersonSessions sessions;
    private final SessionDevices devices;
    private final Tenants tenants;
    private final PublicUrls urls;
    private final PersonWays ways;
    private final AccountLinks links;

    @Activate
    public CommuneSignInPages(
            @Reference Database database, @Reference Handover handover, @Reference PersonSessions sessions, @Reference SessionDevices devices,
            @Reference Tenants tenants, @Reference PublicUrls urls, @Reference PersonWays ways, @Reference AccountLinks links) {
        this.territory = database.of(TenantId.TERRITORY);
        this.handover = handover;
        this.sessions = sessions;
        this.devices = devices;
        this.tenants = tenants;
        this.urls = urls;
        this.ways = ways;
        this.links = links;
    }

    /**
     * What the browser keeps on its way, in a cookie of this host alone: nobody else's answer is taken for the one to its question.
     *
     * @param to path to come back to
     */
    private record Journey(String state, String verifier, String to) {

        static String cookie(Request request) {
            return request.secure() ? "__Host-parvis-compte-aller" : "parvis-compte-aller";
        }

        String text() {
            return state + "." + verifier + "." + Base64.getUrlEncoder().withoutPadding().encodeToString(to.getBytes(StandardCharsets.UTF_8));
        }

        static @Nullable Journey of(String text) {
            String[] parts = text.split("\\.", 4);
            if (parts.length != 3 || !Handover.isState(parts[0]) || !Handover.isState(parts[1])) {
                return null;
            }
            try {
                return new Journey(parts[0], parts[1], new String(Base64.getUrlDecoder().decode(parts[2]), StandardCharsets.UTF_8));
            } catch (IllegalArgumentException notOurs) {
                return null;
            }
        }

        boolean answeredBy(String otherState) {
            return MessageDigest.isEqual(state.getBytes(StandardCharsets.UTF_8), otherState.getBytes(StandardCharsets.UTF_8));
        }
    }

    @Override
    public List<Route> routes() {
        return List.of(
                Route.get(PersonPaths.SIGN_IN, this::leave).reads("retour").readsAccount(),
                Route.get(BACK, this::back).reads("code", "etat", "refus").readsAccount(),
                Route.get(PersonPaths.HOME, this::show).requiresAccount(),
                Route.post(PersonPaths.HOME + "/deconnexion", this::signOut).readsAccount(),
                Route.get(PersonPaths.HOME + "/deconnecte", request -> Response.view("identity/person-signed-out", Map.of("again", PersonPaths.SIGN_IN))));
    }

    Response leave(Request request) {
        String to = PersonPaths.local(request.query("retour").orElse(""), PersonPaths.in(request, PersonPaths.HOME));
        if (request.account().isPresent()) {
            return Response.seeOther(to);
        }
        Journey journey = new Journey(SqlSessions.newToken(), SqlSessions.newToken(), to);
        String asked = PersonPaths.in(request, PersonPaths.AUTHORIZE) + "?site=" + request.site().tenant().slug() + "&etat=" + journey.state() + "&defi="
                + SqlSessions.hash(journey.verifier()) + (PersonPaths.in(request, "").isEmpty() ? "" : "&langue=en");
        return Response.seeOther(urls.of(tenants.territory(), asked)).cookie(new Response.Cookie(Journey.cookie(request), journey.text(), TRAVEL));
    }

    Response back(Request request) {
        Journey journey = request.cookie(Journey.cookie(request)).map(Journey::of).orElse(null);
        boolean ours = journey != null && journey.answeredBy(request.query("etat").orElse(""));
        if (journey == null || !ours) {
            return request.account().isPresent()
                    ? Response.seeOther(PersonPaths.in(request, PersonPaths.HOME))
                    : Response.view("identity/person-failed", Map.of("refused", false)).status(400);
        }
        Response.Cookie arrived = new Response.Cookie(Journey.cookie(request), "", Duration.ZERO);
        if (request.query("refus").isPresent()) {
            return Response.view("identity/person-failed", Map.of("refused", true)).cookie(arrived);
        }
        String token = handover.redeem(request, request.query("code").orElse(""), journey.verifier()).orElse(null);
        if (token == null) {
            return Response.view("identity/person-failed", Map.of("refused", false)).status(400).cookie(arrived);
        }
        boolean lasting = sessions.session(token, request.tenant(), request.now()).filter(PersonSessionTable.Stored::lasting).isPresent();
        Response home = Response.seeOther(PersonPaths.local(journey.to(), PersonPaths.in(request, PersonPaths.HOME))).cookie(arrived);
        return PersonSignIn.withSession(home, request, token, lasting);
    }

    Response show(Request request) {
        Account account = request.account().orElseThrow(NotFound::new);
        Map<String, Object> model = new HashMap<>();
        model.put("name", Optional.ofNullable(account.name()).orElse(""));
        model.put("email", Optional.ofNullable(account.email()).orElse(""));
        model.put("phone", Optional.ofNullable(account.phone()).orElse(""));
        model.put("links", links.of(request.site(), request.language()));
        model.put("account", urls.of(tenants.territory(), PersonPaths.in(request, PersonPaths.HOME)));
        model.put("messages", urls.of(tenants.territory(), PersonPaths.in(request, InboxPages.PATH)));
        return Response.view("identity/person-commune", model);
    }

    /** In this browser, or on all devices; either way on all hosts: whoever leaves a shared computer leaves nothing open, and nothing that announces messages. */
    Response signOut(Request request) throws IOException {
        Optional<String> token = request.cookie(AccountSessions.cookie(request.secure()));
        Optional<Response> farewell = token.flatMap(ways::farewell);
        if (request.account().isPresent() && request.form().ticked("everywhere")) {
            UUID person = request.account().orElseThrow().id();
            devices.endingAll(person, null);
            territory.write(transaction -> PersonSessions.endAll(transaction, person, null));
        } else {
            token.ifPresent(devices::ending);
            token.ifPresent(sessions::end);
        }
        Response left = farewell.orElseGet(() -> Response.seeOther(PersonPaths.in(request, PersonPaths.HOME + "/deconnecte")));
        return SessionDevices.forgotten(PersonSignIn.withoutSession(left, request), request);
    }
}
