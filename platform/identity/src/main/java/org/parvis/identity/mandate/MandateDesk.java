package org.parvis.identity.mandate;

import java.io.IOException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.parvis.api.data.Database;
import org.parvis.api.data.TenantData;
import org.parvis.api.desk.DeskMenu;
import org.parvis.api.route.Form;
import org.parvis.api.route.Invalid;
import org.parvis.api.route.NotFound;
import org.parvis.api.route.Request;
import org.parvis.api.route.Response;
import org.parvis.api.route.Route;
import org.parvis.api.route.Routes;
import org.parvis.identity.mandate.MandateTable.Stored;

/** Mandates of a commune: list, a new one, one of them. */
@Component(service = {Routes.class, DeskMenu.class, MandateDesk.class})
public final class MandateDesk implements Routes, DeskMenu {
    static final String PERMISSION = "identity.mandates";
    private static final Set<String> DONE = Set.of("saisi", "code", "accord", "fin", "arret");

    private final Database database;
    private final SqlMandates mandates;
    private final MandateMessages messages;
    private final ScopeList scopes;

    @Activate
    public MandateDesk(
            @Reference Database database, @Reference SqlMandates mandates, @Reference MandateMessages messages, @Reference ScopeList scopes) {
        this.database = database;
        this.mandates = mandates;
        this.messages = messages;
        this.scopes = scopes;
    }

    /** A mandate as listed. */
    public record Line(String id, String reference, String name, String scope, String state, LocalDate until, String by) {}

    /** Something to tick. */
    public record Box(String id, String label, boolean on) {}

    /**
     * A mandate as shown.
     *
     * @param until its last day
     */
    public record Shown(
            String id, String reference, String name, @Nullable LocalDate birth, String email, String phone, String scope, String state, String agreement,
            String term, Instant made, String by, @Nullable Instant agreed, LocalDate until, @Nullable Instant ended, @Nullable String endedBy) {}

    /** Something that was done under it, as a sentence. */
    public record Deed(Instant happened, String agent, String text) {}

    @Override
    public List<Entry> entries() {
        return List.of(new Entry("identity.mandates.menu", "/mandats", PERMISSION, Group.SERVICES, "users", 15));
    }

    @Override
    public List<Route> routes() {
        return List.of(
                Route.deskGet("/mandats", this::list).reads("q", "etat", "page", "fait").requires(PERMISSION),
                Route.deskGet("/mandats/nouveau", request -> form(request, Map.of())).requires(PERMISSION),
                Route.deskPost("/mandats", this::enter).requires(PERMISSION),
                Route.deskGet("/mandats/{id}", request -> read(request)).reads("fait").requires(PERMISSION),
                Route.deskGet("/mandats/{id}/formulaire", this::paper).requires(PERMISSION));
    }

    private Response list(Request request) {
        TenantData tenant = database.of(request.tenant());
        String q = request.query("q").orElse("");
        boolean open = request.query("etat").filter("valables"::equals).isPresent();
        String like = "%" + q.strip().toLowerCase(Locale.ROOT).replaceAll("([!%_])", "!$1") + "%";
        long total = MandateTable.count(tenant, like, open, request.now());
        int pages = (int) Math.max(1, (total + MandateTable.PAGE - 1) / MandateTable.PAGE);
        int page = request.query("page").filter(text -> text.matches("\\d{1,5}")).map(Integer::parseInt).map(n -> Math.min(Math.max(1, n), pages)).orElse(1);
        Map<String, Object> model = new HashMap<>();
        model.put("lines", MandateTable.list(tenant, like, open, request.now(), (page - 1) * MandateTable.PAGE).stream()
                .map(mandate -> new Line(
                        mandate.id().toString(), mandate.reference(), mandate.name(), scopes.named(request.tenant(), mandate, request.language()),
                        mandate.state(request.now()), lastDay(request, mandate), mandate.by()))
                .toList());
        model.put("q", q);
        model.put("open", open);
        model.put("total", total);
        model.put("page", page);
        model.put("pages", pages);
        model.put("done", done(request));
        model.put("mayAct", !request.signedIn().onlyReads(request.tenant()));
        return Response.view("identity/mandates", model);
    }

    private static String done(Request request) {
        return request.query("fait").filter(DONE::contains).orElse("");
    }

    private Response form(Request request, Map<String, ?> more) {
        Map<String, Object> model = new HashMap<>();
        model.put("boxes", boxes(request, Set.of()));
        model.put("all", true);
        model.put("terms", Stream.of(Terms.values()).map(Terms::code).toList());
        model.put("ways", Stream.of(Agreement.values()).filter(messages::carries).map(Agreement::code).toList());
        model.putAll(more);
        return Response.view("identity/mandate-new", model);
    }

    private List<Box> boxes(Request request, Set<String> ticked) {
        return scopes.of(request.tenant()).stream().map(scope -> new Box(scope.id(), scope.label(), ticked.contains(scope.id()))).toList();
    }

    private Response enter(Request request) throws IOException {
        Form form = request.form();
        try {
            Stored mandate = MandateForm.read(request, form, scopes.of(request.tenant()), messages);
            mandates.enter(request.tenant(), mandate, request.signedIn(), scopes.named(request.tenant(), mandate, Locale.forLanguageTag(mandate.language())));
            return Response.seeOther(here(request) + "/" + mandate.id() + "?fait=saisi");
        } catch (Invalid invalid) {
            return form(request, Map.of(
                    "errors", invalid.errors(), "typed", form.typed(), "boxes", boxes(request, Set.copyOf(form.values("scopes"))),
                    "all", form.value("scope-all").equals("1"))).status(422);
        }
    }

    private Response read(Request request) {
        Stored mandate = find(request);
        mandates.wasRead(request.tenant(), mandate, request.signedIn());
        return show(request, mandate, Map.of("done", done(request)));
    }

    Response show(Request request, Stored mandate, Map<String, ?> more) {
        Map<String, Object> model = new HashMap<>();
        boolean current = mandates.current(request).filter(used -> used.id().equals(mandate.id())).isPresent();
        model.put("mandate", shown(request, mandate));
        model.put("deeds", deeds(request, mandate));
        model.put("current", current);
        model.put("tries", SqlMandates.ATTEMPTS - mandate.attempts());
        model.put("mayAct", !request.signedIn().onlyReads(request.tenant()));
        model.put("done", "");
        model.putAll(more);
        return Response.view("identity/mandate", model);
    }

    /** The form that the person signs. */
    private Response paper(Request request) {
        Stored mandate = find(request);
        mandates.wasRead(request.tenant(), mandate, request.signedIn());
        return Response.view("identity/mandate-paper", Map.of("mandate", shown(request, mandate), "back", here(request)));
    }

    Shown shown(Request request, Stored mandate) {
        return new Shown(
                mandate.id().toString(), mandate.reference(), mandate.name(), mandate.birth(), mandate.email(), mandate.phone(),
                scopes.named(request.tenant(), mandate, request.language()), mandate.state(request.now()), mandate.agreement().code(), mandate.term().code(),
                mandate.made(), mandate.by(), mandate.agreed(), lastDay(request, mandate), mandate.ended(), mandate.endedBy());
    }

    /** What was done, in the words of the audit log. */
    List<Deed> deeds(Request request, Stored mandate) {
        return MandateTable.acts(database.of(request.tenant()), mandate.id()).stream()
                .map(act -> new Deed(act.happened(), act.agent(), sentence(request, act)))
                .toList();
    }

    private String sentence(Request request, MandateTable.Act act) {
        String detail = act.detail().isEmpty() ? act.subject() : act.detail();
        return scopes.text(request.tenant(), request.language(), act.action().replaceFirst("\\.", ".audit."), detail);
    }

    Stored find(Request request) {
        return find(request, request.variable("id"));
    }

    Stored find(Request request, String id) {
        try {
            return MandateTable.byId(database.of(request.tenant()), UUID.fromString(id)).orElseThrow(NotFound::new);
        } catch (IllegalArgumentException malformed) {
            throw new NotFound();
        }
    }

    static LocalDate lastDay(Request request, Stored mandate) {
        return mandate.ends().minusSeconds(1).atZone(request.site().tenant().zone()).toLocalDate();
    }

    static String here(Request request) {
        return "/bureau/" + request.site().tenant().slug() + "/mandats";
    }
}
