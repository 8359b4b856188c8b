package org.parvis.identity.code;

import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.parvis.api.code.FollowUp.Thing;
import org.parvis.api.code.FollowUpTarget;
import org.parvis.api.plugin.Plugins;
import org.parvis.api.route.FieldError;
import org.parvis.api.route.Form;
import org.parvis.api.route.NotFound;
import org.parvis.api.route.Request;
import org.parvis.api.route.Response;
import org.parvis.api.route.Route;
import org.parvis.api.route.Routes;
import org.parvis.api.tenant.Site;
import org.parvis.api.tenant.TenantId;
import org.parvis.api.view.SiteLinks;
import org.parvis.identity.Pause;

/** Where people follow up what they asked for, without an account. */
@Component(service = {Routes.class, SiteLinks.class})
public final class FollowUpPages implements Routes, SiteLinks {
    static final String PATH = "/suivi";

    private final SqlFollowUp codes;
    private final CodeAgain again;
    private final Plugins plugins;

    @Activate
    public FollowUpPages(@Reference SqlFollowUp codes, @Reference CodeAgain again, @Reference Plugins plugins) {
        this.codes = codes;
        this.again = again;
        this.plugins = plugins;
    }

    @Override
    public List<Route> routes() {
        return List.of(
                Route.get(PATH, this::form),
                Route.post(PATH, this::enter),
                Route.get(PATH + "/ouvrir/{token}", this::follow),
                Route.get(PATH + "/dossier", this::show),
                Route.post(PATH + "/quitter", this::leave),
                Route.get(PATH + "/renvoyer", this::lost).reads("envoye"),
                Route.post(PATH + "/renvoyer", this::send));
    }

    @Override
    public List<SiteLink> links(Site site, Locale language) {
        return isThere(site.id()) ? List.of(new SiteLink("identity.follow.link", PATH, Place.QUICK_ACCESS, "search")) : List.of();
    }

    private boolean isThere(TenantId tenant) {
        return plugins.of(tenant).of(FollowUpTarget.class).stream().anyMatch(FollowUpTarget::typed);
    }

    private void requireTargets(Request request) {
        if (!isThere(request.tenant())) {
            throw new NotFound();
        }
    }

    private Response form(Request request) {
        requireTargets(request);
        return page(Map.of());
    }

    private Response page(Map<String, ?> more) {
        Map<String, Object> model = new HashMap<>(more);
        model.put("byMail", again.isPossible());
        return Response.view("identity/follow-up", model);
    }

    private Response enter(Request request) throws IOException {
        requireTargets(request);
        Form form = request.form();
        Optional<String> code = TypedCode.canonical(form.value("code"));
        if (code.isEmpty()) {
            return refused(form, FieldError.of("code", form.value("code").isEmpty() ? "identity.follow.code.empty" : "identity.follow.code.mistyped"));
        }
        if (Hashes.contact(form.value("contact")) == null) {
            return refused(form, FieldError.of("contact", "identity.follow.contact.invalid"));
        }
        SqlFollowUp.Entered entered = codes.enter(request.tenant(), code.get(), form.value("contact"), request.clientAddress(), request.now());
        if (entered.pause().isPresent()) {
            Duration pause = entered.pause().get();
            return Pause.page(refused(form, Pause.error("code", pause)), pause);
        }
        return entered.token().map(token -> opened(request, token)).orElseGet(() -> refused(form, FieldError.of("code", "identity.follow.wrong")));
    }

    private Response refused(Form form, FieldError error) {
        Map<String, String> typed = Map.of("code", form.value("code"), "contact", form.value("contact"));
        return page(Map.of("errors", List.of(error), "typed", typed)).status(422);
    }

    private Response follow(Request request) {
        return codes.follow(request.tenant(), request.variable("token"), request.now())
                .map(token -> opened(request, token))
                .orElseGet(() -> over(isThere(request.tenant())))
                .header("X-Robots-Tag", "noindex")
                .header("Referrer-Policy", "no-referrer");
    }

    private static Response over(boolean form) {
        return Response.view("identity/follow-up-over", Map.of("form", form)).status(404);
    }

    private static Response opened(Request request, String token) {
        return Response.seeOther(address(request, "/dossier")).cookie(new Response.Cookie(SqlFollowUp.COOKIE, token, null));
    }

    private Response show(Request request) {
        Optional<Thing> thing = codes.opened(request);
        if (thing.isEmpty()) {
            return isThere(request.tenant()) ? Response.seeOther(address(request, "")) : over(false);
        }
        FollowUpTarget target = plugins.of(request.tenant()).of(FollowUpTarget.class).stream()
                .filter(one -> one.kind().equals(thing.get().kind()))
                .findFirst()
                .orElseThrow(NotFound::new);
        Response page = target.page(request, thing.get().id());
        return new Response(page.status(), page.content(), page.headers(), page.cookies(), Set.of(), null).header("X-Robots-Tag", "noindex");
    }

    private Response leave(Request request) {
        codes.close(request);
        return Response.seeOther(request.language().getLanguage().equals("en") ? "/en/" : "/")
                .cookie(new Response.Cookie(SqlFollowUp.COOKIE, "", Duration.ZERO));
    }

    private Response lost(Request request) {
        requireTargets(request);
        return Response.view("identity/follow-up-lost", Map.of("sent", request.query("envoye").isPresent(), "byMail", again.isPossible()));
    }

    /** The same answer whether or not anything is known of that address. */
    private Response send(Request request) throws IOException {
        requireTargets(request);
        String contact = request.form().value("contact");
        if (Hashes.contact(contact) == null) {
            return lostAgain(contact, FieldError.of("contact", "identity.follow.contact.invalid")).status(422);
        }
        Optional<Duration> pause = again.ask(request.tenant(), contact, request.language(), request.clientAddress(), request.now());
        if (pause.isPresent()) {
            return Pause.page(lostAgain(contact, Pause.error("contact", pause.get())), pause.get());
        }
        return Response.seeOther(address(request, "/renvoyer?envoye=1"));
    }

    private Response lostAgain(String contact, FieldError error) {
        return Response.view("identity/follow-up-lost", Map.of(
                "sent", false, "byMail", again.isPossible(), "errors", List.of(error), "typed", Map.of("contact", contact)));
    }

    private static String address(Request request, String path) {
        return (request.language().getLanguage().equals("en") ? "/en" : "") + PATH + path;
    }
}
