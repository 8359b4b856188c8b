package org.parvis.identity.citizen;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.parvis.api.notify.Inbox;
import org.parvis.api.route.NotFound;
import org.parvis.api.route.Request;
import org.parvis.api.route.Response;
import org.parvis.api.route.Route;
import org.parvis.api.route.Routes;
import org.parvis.api.route.Scope;
import org.parvis.api.tenant.Tenants;

/** What all communes wrote to a person. */
@Component
public final class InboxPages implements Routes {
    static final String PATH = PersonPaths.HOME + "/messages";
    private static final int PAGE = 20;

    private final Inbox inbox;
    private final Tenants tenants;

    @Activate
    public InboxPages(@Reference Inbox inbox, @Reference Tenants tenants) {
        this.inbox = inbox;
        this.tenants = tenants;
    }

    /** A message as shown; paragraphs of its text apart. */
    public record Shown(String id, String from, String subject, List<String> paragraphs, Instant received, boolean read) {}

    @Override
    public List<Route> routes() {
        return List.of(
                Route.of("GET", Scope.TERRITORY, PATH, this::list).reads("page", "fait").requiresAccount(),
                Route.of("POST", Scope.TERRITORY, PATH, this::readAll).requiresAccount(),
                Route.of("GET", Scope.TERRITORY, PATH + "/{id}/effacer", this::confirm).requiresAccount(),
                Route.of("POST", Scope.TERRITORY, PATH + "/{id}/effacer", this::delete).requiresAccount());
    }

    Response list(Request request) {
        UUID person = person(request);
        long count = inbox.count(person);
        int pages = (int) Math.max(1, (count + PAGE - 1) / PAGE);
        int page = page(request, pages);
        List<Inbox.Message> messages = inbox.of(person, (page - 1) * PAGE, PAGE);
        Map<String, Object> model = new HashMap<>();
        model.put("messages", messages.stream().map(this::shown).toList());
        model.put("count", count);
        model.put("unread", inbox.unread(person));
        model.put("page", page);
        model.put("pages", pages);
        model.put("done", request.query("fait").filter("efface"::equals).orElse(""));
        return Response.view("identity/person-messages", model);
    }

    Response readAll(Request request) throws IOException {
        List<UUID> ids = new ArrayList<>();
        request.form().values("message").forEach(text -> id(text).ifPresent(ids::add));
        inbox.read(person(request), ids.subList(0, Math.min(ids.size(), PAGE)));
        String page = request.form().value("page");
        return Response.seeOther(PersonPaths.in(request, PATH) + (page.matches("[2-9]|[1-9][0-9]{1,4}") ? "?page=" + page : ""));
    }

    Response confirm(Request request) {
        return Response.view("identity/person-message-delete", Map.of("message", shown(one(request))));
    }

    Response delete(Request request) {
        inbox.delete(person(request), one(request).id());
        return Response.seeOther(PersonPaths.in(request, PATH) + "?fait=efface");
    }

    /** One of that person's own: others do not exist for them. */
    private Inbox.Message one(Request request) {
        UUID id = id(request.variable("id")).orElseThrow(NotFound::new);
        UUID person = person(request);
        long count = inbox.count(person);
        for (int offset = 0; offset < count; offset += PAGE * 10) {
            for (Inbox.Message message : inbox.of(person, offset, PAGE * 10)) {
                if (message.id().equals(id)) {
                    return message;
                }
            }
        }
        throw new NotFound();
    }

    private Shown shown(Inbox.Message message) {
        String from = tenants.byId(message.from()).map(site -> site.tenant().name().name()).orElse("");
        return new Shown(
                message.id().toString(), from, message.subject(), List.of(message.text().split("\n\\s*\n")), message.received(), message.read());
    }

    private static UUID person(Request request) {
        return request.account().orElseThrow(NotFound::new).id();
    }

    private static Optional<UUID> id(String text) {
        try {
            return Optional.of(UUID.fromString(text));
        } catch (IllegalArgumentException malformed) {
            return Optional.empty();
        }
    }

    private static int page(Request request, int pages) {
        String asked = request.query("page").orElse("1");
        int page = asked.matches("[0-9]{1,6}") ? Integer.parseInt(asked) : 1;
        return Math.min(Math.max(1, page), pages);
    }
}
