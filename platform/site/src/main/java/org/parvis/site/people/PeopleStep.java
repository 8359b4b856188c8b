package org.parvis.site.people;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.parvis.api.data.Ids;
import org.parvis.api.desk.SetupStep;
import org.parvis.api.plugin.Plugins;
import org.parvis.api.route.Fields;
import org.parvis.api.route.Form;
import org.parvis.api.route.Request;
import org.parvis.api.route.Response;
import org.parvis.api.route.Route;
import org.parvis.api.route.Routes;
import org.parvis.api.tenant.TenantId;
import org.parvis.api.view.Themes;
import org.parvis.site.Desk;
import org.parvis.site.Texts;

/** The élus as a step of setting up a site: names and roles, many at once. */
@Component(service = {SetupStep.class, Routes.class})
public final class PeopleStep implements SetupStep, Routes {

    private static final String NAME = "elus";
    private static final int LINES = 8;

    /** An élu already entered. */
    public record Entered(String name, String role) {}

    private final People people;
    private final Plugins plugins;
    private final Themes themes;

    @Activate
    public PeopleStep(@Reference People people, @Reference Plugins plugins, @Reference Themes themes) {
        this.people = people;
        this.plugins = plugins;
        this.themes = themes;
    }

    @Override
    public Step step() {
        return new Step(NAME, "site.desk.step.people", 50);
    }

    @Override
    public boolean done(TenantId tenant) {
        return !people.all(tenant).isEmpty();
    }

    @Override
    public List<Route> routes() {
        return List.of(
                Route.deskGet("/demarrage/elus", request -> Response.view("site/desk/step-people", model(request))).requires(PeopleDesk.PERMISSION),
                Route.deskPost("/demarrage/elus", this::save).requires(PeopleDesk.PERMISSION));
    }

    private Map<String, Object> model(Request request) {
        Map<String, Object> model = new HashMap<>();
        model.put("lines", IntStream.rangeClosed(1, LINES).boxed().toList());
        model.put("entered", people.all(request.tenant()).stream().map(person -> new Entered(person.name(), person.role())).toList());
        return model;
    }

    private Response save(Request request) throws IOException {
        Form form = request.form();
        Fields fields = new Fields(form);
        int position = people.all(request.tenant()).stream().mapToInt(Person::position).max().orElse(0);
        List<Person> typed = new ArrayList<>();
        for (int line = 1; line <= LINES; line++) {
            String name = fields.text("name" + line, 150);
            String role = fields.text("role" + line, 150);
            if (name.isEmpty() && !role.isEmpty()) {
                fields.wrong("name" + line, "form.required");
            }
            if (!name.isEmpty()) {
                position += 10;
                typed.add(new Person(Ids.next(), name, role, "", "", "", null, position, 0));
            }
        }
        if (!fields.errors().isEmpty()) {
            Map<String, Object> model = model(request);
            model.putAll(Map.of("errors", fields.errors(), "typed", form.typed()));
            return Response.view("site/desk/step-people", model).status(422);
        }
        if (!typed.isEmpty()) {
            Texts texts = new Texts(themes, request.site(), plugins.of(request.tenant()), Locale.FRENCH);
            String name = texts.of("site.people.council." + request.site().tenant().kind());
            Group council = people.council(request.tenant(), name, request.signedIn());
            typed.forEach(person -> people.save(request.tenant(), person, List.of(council.id()), request.signedIn()));
        }
        return Desk.nextStep(request, NAME);
    }
}
