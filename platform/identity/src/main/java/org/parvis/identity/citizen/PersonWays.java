package org.parvis.identity.citizen;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.parvis.api.route.Response;
import org.parvis.api.tenant.PublicUrls;
import org.parvis.api.tenant.Tenants;
import org.parvis.identity.oidc.Audience;
import org.parvis.identity.oidc.Kind;
import org.parvis.identity.oidc.OpenIdConnect;

/** What identity providers add to pages of the account that are there without them: buttons, and signing out there too. */
@Component(service = PersonWays.class)
public final class PersonWays {
    static final String BASE = PersonPaths.HOME + "/fournisseur/";
    static final String GONE = BASE + "fin";
    private static final Pattern COMMUNE = Pattern.compile("[?&]site=([a-z0-9-]+)");

    private final OpenIdConnect connect;
    private final PersonProviders providers;
    private final Tenants tenants;
    private final PublicUrls urls;

    @Activate
    public PersonWays(@Reference OpenIdConnect connect, @Reference PersonProviders providers, @Reference Tenants tenants, @Reference PublicUrls urls) {
        this.connect = connect;
        this.providers = providers;
        this.tenants = tenants;
        this.urls = urls;
    }

    /** A provider to sign in with; FranceConnect wants a link that says what it is. */
    public record Button(String id, String path, String label, boolean franceConnect) {}

    /** @param backTo where the person wants to go: a commune with a client of its own at the provider has its own button */
    List<Button> buttons(String backTo) {
        return connect.ways(Audience.CITIZENS, commune(backTo)).stream()
                .map(way -> new Button(way.id(), BASE + way.id(), way.label(), way.kind() == Kind.FRANCECONNECT))
                .toList();
    }

    private static String commune(String backTo) {
        Matcher named = COMMUNE.matcher(backTo);
        return backTo.contains(PersonPaths.AUTHORIZE) && named.find() ? named.group(1) : "";
    }

    /** As registered at the provider; without a language: the same for all. */
    String back(OpenIdConnect.Way way) {
        return urls.of(tenants.territory(), BASE + way.id() + "/retour");
    }

    /** The page that leads to the provider's own signing out, if the session began there; to be asked before it is ended. */
    Optional<Response> farewell(String token) {
        return providers.began(token).flatMap(began -> connect
                .farewell(began.provider(), began.idToken(), urls.of(tenants.territory(), GONE))
                .map(address -> leaving(address, label(began.provider()), "out")));
    }

    /** A page that goes on to another host by itself: a redirection after a form would not be followed there. */
    static Response leaving(String address, String label, String what) {
        return Response.view("identity/person-leaving", Map.of("address", address, "label", label, "what", what)).header("Refresh", "0; url=" + address);
    }

    String label(String provider) {
        return connect.label(provider).orElse(provider);
    }
}
