package org.parvis.privacy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.parvis.api.audit.AuditEntry;
import org.parvis.api.identity.Agent;
import org.parvis.api.plugin.Plugins;
import org.parvis.api.privacy.DataRequests;
import org.parvis.api.privacy.Person;
import org.parvis.api.privacy.PersonalData;
import org.parvis.api.route.FieldError;
import org.parvis.api.route.Form;
import org.parvis.api.route.Invalid;
import org.parvis.api.route.Request;
import org.parvis.api.route.Response;
import org.parvis.api.route.Route;
import org.parvis.api.route.Routes;
import org.parvis.api.tenant.TenantId;
import org.parvis.api.tenant.Tenants;
import org.parvis.api.view.Themes;

/** What a person asks for, done by an agent: look, export, erase. Addresses of people are sent in forms, never in an address bar. */
@Component(service = Routes.class)
public final class RequestPages implements Routes {
    private static final String MANAGE = "privacy.manage";
    private static final String PATH = RegisterPages.PATH + "/personne";
    private static final int LONGEST_GROUND = 300;
    private static final int SHORTEST_PHONE = 6;

    private final DataRequests requests;
    private final Plugins plugins;
    private final Themes themes;
    private final Tenants tenants;

    @Activate
    public RequestPages(@Reference DataRequests requests, @Reference Plugins plugins, @Reference Themes themes, @Reference Tenants tenants) {
        this.requests = requests;
        this.plugins = plugins;
        this.themes = themes;
        this.tenants = tenants;
    }

    /** Data held in a processing. */
    public record Held(String tenant, String purpose, long records) {}

    /** What became of them. */
    public record Erased(String tenant, String purpose, String outcome, long records, String reason) {}

    @Override
    public List<Route> routes() {
        return List.of(
                Route.deskGet(PATH, request -> Response.view("privacy/person", Map.of())).requires(MANAGE),
                Route.deskPost(PATH, this::find).requires(MANAGE),
                Route.deskPost(PATH + "/export", this::export).requires(MANAGE),
                Route.deskPost(PATH + "/effacer", this::erase).requires(MANAGE));
    }

    private Response find(Request request) throws IOException {
        Form form = request.form();
        List<FieldError> errors = new ArrayList<>();
        Person person = person(form, errors);
        if (!errors.isEmpty()) {
            return refused(form, errors, Map.of());
        }
        return Response.view("privacy/person", found(request, form, person));
    }

    private Map<String, Object> found(Request request, Form form, Person person) {
        List<Held> held = requests.find(request.tenant(), person, party(request)).stream()
                .map(one -> new Held(name(one.tenant()), purpose(request, one.processing()), one.records()))
                .toList();
        Map<String, Object> model = new HashMap<>();
        model.put("typed", form.typed());
        model.put("held", held);
        model.put("email", form.value("email").strip());
        model.put("phone", form.value("phone").strip());
        return model;
    }

    private static Response refused(Form form, List<FieldError> errors, Map<String, Object> more) {
        Map<String, Object> model = new HashMap<>(more);
        model.put("typed", form.typed());
        model.put("errors", errors);
        return Response.view("privacy/person", model).status(Invalid.of(errors).status());
    }

    private static Person person(Form form, List<FieldError> errors) {
        String email = form.value("email").strip();
        String phone = form.value("phone").strip();
        if (email.isEmpty() && phone.isEmpty()) {
            errors.add(FieldError.of("email", "privacy.person.empty"));
        }
        if (!email.isEmpty() && !email.matches("[^\\s@<>]+@[^\\s@<>]+")) {
            errors.add(FieldError.of("email", "privacy.person.email.wrong"));
        }
        if (!phone.isEmpty() && Person.phone(phone).length() < SHORTEST_PHONE) {
            errors.add(FieldError.of("phone", "privacy.person.phone.wrong"));
        }
        return Person.of(email, phone);
    }

    private Response export(Request request) throws IOException {
        Form form = request.form();
        List<FieldError> errors = new ArrayList<>();
        Person person = person(form, errors);
        if (!errors.isEmpty()) {
            return refused(form, errors, Map.of());
        }
        AuditEntry.Party by = party(request);
        Locale language = request.language();
        TenantId where = request.tenant();
        return Response.stream("application/zip", -1, out -> requests.export(where, person, by, language, out))
                .header("Content-Disposition", "attachment; filename=\"donnees-personnelles.zip\"");
    }

    private Response erase(Request request) throws IOException {
        Form form = request.form();
        List<FieldError> errors = new ArrayList<>();
        Person person = person(form, errors);
        if (!errors.isEmpty()) {
            return refused(form, errors, Map.of());
        }
        String ground = form.value("ground").strip();
        if (ground.isEmpty() || ground.length() > LONGEST_GROUND) {
            errors.add(FieldError.of("ground", "privacy.erase.ground.missing", LONGEST_GROUND));
        }
        if (!form.value("sure").equals("true")) {
            errors.add(FieldError.of("sure", "privacy.erase.sure.missing"));
        }
        if (!errors.isEmpty()) {
            return refused(form, errors, found(request, form, person));
        }
        List<Erased> erased = requests.erase(request.tenant(), person, party(request), ground).stream().map(one -> erased(request, one)).toList();
        return Response.view("privacy/erased", Map.of("erased", erased, "moment", request.now()));
    }

    private Erased erased(Request request, DataRequests.Erased one) {
        PersonalData.Erasure erasure = one.erasure();
        String reason = erasure.reasonKey();
        return new Erased(
                name(one.tenant()), purpose(request, erasure.processing()), erasure.outcome().name(), erasure.records(),
                reason == null ? "" : themes.text("base", plugins.newest(), request.language(), reason));
    }

    private String purpose(Request request, String id) {
        return plugins.newest().of(PersonalData.class).stream()
                .flatMap(data -> data.processings().stream())
                .filter(processing -> processing.id().equals(id))
                .findFirst()
                .map(processing -> themes.text("base", plugins.newest(), request.language(), processing.purposeKey()))
                .orElse(id);
    }

    private String name(TenantId tenant) {
        return tenants.byId(tenant).map(site -> site.tenant().name().name()).orElseGet(() -> tenant.value().toString());
    }

    private static AuditEntry.Party party(Request request) {
        Agent agent = request.signedIn();
        return new AuditEntry.Party(agent.id().toString(), agent.name());
    }
}
