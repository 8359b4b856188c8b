package org.parvis.identity.citizen;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.parvis.api.identity.Account;
import org.parvis.api.route.Form;
import org.parvis.api.route.Invalid;
import org.parvis.api.route.NotFound;
import org.parvis.api.route.Request;
import org.parvis.api.route.Response;
import org.parvis.api.route.Route;
import org.parvis.api.route.Routes;
import org.parvis.api.route.Scope;
import org.parvis.api.tenant.PublicUrls;
import org.parvis.api.tenant.Site;
import org.parvis.api.tenant.SiteState;
import org.parvis.api.tenant.Tenants;
import org.parvis.identity.citizen.GrantTable.Grant;

/**
 * On the territory's host: hands a sign-in over to a commune, and asks first what that commune may see.
 *
 * <p>Where it leads is never in the request: a commune is named by its slug, and its host is the one that it has.
 */
@Component
public final class AuthorizePages implements Routes {
    private final Handover handover;
    private final Tenants tenants;
    private final PublicUrls urls;

    @Activate
    public AuthorizePages(@Reference Handover handover, @Reference Tenants tenants, @Reference PublicUrls urls) {
        this.handover = handover;
        this.tenants = tenants;
        this.urls = urls;
    }

    /** What a commune asks for, checked. */
    private record Asked(Site site, String state, String challenge, boolean english) {

        String path(String base) {
            return base + "?site=" + site.tenant().slug() + "&etat=" + state + "&defi=" + challenge + (english ? "&langue=en" : "");
        }
    }

    @Override
    public List<Route> routes() {
        return List.of(
                Route.of("GET", Scope.TERRITORY, PersonPaths.AUTHORIZE, this::authorize).reads("site", "etat", "defi", "langue").requiresAccount(),
                Route.of("POST", Scope.TERRITORY, PersonPaths.AUTHORIZE, this::agree).requiresAccount());
    }

    Response authorize(Request request) {
        Asked asked = asked(
                request.query("site").orElse(""), request.query("etat").orElse(""), request.query("defi").orElse(""), request.query("langue").orElse(""));
        if (handover.grant(request, asked.site().id()).isEmpty()) {
            return consent(request, asked);
        }
        String code = handover.issue(request, asked.site(), asked.challenge());
        return Response.seeOther(urls.of(asked.site(), back(asked) + "?code=" + code + "&etat=" + asked.state()));
    }

    Response agree(Request request) throws IOException {
        Form form = request.form();
        Asked asked = asked(form.value("site"), form.value("etat"), form.value("defi"), form.value("langue"));
        Account account = request.account().orElseThrow(NotFound::new);
        handover.agree(new Grant(account.id(), asked.site().id(), form.ticked("name"), form.ticked("email"), form.ticked("phone"), request.now()));
        return PersonSignIn.left(asked.path(PersonPaths.in(request, PersonPaths.AUTHORIZE)));
    }

    private Response consent(Request request, Asked asked) {
        Account account = request.account().orElseThrow(NotFound::new);
        Map<String, Object> model = new HashMap<>();
        model.put("commune", asked.site().tenant().name());
        model.put("slug", asked.site().tenant().slug());
        model.put("state", asked.state());
        model.put("challenge", asked.challenge());
        model.put("english", asked.english());
        model.put("name", Optional.ofNullable(account.name()).orElse(""));
        model.put("email", Optional.ofNullable(account.email()).orElse(""));
        model.put("phone", Optional.ofNullable(account.phone()).orElse(""));
        model.put("refuse", urls.of(asked.site(), back(asked) + "?refus=1&etat=" + asked.state()));
        return Response.view("identity/person-consent", model);
    }

    private static String back(Asked asked) {
        return (asked.english() ? "/en" : "") + CommuneSignInPages.BACK;
    }

    private Asked asked(String slug, String state, String challenge, String language) {
        Site site = tenants.bySlug(slug).filter(one -> !one.tenant().isTerritory() && one.state() != SiteState.CLOSED).orElse(null);
        if (site == null || !Handover.isState(state) || !Handover.isChallenge(challenge)) {
            throw Invalid.request(400, "identity.person.authorize.malformed");
        }
        return new Asked(site, state, challenge, language.equals("en"));
    }
}
