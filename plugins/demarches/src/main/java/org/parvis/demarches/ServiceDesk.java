package org.parvis.demarches;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.parvis.api.data.Ids;
import org.parvis.api.route.Conflict;
import org.parvis.api.route.FieldError;
import org.parvis.api.route.Fields;
import org.parvis.api.route.Form;
import org.parvis.api.route.NotFound;
import org.parvis.api.route.Request;
import org.parvis.api.route.Response;
import org.parvis.api.route.Route;
import org.parvis.api.route.Routes;

/** The services of a commune, as an administrator sets them up. */
@Component(service = Routes.class)
public final class ServiceDesk implements Routes {
    private static final String PATH = "/demarches-services";

    private final Services services;
    private final Workers workers;

    @Activate
    public ServiceDesk(@Reference Services services, @Reference Workers workers) {
        this.services = services;
        this.workers = workers;
    }

    /** A service in the list. */
    public record Line(String id, String name, String email, String agents) {}

    @Override
    public List<Route> routes() {
        return List.of(
                Route.deskGet(PATH, this::list).reads(AtDesk.DONE).requires(Offers.PERMISSION),
                Route.deskGet(PATH + "/{id}", this::show).requires(Offers.PERMISSION),
                Route.deskPost(PATH + "/{id}", this::save).requires(Offers.PERMISSION),
                Route.deskPost(PATH + "/{id}/supprimer", this::delete).requires(Offers.PERMISSION));
    }

    private Response list(Request request) {
        Map<String, String> names = new HashMap<>();
        workers.of(request.tenant()).forEach(worker -> names.put(worker.value(), worker.label()));
        List<Line> lines = services.of(request.tenant()).stream()
                .map(service -> new Line(
                        service.id().toString(), service.name(), service.email(),
                        String.join(", ", service.agents().stream().map(agent -> names.getOrDefault(agent.toString(), "")).filter(name -> !name.isEmpty()).toList())))
                .toList();
        Map<String, Object> model = new HashMap<>(Map.of("lines", lines));
        AtDesk.say(request, model);
        return Response.view("demarches/desk-services", model);
    }

    private Service service(Request request) {
        return services.find(request.tenant(), Paths.uuid(request.variable("id"))).orElseThrow(NotFound::new);
    }

    private Response show(Request request) {
        if (request.variable("id").equals("nouveau")) {
            return form(request, Map.of("version", "0"), List.of(), List.of());
        }
        Service service = service(request);
        return form(
                request, Map.of("name", service.name(), "email", service.email(), "version", String.valueOf(service.version())),
                service.agents().stream().map(UUID::toString).toList(), List.of());
    }

    private Response form(Request request, Map<String, String> typed, List<String> chosen, List<FieldError> errors) {
        return Response.view("demarches/desk-service", Map.of(
                "id", request.variable("id"), "agents", workers.of(request.tenant()), "chosen", chosen, "typed", typed, "errors", errors));
    }

    private Response save(Request request) throws IOException {
        Form form = request.form();
        boolean fresh = request.variable("id").equals("nouveau");
        UUID id = fresh ? Ids.next() : service(request).id();
        Fields fields = new Fields(form);
        String name = fields.required("name", 120);
        String email = fields.email("email");
        List<String> known = workers.of(request.tenant()).stream().map(Workers.Choice::value).toList();
        List<UUID> agents = new ArrayList<>(form.values("agent").stream().filter(known::contains).map(UUID::fromString).limit(50).toList());
        if (email.isEmpty() && agents.isEmpty()) {
            fields.wrong("email", "demarches.service.nobody");
        }
        if (!fields.errors().isEmpty()) {
            return form(request, form.typed(), form.values("agent"), fields.errors()).status(422);
        }
        try {
            services.save(request.tenant(), request.signedIn(), new Service(id, name, email, agents, fresh ? 0 : Math.max(1, Ways.revision(form, "version"))));
        } catch (Conflict conflict) {
            return form(request, form.typed(), form.values("agent"), List.of(FieldError.of("name", conflict.messageKey()))).status(conflict.status());
        }
        return AtDesk.done(request, PATH, "serviced");
    }

    private Response delete(Request request) {
        services.delete(request.tenant(), request.signedIn(), service(request));
        return AtDesk.done(request, PATH, "servicedropped");
    }
}
