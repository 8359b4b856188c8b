package org.parvis.demarches;

import java.io.IOException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.parvis.api.desk.DeskMenu;
import org.parvis.api.route.Conflict;
import org.parvis.api.route.FieldError;
import org.parvis.api.route.Fields;
import org.parvis.api.route.Form;
import org.parvis.api.route.NotFound;
import org.parvis.api.route.Request;
import org.parvis.api.route.Response;
import org.parvis.api.route.Route;
import org.parvis.api.route.Routes;
import org.parvis.demarches.procedure.Header;
import org.parvis.demarches.procedure.Procedure;
import org.parvis.demarches.procedure.Texts;
import org.parvis.demarches.procedure.Texts.Wanted;

/** Where a commune chooses which procedures it offers, and says things in its own words. */
@Component(service = {Routes.class, DeskMenu.class})
public final class OfferDesk implements Routes, DeskMenu {
    static final String PERMISSION = "demarches.offer";
    private static final int LONGEST = 1_000;

    private final Procedures procedures;
    private final Offers offers;

    @Activate
    public OfferDesk(@Reference Procedures procedures, @Reference Offers offers) {
        this.procedures = procedures;
        this.offers = offers;
    }

    /** A procedure to choose. */
    public record Line(String id, String title, String summary, String category, String kind, boolean offered, int version) {}

    /** A text that the commune may replace. */
    public record Own(String name, String key, String language, String shared) {}

    @Override
    public List<Entry> entries() {
        return List.of(new Entry("demarches.offers.title", "/demarches-offre", PERMISSION, Group.SERVICES, "list", 15));
    }

    @Override
    public List<Route> routes() {
        return List.of(
                Route.deskGet("/demarches-offre", this::list).reads("fait").requires(PERMISSION),
                Route.deskGet("/demarches-offre/{procedure}", this::show).requires(PERMISSION),
                Route.deskPost("/demarches-offre/{procedure}", this::save).requires(PERMISSION));
    }

    private Response list(Request request) {
        Wanted wanted = Wanted.of(request.language());
        List<Line> lines = procedures.newest().values().stream()
                .sorted((a, b) -> a.header().category() == b.header().category()
                        ? a.title(wanted).compareTo(b.title(wanted))
                        : a.header().category().compareTo(b.header().category()))
                .map(procedure -> new Line(
                        procedure.id(), procedure.title(wanted), procedure.texts().text(wanted, "summary"), procedure.header().category().code(),
                        procedure.header().kind().name().toLowerCase(Locale.ROOT), offers.offer(request.tenant(), procedure.id()).offered(), procedure.version()))
                .toList();
        Map<String, Object> model = new HashMap<>();
        model.put("lines", lines);
        model.put("categories", List.of(Header.Category.values()).stream().map(Header.Category::code).toList());
        request.query("fait").filter(done -> done.matches("[a-z]{1,20}")).ifPresent(done -> model.put("done", done));
        return Response.view("demarches/desk-offers", model);
    }

    private Procedure procedure(Request request) {
        return procedures.newest(request.variable("procedure")).orElseThrow(NotFound::new);
    }

    private Response show(Request request) {
        Procedure procedure = procedure(request);
        Offer offer = offers.offer(request.tenant(), procedure.id());
        Map<String, Object> typed = new HashMap<>(offer.texts());
        typed.put("version", offer.version());
        if (offer.offered()) {
            typed.put("offered", "true");
        }
        return form(request, procedure, typed, List.of());
    }

    private static Response form(Request request, Procedure procedure, Map<String, ?> typed, List<FieldError> errors) {
        Wanted wanted = Wanted.of(request.language());
        List<Own> own = Texts.LANGUAGES.stream()
                .flatMap(language -> Offer.OWN.stream().map(key -> new Own(
                        key + "." + language, key, language, procedure.texts().text(new Wanted(language, false), key))))
                .toList();
        Map<String, Object> model = new HashMap<>();
        model.put("procedure", procedure.id());
        model.put("title", procedure.title(wanted));
        model.put("online", procedure.online());
        model.put("own", own);
        model.put("typed", typed);
        model.put("errors", errors);
        return Response.view("demarches/desk-offer", model);
    }

    private Response save(Request request) throws IOException {
        Procedure procedure = procedure(request);
        Form form = request.form();
        Fields fields = new Fields(form);
        Map<String, String> texts = new LinkedHashMap<>();
        for (String language : Texts.LANGUAGES) {
            Offer.OWN.forEach(key -> put(texts, key + "." + language, fields.text(key + "." + language, LONGEST)));
        }
        put(texts, "service", fields.text("service", 200));
        put(texts, "email", fields.email("email"));
        put(texts, "phone", fields.phone("phone"));
        boolean offered = form.ticked("offered");
        if (offered && procedure.online() && texts.getOrDefault("email", "").isEmpty() && texts.getOrDefault("phone", "").isEmpty()) {
            fields.wrong("email", "demarches.offers.contact");
        }
        if (!fields.errors().isEmpty()) {
            return form(request, procedure, form.typed(), fields.errors()).status(422);
        }
        int version = form.value("version").matches("[0-9]{1,9}") ? Integer.parseInt(form.value("version")) : -1;
        try {
            offers.save(request.tenant(), request.signedIn(), new Offer(procedure.id(), offered, texts, version));
        } catch (Conflict conflict) {
            return form(request, procedure, form.typed(), List.of(FieldError.of("offered", conflict.messageKey()))).status(conflict.status());
        }
        return Response.seeOther("/bureau/" + request.site().tenant().slug() + "/demarches-offre?fait=" + (offered ? "offered" : "withheld"));
    }

    private static void put(Map<String, String> texts, String key, String value) {
        if (!value.isEmpty()) {
            texts.put(key, value);
        }
    }
}
