package org.parvis.site.hours;

import java.io.IOException;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.parvis.api.plugin.Plugins;
import org.parvis.api.route.Conflict;
import org.parvis.api.route.Fields;
import org.parvis.api.route.Form;
import org.parvis.api.route.NotFound;
import org.parvis.api.route.Request;
import org.parvis.api.route.Response;
import org.parvis.api.route.Route;
import org.parvis.api.route.Routes;
import org.parvis.api.tenant.Tenants;
import org.parvis.api.view.Themes;
import org.parvis.site.Desk;
import org.parvis.site.Texts;

/** Opening hours in the back office: places with their week, and days that differ. */
@Component(service = Routes.class)
public final class HoursDesk implements Routes {

    private static final String PERMISSION = "site.hours";
    private static final int FIRST_YEAR = 2000;
    private static final int LAST_YEAR = 2100;

    /** A place in the list. */
    public record Line(String id, String name, String sentence) {}

    /** Days that differ, in the list. */
    public record Exceptions(String id, String when, String text, String reason, String place) {}

    /** A place to choose. */
    public record Option(String value, String label) {}

    private final Hours hours;
    private final Plugins plugins;
    private final Themes themes;
    private final Tenants tenants;

    @Activate
    public HoursDesk(@Reference Hours hours, @Reference Plugins plugins, @Reference Themes themes, @Reference Tenants tenants) {
        this.hours = hours;
        this.plugins = plugins;
        this.themes = themes;
        this.tenants = tenants;
    }

    @Override
    public List<Route> routes() {
        return List.of(
                Route.deskGet("/horaires", this::list).reads("fait").requires(PERMISSION),
                Route.deskPost("/horaires/exceptions", this::addException).requires(PERMISSION),
                Route.deskGet("/horaires/exceptions/{id}/supprimer", this::confirmException).requires(PERMISSION),
                Route.deskPost("/horaires/exceptions/{id}/supprimer", this::removeException).requires(PERMISSION),
                Route.deskGet("/horaires/lieux/nouveau", request -> form(request, null, "")).requires(PERMISSION),
                Route.deskPost("/horaires/lieux/nouveau", request -> save(request, null, "")).requires(PERMISSION),
                Route.deskGet("/horaires/lieux/{id}", request -> form(request, place(request), "")).requires(PERMISSION),
                Route.deskPost("/horaires/lieux/{id}", request -> save(request, place(request), "")).requires(PERMISSION),
                Route.deskGet("/horaires/lieux/{id}/supprimer", this::confirmPlace).requires(PERMISSION),
                Route.deskPost("/horaires/lieux/{id}/supprimer", this::removePlace).requires(PERMISSION),
                Route.deskGet("/demarrage/horaires", request -> form(request, main(request), "horaires")).requires(PERMISSION),
                Route.deskPost("/demarrage/horaires", request -> save(request, main(request), "horaires")).requires(PERMISSION));
    }

    private Place place(Request request) {
        return hours.place(request.tenant(), Desk.id(request)).orElseThrow(NotFound::new);
    }

    private @Nullable Place main(Request request) {
        return hours.places(request.tenant()).stream().findFirst().orElse(null);
    }

    private Texts texts(Request request) {
        return new Texts(themes, request.site(), plugins.of(request.tenant()), request.language());
    }

    private Response list(Request request) {
        Map<String, Object> model = overview(request);
        request.query("fait").ifPresent(done -> model.put("done", done));
        return Response.view("site/desk/hours", model);
    }

    private Map<String, Object> overview(Request request) {
        Texts texts = texts(request);
        HoursView view = new HoursView(texts, tenants, request.now());
        Wording wording = new Wording(texts);
        List<Place> places = hours.places(request.tenant());
        List<Exceptional> exceptions = hours.exceptions(request.tenant(), view.today());
        Map<String, Object> model = new HashMap<>();
        model.put("places", places.stream().map(place -> new Line(place.id().toString(), place.name(), view.of(place, exceptions).sentence())).toList());
        model.put("exceptions", exceptions.stream()
                .map(exceptional -> new Exceptions(
                        exceptional.id().toString(), wording.range(exceptional.from(), exceptional.to()), wording.slots(exceptional.slots()),
                        exceptional.reason(), placeName(places, exceptional.place())))
                .toList());
        model.put("options", places.stream().map(place -> new Option(place.id().toString(), place.name())).toList());
        model.put("today", view.today());
        return model;
    }

    private static String placeName(List<Place> places, @Nullable UUID id) {
        return places.stream().filter(place -> place.id().equals(id)).map(Place::name).findFirst().orElse("");
    }

    private Response form(Request request, @Nullable Place place, String step) {
        Map<String, Object> model = model(request, place, step);
        Place shown = place == null
                ? new Place(Hours.newId(), texts(request).of("site.desk.hours.main"), "", "", Week.CLOSED, true, 0, 0)
                : place;
        model.put("values", WeekForm.values(shown));
        model.put("version", shown.version());
        return Response.view(template(step), model);
    }

    private static String template(String step) {
        return step.isEmpty() ? "site/desk/place" : "site/desk/step-hours";
    }

    private static Map<String, Object> model(Request request, @Nullable Place place, String step) {
        Map<String, Object> model = new HashMap<>();
        String below = place == null ? "/horaires/lieux/nouveau" : "/horaires/lieux/" + place.id();
        model.put("action", Desk.path(request, step.isEmpty() ? below : "/demarrage/" + step));
        model.put("days", List.of(1, 2, 3, 4, 5, 6, 7));
        if (place != null) {
            model.put("place", place.id().toString());
            model.put("placeName", place.name());
        }
        return model;
    }

    private Response save(Request request, @Nullable Place before, String step) throws IOException {
        Form form = request.form();
        int last = hours.places(request.tenant()).stream().mapToInt(Place::position).max().orElse(0) + 10;
        WeekForm read = WeekForm.read(form, before == null ? Hours.newId() : before.id(), before, last);
        if (!read.errors().isEmpty()) {
            Map<String, Object> model = model(request, before, step);
            model.putAll(Map.of("errors", read.errors(), "typed", form.typed(), "values", form.typed(), "version", read.place().version()));
            return Response.view(template(step), model).status(422);
        }
        try {
            hours.save(request.tenant(), read.place(), request.signedIn());
        } catch (Conflict e) {
            Map<String, Object> model = model(request, before, step);
            Place now = before == null ? read.place() : hours.place(request.tenant(), before.id()).orElse(before);
            HoursView.PlaceHours saved = new HoursView(texts(request), tenants, request.now()).of(now, List.of());
            model.putAll(Map.of("conflict", saved, "typed", form.typed(), "values", form.typed(), "version", now.version()));
            return Response.view(template(step), model).status(409);
        }
        return step.isEmpty() ? Desk.to(request, "/horaires?fait=lieu") : Desk.nextStep(request, step);
    }

    private Response confirmPlace(Request request) {
        Place place = place(request);
        return Desk.confirm(request, "site.desk.hours.remove", place.name(), "/horaires/lieux/" + place.id() + "/supprimer", "/horaires");
    }

    private Response removePlace(Request request) {
        hours.removePlace(request.tenant(), Desk.id(request), request.signedIn());
        return Desk.to(request, "/horaires?fait=retire");
    }

    private Response addException(Request request) throws IOException {
        Form form = request.form();
        Fields fields = new Fields(form);
        LocalDate from = day(form, fields, "from");
        LocalDate to = form.value("to").isEmpty() ? from : day(form, fields, "to");
        if (from != null && to != null && to.isBefore(from)) {
            fields.wrong("to", "site.desk.exception.order");
        }
        Slot slot = form.ticked("open") ? WeekForm.slot(form, fields, "opens", "closes") : null;
        if (form.ticked("open") && slot == null && fields.errors().isEmpty()) {
            fields.wrong("opens", "form.required");
        }
        String reason = fields.text("reason", 150);
        UUID place = Desk.parse(form.value("place")).flatMap(id -> hours.place(request.tenant(), id)).map(Place::id).orElse(null);
        if (!fields.errors().isEmpty() || from == null || to == null) {
            Map<String, Object> model = overview(request);
            model.putAll(Map.of("errors", fields.errors(), "typed", form.typed()));
            return Response.view("site/desk/hours", model).status(422);
        }
        hours.add(request.tenant(), new Exceptional(Hours.newId(), place, from, to, slot == null ? List.of() : List.of(slot), reason), request.signedIn());
        return Desk.to(request, "/horaires?fait=exception");
    }

    private static @Nullable LocalDate day(Form form, Fields fields, String name) {
        LocalDate day = null;
        try {
            day = LocalDate.parse(form.value(name));
        } catch (DateTimeException e) {
            fields.wrong(name, "site.desk.exception.day");
        }
        if (day != null && (day.getYear() < FIRST_YEAR || day.getYear() > LAST_YEAR)) {
            fields.wrong(name, "site.desk.exception.day");
            return null;
        }
        return day;
    }

    private Response confirmException(Request request) {
        UUID id = Desk.id(request);
        Wording wording = new Wording(texts(request));
        Exceptional exceptional = hours.exceptions(request.tenant(), LocalDate.EPOCH).stream()
                .filter(found -> found.id().equals(id))
                .findFirst()
                .orElseThrow(NotFound::new);
        return Desk.confirm(
                request, "site.desk.exception.remove", wording.range(exceptional.from(), exceptional.to()),
                "/horaires/exceptions/" + id + "/supprimer", "/horaires");
    }

    private Response removeException(Request request) {
        hours.removeException(request.tenant(), Desk.id(request), request.signedIn());
        return Desk.to(request, "/horaires?fait=retire");
    }
}
