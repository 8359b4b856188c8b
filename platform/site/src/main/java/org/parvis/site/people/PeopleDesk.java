package org.parvis.site.people;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.parvis.api.file.Images;
import org.parvis.api.route.Conflict;
import org.parvis.api.route.FieldError;
import org.parvis.api.route.Form;
import org.parvis.api.route.Invalid;
import org.parvis.api.route.Limits;
import org.parvis.api.route.NotFound;
import org.parvis.api.route.Request;
import org.parvis.api.route.Response;
import org.parvis.api.route.Route;
import org.parvis.api.route.Routes;
import org.parvis.site.Desk;

/** People in the back office. */
@Component(service = Routes.class)
public final class PeopleDesk implements Routes {

    static final String PERMISSION = "site.people";

    /** A person in the list. */
    public record Line(String id, String name, String role, String groups, int position) {}

    /** A group to belong to. */
    public record Choice(String id, String name, boolean ticked) {}

    private final People people;
    private final Images images;

    @Activate
    public PeopleDesk(@Reference People people, @Reference Images images) {
        this.people = people;
        this.images = images;
    }

    @Override
    public List<Route> routes() {
        return List.of(
                Route.deskGet("/elus", this::list).reads("fait").requires(PERMISSION),
                Route.deskGet("/elus/nouvelle", request -> form(request, null)).requires(PERMISSION),
                Route.deskPost("/elus/nouvelle", request -> save(request, null)).requires(PERMISSION).limits(Limits.UPLOAD),
                Route.deskGet("/elus/{id}", request -> form(request, person(request))).requires(PERMISSION),
                Route.deskPost("/elus/{id}", request -> save(request, person(request))).requires(PERMISSION).limits(Limits.UPLOAD),
                Route.deskGet("/elus/{id}/supprimer", this::confirm).requires(PERMISSION),
                Route.deskPost("/elus/{id}/supprimer", this::remove).requires(PERMISSION));
    }

    private Person person(Request request) {
        UUID id = Desk.id(request);
        return people.all(request.tenant()).stream().filter(person -> person.id().equals(id)).findFirst().orElseThrow(NotFound::new);
    }

    private Response list(Request request) {
        List<Group> groups = people.groups(request.tenant());
        List<Member> members = people.members(request.tenant());
        Map<String, Object> model = new HashMap<>();
        model.put("people", people.all(request.tenant()).stream().map(person -> line(person, groups, members)).toList());
        model.put("groups", groups);
        request.query("fait").ifPresent(done -> model.put("done", done));
        return Response.view("site/desk/people", model);
    }

    private static Line line(Person person, List<Group> groups, List<Member> members) {
        Set<UUID> its = memberships(person.id(), members);
        String names = groups.stream().filter(group -> its.contains(group.id())).map(Group::name).collect(Collectors.joining(", "));
        return new Line(person.id().toString(), person.name(), person.role(), names, person.position());
    }

    private static Set<UUID> memberships(UUID person, List<Member> members) {
        return members.stream().filter(member -> member.person().equals(person)).map(Member::group).collect(Collectors.toSet());
    }

    private Response form(Request request, @Nullable Person person) {
        Set<UUID> its = person == null ? Set.of() : memberships(person.id(), people.members(request.tenant()));
        Map<String, Object> model = model(request, person, its);
        model.put("version", person == null ? 0 : person.version());
        return Response.view("site/desk/person", model);
    }

    private Map<String, Object> model(Request request, @Nullable Person person, Set<UUID> ticked) {
        Map<String, Object> model = new HashMap<>();
        model.put("action", Desk.path(request, "/elus/" + (person == null ? "nouvelle" : person.id().toString())));
        model.put("choices", people.groups(request.tenant()).stream()
                .map(group -> new Choice(group.id().toString(), group.name(), ticked.contains(group.id())))
                .toList());
        if (person != null) {
            model.put("person", person);
            Optional.ofNullable(person.photo()).flatMap(photo -> images.byId(request.tenant(), photo)).ifPresent(photo -> model.put("photo", photo));
        }
        return model;
    }

    private Response save(Request request, @Nullable Person before) throws IOException {
        Form form = request.form();
        PersonForm read = PersonForm.read(form, before, people.groups(request.tenant()));
        List<FieldError> errors = new ArrayList<>(read.errors());
        if (errors.isEmpty()) {
            try {
                read = read.withPhoto(photo(request, form, read.person()));
            } catch (Invalid e) {
                errors.addAll(e.errors());
            }
        }
        if (!errors.isEmpty()) {
            Map<String, Object> model = again(request, before, read, read.person().version());
            model.put("errors", errors);
            return Response.view("site/desk/person", model).status(422);
        }
        try {
            people.save(request.tenant(), read.person(), read.groups(), request.signedIn());
        } catch (Conflict e) {
            Person now = before == null ? read.person() : person(request);
            Map<String, Object> model = again(request, before, read, now.version());
            model.put("conflict", now);
            return Response.view("site/desk/person", model).status(409);
        }
        return Desk.to(request, "/elus?fait=personne");
    }

    private Map<String, Object> again(Request request, @Nullable Person before, PersonForm read, int version) throws IOException {
        Map<String, Object> model = model(request, before, Set.copyOf(read.groups()));
        model.put("typed", request.form().typed());
        model.put("version", version);
        return model;
    }

    private @Nullable String photo(Request request, Form form, Person person) {
        return form.file("photo")
                .<@Nullable String>map(upload -> images.store(request.tenant(), "photo", upload, person.name()).id())
                .orElse(form.ticked("photoRemove") ? null : person.photo());
    }

    private Response confirm(Request request) {
        Person person = person(request);
        return Desk.confirm(request, "site.desk.people.remove", person.name(), "/elus/" + person.id() + "/supprimer", "/elus");
    }

    private Response remove(Request request) {
        people.remove(request.tenant(), Desk.id(request), request.signedIn());
        return Desk.to(request, "/elus?fait=retire");
    }
}
