package org.parvis.identity.logout;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.parvis.api.data.Database;
import org.parvis.api.route.Conflict;
import org.parvis.api.route.Request;
import org.parvis.api.route.Response;
import org.parvis.api.route.Route;
import org.parvis.api.route.Routes;
import org.parvis.api.route.Scope;
import org.parvis.api.tenant.TenantId;
import org.parvis.identity.ProviderLogout;
import org.parvis.identity.Throttle;
import org.parvis.identity.citizen.PersonProviderLogout;
import org.parvis.identity.citizen.SessionDevices;
import org.parvis.identity.oidc.Audience;
import org.parvis.identity.oidc.BackChannel;
import org.parvis.identity.oidc.Refused;

/** Where providers send their logout tokens (OpenID Connect Back-Channel Logout 1.0, 2.5): no page, no cookie, nobody's browser. */
@Component(service = Routes.class)
public final class BackChannelPages implements Routes {
    static final String PATH = "/compte/fournisseur/{id}/deconnexion";

    private final BackChannel channel;
    private final ProviderLogout agents;
    private final PersonProviderLogout citizens;
    private final Throttle throttle;

    @Activate
    public BackChannelPages(
            @Reference Database database, @Reference BackChannel channel, @Reference ProviderLogout agents, @Reference PersonProviderLogout citizens) {
        this.channel = channel;
        this.agents = agents;
        this.citizens = citizens;
        this.throttle = new Throttle(database.of(TenantId.TERRITORY));
    }

    @Override
    public List<Route> routes() {
        // The signed token is what gives access.
        return List.of(Route.of("POST", Scope.TERRITORY, PATH, this::logout).fromOutside());
    }

    Response logout(Request request) throws IOException {
        Optional<Duration> pause = throttle.enter(Throttle.Purpose.LOGOUT_TOKEN, request.clientAddress(), request.now());
        if (pause.isPresent()) {
            return error(429, "slow_down", "too many logout tokens were refused").header("Retry-After", String.valueOf(pause.get().toSeconds() + 1));
        }
        String token = request.form().value("logout_token");
        if (token.isEmpty()) {
            return error(400, "invalid_request", "logout_token is missing");
        }
        try {
            List<SessionDevices.Left> left = new ArrayList<>();
            channel.accept(request.variable("id"), token, (transaction, checked) -> {
                if (checked.audience() == Audience.AGENTS) {
                    agents.end(transaction, checked);
                } else {
                    left.addAll(citizens.end(transaction, checked));
                }
                Throttle.succeeded(transaction, Throttle.Purpose.LOGOUT_TOKEN, request.clientAddress());
            });
            citizens.left(left);
            return Response.text("text/plain", "").header("Cache-Control", "no-store");
        } catch (Refused refused) {
            boolean away = refused.reason() == Refused.Reason.AWAY;
            return error(400, "invalid_request", away ? "the keys of the provider cannot be read now" : "the logout token is not accepted");
        } catch (Conflict atOnce) {
            return error(400, "invalid_request", "the logout token was sent twice at once");
        }
    }

    /** As RFC 6749, 5.2: the texts are ours and hold no quotes. */
    private static Response error(int status, String code, String description) {
        return Response.text("application/json", "{\"error\":\"" + code + "\",\"error_description\":\"" + description + "\"}")
                .status(status)
                .header("Cache-Control", "no-store");
    }
}
