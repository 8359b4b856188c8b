package org.parvis.identity;

import java.util.List;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.parvis.api.route.Request;
import org.parvis.api.route.Response;
import org.parvis.api.tenant.PublicUrls;
import org.parvis.identity.oidc.Audience;
import org.parvis.identity.oidc.OpenIdConnect;

/** What identity providers add to pages that are there without them: buttons, and signing out there too. */
@Component(service = ProviderWays.class)
public final class ProviderWays {
    private final OpenIdConnect connect;
    private final ProviderSignIn signIn;
    private final PublicUrls urls;

    @Activate
    public ProviderWays(@Reference OpenIdConnect connect, @Reference ProviderSignIn signIn, @Reference PublicUrls urls) {
        this.connect = connect;
        this.signIn = signIn;
        this.urls = urls;
    }

    /** A provider to sign in with. */
    public record Button(String address, String label) {}

    List<Button> buttons() {
        return connect.ways(Audience.AGENTS, "").stream().map(way -> new Button(ProviderPages.BASE + way.id(), way.label())).toList();
    }

    /** The page that leads to the provider's own signing out, if the session began there. */
    Optional<Response> farewell(String session, Request request) {
        return signIn.session(session).flatMap(began -> connect
                .farewell(began.provider(), began.idToken(), urls.of(request.site(), ProviderPages.GONE))
                .map(address -> LinkPages.leaving(address, connect.label(began.provider()).orElse(began.provider()), "out")));
    }
}
