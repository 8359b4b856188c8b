package org.parvis.demarches.offer;

import java.io.IOException;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.parvis.api.content.Slug;
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
import org.parvis.api.tenant.TenantKind;
import org.parvis.demarches.AtDesk;
import org.parvis.demarches.Entry;
import org.parvis.demarches.FromAbove;
import org.parvis.demarches.Offer;
import org.parvis.demarches.Offers;
import org.parvis.demarches.Procedures;
import org.parvis.demarches.Tariff;
import org.parvis.demarches.Workers;
import org.parvis.demarches.procedure.Header;
import org.parvis.demarches.procedure.Procedure;
import org.parvis.demarches.procedure.Texts;
import org.parvis.demarches.procedure.Texts.Wanted;
import org.parvis.demarches.report.Reports;

/** Where a commune chooses which procedures it offers, and says things in its own words. */
@Component(service = {Routes.class, DeskMenu.class})
public final class OfferDesk implements Routes, DeskMenu {
    static final String PATH = "/demarches-offre";
    private static final int LONGEST = 1_000;

    private final Procedures procedures;
    private final Offers offers;
    private final OwnWords words;
    private final FromAbove above;

    @Activate
    public OfferDesk(@Reference Procedures procedures, @Reference Offers offers, @Reference OwnWords words, @Reference FromAbove above) {
        this.procedures = procedures;
        this.offers = offers;
        this.words = words;
        this.above = above;
    }

    /**
     * A procedure to choose.
     *
     * @param changed how many shared texts changed beside own ones
     * @param unsigned whether its letters name nobody
     */
    public record Line(String id, String title, String summary, String category, String kind, boolean offered, int version, int changed, boolean unsigned) {}

    /** A procedure of the EPCI, in the catalogue or not. */
    public record Above(String id, String title, String by, boolean hidden) {}

    /** A text that the commune may replace. */
    public record Own(String name, String key, String language, String shared) {}

    @Override
    public List<Entry> entries() {
        return List.of(new Entry("demarches.offers.title", PATH, Offers.PERMISSION, Group.SERVICES, "list", 15));
    }

    @Override
    public List<Route> routes() {
        return List.of(
                Route.deskGet(PATH, this::list).reads(AtDesk.DONE).requires(Offers.PERMISSION),
                Route.deskGet(PATH + "/{procedure}", this::show).reads(AtDesk.DONE).requires(Offers.PERMISSION),
                Route.deskPost(PATH + "/{procedure}", this::save).requires(Offers.PERMISSION));
    }

    private Response list(Request request) {
        Wanted wanted = Wanted.of(request.language());
        List<Line> lines = procedures.newest().values().stream()
                .sorted(Comparator.comparing((Procedure procedure) -> procedure.header().category()).thenComparing(procedure -> Slug.of(procedure.title(wanted))))
                .map(procedure -> new Line(
                        procedure.id(), procedure.title(wanted), procedure.texts().text(wanted, "summary"), procedure.header().category().code(),
                        procedure.header().kind().name().toLowerCase(Locale.ROOT), offers.offer(request.tenant(), procedure.id()).offered(), procedure.version(),
                        words.of(offers.offer(request.tenant(), procedure.id())).size(), unsigned(procedure, offers.offer(request.tenant(), procedure.id()))))
                .toList();
        Map<String, Object> model = new HashMap<>();
        model.put("lines", lines);
        model.put("above", above.all(request.tenant()).stream()
                .filter(shared -> !offers.offer(request.tenant(), shared.id()).offered())
                .map(shared -> new Above(
                        shared.id(), shared.offered().procedure().title(wanted), shared.by().tenant().name().name(),
                        offers.offer(request.tenant(), shared.id()).says(Offer.HIDDEN)))
                .toList());
        model.put("categories", List.of(Header.Category.values()).stream().map(Header.Category::code).toList());
        AtDesk.say(request, model);
        return Response.view("demarches/desk-offers", model);
    }

    private static boolean unsigned(Procedure procedure, Offer offer) {
        return offer.offered() && offer.unsigned() && !procedure.letters().isEmpty();
    }

    private Procedure procedure(Request request) {
        return procedures.newest(request.variable("procedure")).orElseThrow(NotFound::new);
    }

    private Response show(Request request) {
        Procedure procedure = procedure(request);
        Offer offer = offers.offer(request.tenant(), procedure.id());
        Map<String, Object> typed = new HashMap<>(offer.texts());
        typed.put("version", offer.version());
        TariffForm.fill(offer, typed);
        if (offer.offered()) {
            typed.put("offered", "true");
        }
        if (offer.version() == 0) {
            typed.putAll(known(request));
        }
        return form(request, procedure, typed, List.of());
    }

    /** How to reach the town hall and who decides, as said for a procedure that is offered already: typed once, looked at for the others. */
    private Map<String, String> known(Request request) {
        return offers.offered(request.tenant()).stream()
                .filter(other -> other.procedure().online())
                .min(Comparator.comparing(other -> other.procedure().id()))
                .map(other -> {
                    Map<String, String> known = new HashMap<>();
                    known.put("likeOther", other.procedure().title(Wanted.of(request.language())));
                    List.of("email", "phone", Offer.SIGNER, Offer.CAPACITY).forEach(key -> put(known, key, other.offer().text(key)));
                    return known;
                })
                .orElse(Map.of());
    }

    private Response form(Request request, Procedure procedure, Map<String, ?> typed, List<FieldError> errors) {
        Wanted wanted = Wanted.of(request.language());
        List<Own> own = Texts.LANGUAGES.stream()
                .flatMap(language -> Offer.OWN.stream().map(key -> new Own(
                        key + "." + language, key, language, procedure.texts().text(new Wanted(language, false), key))))
                .toList();
        Map<String, Object> model = new HashMap<>();
        model.put("procedure", procedure.id());
        model.put("title", procedure.title(wanted));
        model.put("online", procedure.online());
        model.put("sheet", procedure.header().kind() == Header.Kind.SHEET);
        model.put("locals", locals(request, wanted));
        model.put("shares", request.site().tenant().kind() == TenantKind.EPCI);
        model.put("reports", procedure.header().filing().report() != null);
        model.put("own", own);
        model.put("tariff", Tariff.lines(procedure, wanted));
        model.put("signs", !procedure.letters().isEmpty());
        Offer saved = offers.offer(request.tenant(), procedure.id());
        model.put("unsigned", unsigned(procedure, saved));
        model.put("changes", words.of(saved));
        model.put("saved", saved.version());
        AtDesk.say(request, model);
        model.put("typed", typed);
        model.put("errors", errors);
        return Response.view("demarches/desk-offer", model);
    }

    /** Procedures of its own to which a commune can lead from a sheet of service-public.fr. */
    private List<Workers.Choice> locals(Request request, Wanted wanted) {
        return offers.named(request.tenant(), wanted, Workers.Choice::new);
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
        put(texts, Offer.SIGNER, fields.text(Offer.SIGNER, 100));
        put(texts, Offer.CAPACITY, fields.text(Offer.CAPACITY, 200));
        if (texts.containsKey(Offer.SIGNER) != texts.containsKey(Offer.CAPACITY)) {
            fields.wrong(texts.containsKey(Offer.SIGNER) ? Offer.CAPACITY : Offer.SIGNER, "demarches.offers.signer.both");
        }
        TariffForm.read(procedure, form, fields, LocalDate.ofInstant(request.now(), request.site().tenant().zone()), texts);
        if (procedure.header().kind() == Header.Kind.SHEET && offers.offered(request.tenant(), form.value(Offer.LOCAL)).isPresent()) {
            texts.put(Offer.LOCAL, form.value(Offer.LOCAL));
        }
        put(texts, Reports.SHOWN, procedure.header().filing().report() != null && form.ticked(Reports.SHOWN) ? "true" : "");
        boolean offered = form.ticked("offered");
        if (form.ticked(Offer.SHARED) && request.site().tenant().kind() == TenantKind.EPCI) {
            texts.put(Offer.SHARED, Offer.YES);
        }
        put(texts, Offer.PROGRAMS, procedure.online() && form.ticked(Offer.PROGRAMS) ? Offer.YES : "");
        put(texts, Offer.HIDDEN, offers.offer(request.tenant(), procedure.id()).text(Offer.HIDDEN));
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
        return AtDesk.done(request, PATH, offered ? "offered" : "withheld");
    }

    private static void put(Map<String, String> texts, String key, String value) {
        if (!value.isEmpty()) {
            texts.put(key, value);
        }
    }
}
