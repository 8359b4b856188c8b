package org.parvis.site.people;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
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

/** Useful contacts in the back office. */
@Component(service = Routes.class)
public final class ContactDesk implements Routes {

    private static final String PERMISSION = "site.contacts";

    /** A contact as templates see it. */
    public record View(String id, String category, String name, String detail, String phone, String email, String url, String address, int version) {}

    private final Contacts contacts;

    @Activate
    public ContactDesk(@Reference Contacts contacts) {
        this.contacts = contacts;
    }

    @Override
    public List<Route> routes() {
        return List.of(
                Route.deskGet("/contacts", this::list).reads("fait").requires(PERMISSION),
                Route.deskGet("/contacts/nouveau", request -> form(request, null)).requires(PERMISSION),
                Route.deskPost("/contacts/nouveau", request -> save(request, null)).requires(PERMISSION),
                Route.deskGet("/contacts/{id}", request -> form(request, contact(request))).requires(PERMISSION),
                Route.deskPost("/contacts/{id}", request -> save(request, contact(request))).requires(PERMISSION),
                Route.deskGet("/contacts/{id}/supprimer", this::confirm).requires(PERMISSION),
                Route.deskPost("/contacts/{id}/supprimer", this::remove).requires(PERMISSION));
    }

    private UsefulContact contact(Request request) {
        return contacts.byId(request.tenant(), Desk.id(request)).orElseThrow(NotFound::new);
    }

    private Response list(Request request) {
        Map<String, Object> model = new HashMap<>();
        model.put("contacts", contacts.all(request.tenant()).stream().map(ContactDesk::view).toList());
        request.query("fait").ifPresent(done -> model.put("done", done));
        return Response.view("site/desk/contacts", model);
    }

    private static View view(UsefulContact contact) {
        return new View(
                contact.id().toString(), contact.category().name(), contact.name(), contact.detail(), contact.phone(), contact.email(),
                contact.url(), contact.address(), contact.version());
    }

    private Response form(Request request, @Nullable UsefulContact contact) {
        return Response.view("site/desk/contact", model(request, contact, contact == null ? 0 : contact.version()));
    }

    private static Map<String, Object> model(Request request, @Nullable UsefulContact contact, int version) {
        Map<String, Object> model = new HashMap<>();
        model.put("action", Desk.path(request, "/contacts/" + (contact == null ? "nouveau" : contact.id().toString())));
        model.put("categories", Stream.of(UsefulContact.Category.values()).map(Enum::name).toList());
        model.put("version", version);
        if (contact != null) {
            model.put("contact", view(contact));
        }
        return model;
    }

    private Response save(Request request, @Nullable UsefulContact before) throws IOException {
        Form form = request.form();
        Fields fields = new Fields(form);
        UsefulContact.Category category = Stream.of(UsefulContact.Category.values())
                .filter(one -> one.name().equals(form.value("category")))
                .findFirst()
                .orElse(UsefulContact.Category.OTHER);
        UsefulContact typed = new UsefulContact(
                before == null ? Ids.next() : before.id(), category, fields.required("name", 150), fields.text("detail", 400), fields.phone("phone"),
                fields.email("email"), fields.url("url"), fields.text("address", 250), Desk.version(form.value("version")));
        Map<String, Object> model = model(request, before, typed.version());
        model.put("typed", form.typed());
        if (!fields.errors().isEmpty()) {
            model.put("errors", fields.errors());
            return Response.view("site/desk/contact", model).status(422);
        }
        try {
            contacts.save(request.tenant(), typed, request.signedIn());
        } catch (Conflict e) {
            UsefulContact now = before == null ? typed : contact(request);
            model.put("conflict", view(now));
            model.put("version", now.version());
            return Response.view("site/desk/contact", model).status(409);
        }
        return Desk.to(request, "/contacts?fait=contact");
    }

    private Response confirm(Request request) {
        UsefulContact contact = contact(request);
        return Desk.confirm(request, "site.desk.contacts.remove", contact.name(), "/contacts/" + contact.id() + "/supprimer", "/contacts");
    }

    private Response remove(Request request) {
        contacts.remove(request.tenant(), Desk.id(request), request.signedIn());
        return Desk.to(request, "/contacts?fait=retire");
    }
}
