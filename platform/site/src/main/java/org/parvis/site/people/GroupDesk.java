package org.parvis.site.people;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.parvis.api.data.Ids;
import org.parvis.api.route.Conflict;
import org.parvis.api.route.Fields;
import org.parvis.api.route.Form;
import org.parvis.api.route.NotFound;
import org.parvis.api.route.Request;
import org.parvis.api.route.Response;
import org.parvis.api.route.Route;
import org.parvis.api.route.Routes;
import org.parvis.site.Desk;

/** Councils, services and commissions in the back office. */
@Component(service = Routes.class)
public final class GroupDesk implements Routes {

    private static final int ORDER = 10;

    /** A kind, or a group above, to choose. */
    public record Option(String value, String label) {}

    private final People people;

    @Activate
    public GroupDesk(@Reference People people) {
        this.people = people;
    }

    @Override
    public List<Route> routes() {
        return List.of(
                Route.deskGet("/elus/groupes/nouveau", request -> form(request, null)).requires(PeopleDesk.PERMISSION),
                Route.deskPost("/elus/groupes/nouveau", request -> save(request, null)).requires(PeopleDesk.PERMISSION),
                Route.deskGet("/elus/groupes/{id}", request -> form(request, group(request))).requires(PeopleDesk.PERMISSION),
                Route.deskPost("/elus/groupes/{id}", request -> save(request, group(request))).requires(PeopleDesk.PERMISSION),
                Route.deskGet("/elus/groupes/{id}/supprimer", this::confirm).requires(PeopleDesk.PERMISSION),
                Route.deskPost("/elus/groupes/{id}/supprimer", this::remove).requires(PeopleDesk.PERMISSION));
    }

    private Group group(Request request) {
        UUID id = Desk.id(request);
        return people.groups(request.tenant()).stream().filter(group -> group.id().equals(id)).findFirst().orElseThrow(NotFound::new);
    }

    private Response form(Request request, @Nullable Group group) {
        return Response.view("site/desk/group", model(request, group, group == null ? 0 : group.version()));
    }

    private Map<String, Object> model(Request request, @Nullable Group group, int version) {
        Map<String, Object> model = new HashMap<>();
        model.put("action", Desk.path(request, "/elus/groupes/" + (group == null ? "nouveau" : group.id().toString())));
        model.put("kinds", List.of(Group.Kind.values()).stream().map(Enum::name).toList());
        model.put("parents", people.groups(request.tenant()).stream()
                .filter(other -> group == null || !isWithin(request, other, group.id()))
                .map(other -> new Option(other.id().toString(), other.name()))
                .toList());
        model.put("version", version);
        if (group != null) {
            model.put("group", group);
            UUID parent = group.parent();
            model.put("parent", parent == null ? "" : parent.toString());
        }
        return model;
    }

    /** Whether a group is another or stands below it. */
    private boolean isWithin(Request request, Group group, UUID branch) {
        List<Group> all = people.groups(request.tenant());
        Group at = group;
        for (int steps = 0; at != null && steps <= all.size(); steps++) {
            if (at.id().equals(branch)) {
                return true;
            }
            UUID parent = at.parent();
            at = all.stream().filter(other -> other.id().equals(parent)).findFirst().orElse(null);
        }
        return false;
    }

    private Response save(Request request, @Nullable Group before) throws IOException {
        Form form = request.form();
        Fields fields = new Fields(form);
        UUID parent = Desk.parse(form.value("parent"))
                .filter(id -> people.groups(request.tenant()).stream()
                        .anyMatch(other -> other.id().equals(id) && (before == null || !isWithin(request, other, before.id()))))
                .orElse(null);
        String kind = form.value("kind");
        if (!List.of("COUNCIL", "SERVICE", "COMMISSION").contains(kind)) {
            fields.wrong("kind", "form.required");
            kind = "SERVICE";
        }
        Group group = new Group(
                before == null ? Ids.next() : before.id(), parent, Group.Kind.valueOf(kind), fields.required("name", 150), fields.text("text", 1500),
                fields.phone("phone"), fields.email("email"), before == null ? ORDER : before.position(), Desk.version(form.value("version")));
        Map<String, Object> model = model(request, before, group.version());
        model.put("typed", form.typed());
        if (!fields.errors().isEmpty()) {
            model.put("errors", fields.errors());
            return Response.view("site/desk/group", model).status(422);
        }
        try {
            people.save(request.tenant(), group, request.signedIn());
        } catch (Conflict e) {
            Group now = before == null ? group : group(request);
            model.put("conflict", now);
            model.put("version", now.version());
            return Response.view("site/desk/group", model).status(409);
        }
        return Desk.to(request, "/elus?fait=groupe");
    }

    private Response confirm(Request request) {
        Group group = group(request);
        return Desk.confirm(request, "site.desk.group.remove", group.name(), "/elus/groupes/" + group.id() + "/supprimer", "/elus");
    }

    private Response remove(Request request) {
        people.removeGroup(request.tenant(), Desk.id(request), request.signedIn());
        return Desk.to(request, "/elus?fait=retire");
    }
}
