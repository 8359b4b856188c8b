package org.parvis.backoffice;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.parvis.api.route.FieldError;
import org.parvis.api.route.Invalid;
import org.parvis.api.route.NotFound;
import org.parvis.api.route.Request;
import org.parvis.api.route.Response;
import org.parvis.api.route.Route;
import org.parvis.api.route.Routes;
import org.parvis.api.tenant.Hosts;

/** Host names of a site: those that it has, and how to bring a domain of one's own. */
@Component(service = Routes.class)
public final class DomainPages implements Routes {

    private static final String PERMISSION = "backoffice.domains";
    private static final String PATH = "/domaines";
    private static final Set<String> DONE = Set.of("ajoute", "verifie", "principal", "retire");

    private final Hosts hosts;

    @Activate
    public DomainPages(@Reference Hosts hosts) {
        this.hosts = hosts;
    }

    @Override
    public List<Route> routes() {
        return List.of(
                Route.deskGet(PATH, this::show).reads("fait", "nom").requires(PERMISSION),
                Route.deskPost(PATH, this::add).requires(PERMISSION),
                Route.deskPost(PATH + "/verifier", this::verify).requires(PERMISSION),
                Route.deskPost(PATH + "/principal", this::makeCanonical).requires(PERMISSION),
                Route.deskGet(PATH + "/retirer", this::confirm).reads("nom").requires(PERMISSION),
                Route.deskPost(PATH + "/retirer", this::remove).requires(PERMISSION));
    }

    private Response show(Request request) {
        Map<String, Object> model = model(request);
        request.query("fait").filter(DONE::contains).ifPresent(done -> model.put("done", done));
        model.put("name", request.query("nom").map(Domain::readable).orElse(""));
        return Response.view("backoffice/domains", model);
    }

    private Map<String, Object> model(Request request) {
        return new HashMap<>(Map.of("domains", domains(request), "target", hosts.target(request.tenant())));
    }

    private List<Domain> domains(Request request) {
        return hosts.of(request.tenant()).stream().map(Domain::of).toList();
    }

    private Response add(Request request) throws IOException {
        String typed = request.form().value("host");
        if (typed.isBlank()) {
            return refused(request, List.of(FieldError.of("host", "form.required")));
        }
        try {
            Hosts.Attached attached = hosts.add(request.tenant(), Domain.typed(typed), request.signedIn());
            return done(request, attached.verified() ? "verifie" : "ajoute", attached.host());
        } catch (Invalid invalid) {
            return refused(request, invalid.errors());
        }
    }

    private Response verify(Request request) throws IOException {
        String host = request.form().value("host");
        try {
            hosts.verify(request.tenant(), host, request.signedIn());
            return done(request, "verifie", host);
        } catch (Invalid invalid) {
            return refused(request, at(host, invalid.errors()));
        }
    }

    private Response makeCanonical(Request request) throws IOException {
        String host = request.form().value("host");
        try {
            hosts.makeCanonical(request.tenant(), host, request.signedIn());
            return done(request, "principal", host);
        } catch (Invalid invalid) {
            return refused(request, at(host, invalid.errors()));
        }
    }

    private Response confirm(Request request) {
        String host = request.query("nom").orElse("");
        Domain domain = domains(request).stream().filter(one -> one.own() && one.host().equals(host)).findFirst().orElseThrow(NotFound::new);
        return Response.view("backoffice/domain-remove", Map.of("domain", domain, "target", hosts.target(request.tenant())));
    }

    private Response remove(Request request) throws IOException {
        String host = request.form().value("host");
        hosts.remove(request.tenant(), host, request.signedIn());
        return done(request, "retire", host);
    }

    /** What is wrong with one of the names is said beside it, not beside the field for a new one. */
    private static List<FieldError> at(String host, List<FieldError> errors) {
        return errors.stream().map(error -> new FieldError(Domain.id(host), error.messageKey(), error.arguments())).toList();
    }

    private Response refused(Request request, List<FieldError> errors) throws IOException {
        Map<String, Object> model = model(request);
        model.put("errors", errors);
        model.put("typed", errors.stream().anyMatch(error -> error.field().equals("host")) ? request.form().typed() : Map.of());
        return Response.view("backoffice/domains", model).status(422);
    }

    private static Response done(Request request, String what, String host) {
        String here = DeskFrame.ROOT + "/" + request.site().tenant().slug() + PATH;
        return Response.seeOther(here + "?fait=" + what + "&nom=" + Domain.ascii(host));
    }
}
