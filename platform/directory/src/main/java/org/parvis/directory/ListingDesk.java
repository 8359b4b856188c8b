package org.parvis.directory;

import java.io.IOException;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.parvis.api.audit.AuditEntry;
import org.parvis.api.content.Csv;
import org.parvis.api.desk.DeskMenu;
import org.parvis.api.directory.Category;
import org.parvis.api.directory.Venue;
import org.parvis.api.identity.Agent;
import org.parvis.api.route.Conflict;
import org.parvis.api.route.Form;
import org.parvis.api.route.NotFound;
import org.parvis.api.route.Request;
import org.parvis.api.route.Response;
import org.parvis.api.route.Route;
import org.parvis.api.route.Routes;

/** Organisations in the back office. */
@Component(service = {Routes.class, DeskMenu.class})
public final class ListingDesk implements Routes, DeskMenu {

    static final String PATH = "/annuaire";
    static final String PERMISSION = "directory.write";

    private static final int PAGE = 50;
    private static final int MOST_EXPORTED = 20_000;

    private final Listings listings;
    private final Venues venues;
    private final Members members;
    private final Positions positions;

    @Activate
    public ListingDesk(@Reference Listings listings, @Reference Venues venues, @Reference Members members, @Reference Positions positions) {
        this.listings = listings;
        this.venues = venues;
        this.members = members;
        this.positions = positions;
    }

    /** A row of the list. */
    public record Line(String id, String name, String category, boolean published, LocalDate verified) {}

    /** A member of an organisation. */
    public record Person(String id, String email, boolean proven) {}

    @Override
    public List<Entry> entries() {
        return List.of(
                new Entry("directory.title", PATH, PERMISSION, Group.TOWN, "people", 60),
                new Entry("directory.venues.title", VenueDesk.PATH, PERMISSION, Group.TOWN, "building", 61));
    }

    @Override
    public List<Route> routes() {
        return List.of(
                Route.deskGet(PATH, this::list).reads("q", "categorie", "etat", "page", "fait").requires(PERMISSION),
                Route.deskGet(PATH + "-export.csv", this::csv).requires(PERMISSION),
                Route.deskGet(PATH + "/nouveau", request -> show(request, null)).requires(PERMISSION),
                Route.deskPost(PATH + "/nouveau", request -> save(request, null)).requires(PERMISSION),
                Route.deskGet(PATH + "/{id}", request -> show(request, listing(request))).reads("fait").requires(PERMISSION),
                Route.deskPost(PATH + "/{id}", request -> save(request, listing(request))).requires(PERMISSION),
                Route.deskPost(PATH + "/{id}/verifier", this::verify).requires(PERMISSION),
                Route.deskGet(PATH + "/{id}/supprimer", this::confirm).requires(PERMISSION),
                Route.deskPost(PATH + "/{id}/supprimer", this::delete).requires(PERMISSION));
    }

    static String base(Request request) {
        return "/bureau/" + request.site().tenant().slug();
    }

    static UUID id(Request request, String variable) {
        return Filter.id(request.variable(variable)).orElseThrow(NotFound::new);
    }

    private Listing listing(Request request) {
        return Listings.byId(listings.reader(request.tenant()), id(request, "id"));
    }

    private Response list(Request request) {
        String state = request.query("etat").filter(List.of("publie", "cache")::contains).orElse("");
        Filter asked = Filter.of(request, state.isEmpty() ? null : state.equals("publie"));
        long total = ListingTable.count(listings.reader(request.tenant()), asked);
        int pages = (int) Math.max(1, (total + PAGE - 1) / PAGE);
        int page = Math.min(pages, request.query("page").filter(text -> text.matches("[1-9][0-9]{0,5}")).map(Integer::parseInt).orElse(1));
        Map<String, Object> model = new HashMap<>();
        model.put("lines", ListingTable.list(listings.reader(request.tenant()), asked, (page - 1) * PAGE, PAGE).stream().map(ListingDesk::line).toList());
        model.put("total", total);
        model.put("page", page);
        model.put("pages", pages);
        model.put("q", asked.words());
        model.put("category", Optional.ofNullable(asked.category()).map(Category::code).orElse(""));
        model.put("state", state);
        model.put("categories", categories());
        model.put("filtered", !asked.isEmpty() || !state.isEmpty());
        request.query("fait").filter(List.of("cree", "enregistre", "supprime")::contains).ifPresent(done -> model.put("done", done));
        return Response.view("directory/desk-list", model);
    }

    private static Line line(Listing listing) {
        return new Line(
                listing.id().toString(), listing.details().name(), listing.details().category().code(), listing.published(), listing.verified());
    }

    static List<String> categories() {
        return Stream.of(Category.values()).map(Category::code).toList();
    }

    private Response show(Request request, @Nullable Listing listing) {
        List<Venue> usable = venues.usable(request.tenant());
        Map<String, Object> model = model(
                request, listing, listing == null ? DetailsForm.empty(usable) : DetailsForm.of(listing.details(), usable), listing == null || listing.published(),
                listing == null ? 0 : listing.version());
        request.query("fait").filter(List.of("verifie", "invite", "retire")::contains).ifPresent(done -> model.put("done", done));
        return Response.view("directory/desk-form", model);
    }

    /** The page of one organisation, or of a new one. */
    Map<String, Object> model(Request request, @Nullable Listing listing, DetailsForm.Typed details, boolean published, int version) {
        Map<String, Object> model = new HashMap<>();
        model.put("details", details);
        model.put("published", published);
        model.put("version", version);
        model.put("categories", categories());
        model.put("action", base(request) + PATH + "/" + (listing == null ? "nouveau" : listing.id().toString()));
        if (listing != null) {
            List<Person> people = members.of(request.tenant(), listing.id()).stream()
                    .map(member -> new Person(member.id().toString(), member.email(), member.proven()))
                    .toList();
            if (!people.isEmpty()) {
                listings.seen(listing, request.signedIn());
            }
            model.put("listing", line(listing));
            model.put("path", listing.path());
            model.put("members", people);
        }
        return model;
    }

    private Response save(Request request, @Nullable Listing before) throws IOException {
        Form form = request.form();
        List<Venue> usable = venues.usable(request.tenant());
        boolean published = form.ticked("published");
        int version = form.value("version").matches("\\d{1,9}") ? Integer.parseInt(form.value("version")) : 0;
        DetailsForm.Read read = DetailsForm.read(form, usable);
        if (!read.errors().isEmpty()) {
            Map<String, Object> model = model(request, before, DetailsForm.of(form, usable), published, version);
            model.put("errors", read.errors());
            return Response.view("directory/desk-form", model).status(422);
        }
        Details details = positions.of(read.details(), request.site().tenant());
        if (before == null) {
            listings.create(request.tenant(), request.signedIn(), details, published);
            return Response.seeOther(base(request) + PATH + "?fait=cree");
        }
        try {
            listings.change(request.tenant(), request.signedIn(), before, version, details, published);
        } catch (Conflict conflict) {
            Listing now = listing(request);
            Map<String, Object> model = model(request, now, DetailsForm.of(form, usable), published, now.version());
            model.put("conflict", Views.sheet(now, usable));
            return Response.view("directory/desk-form", model).status(409);
        }
        return Response.seeOther(base(request) + PATH + "?fait=enregistre");
    }

    private Response verify(Request request) {
        Listing listing = listing(request);
        listings.verify(request.tenant(), List.of(listing.id()), party(request.signedIn()));
        return Response.seeOther(base(request) + PATH + "/" + listing.id() + "?fait=verifie");
    }

    static AuditEntry.Party party(Agent agent) {
        return new AuditEntry.Party(agent.id().toString(), agent.name());
    }

    private Response confirm(Request request) {
        Listing listing = listing(request);
        return confirm("directory.delete.question", listing.details().name(), base(request) + PATH + "/" + listing.id());
    }

    /** Asks before something is deleted; the confirmation is posted to the page's own address. */
    static Response confirm(String question, String name, String back) {
        return Response.view("directory/desk-confirm", Map.of("question", question, "name", name, "action", back + "/supprimer", "back", back));
    }

    private Response delete(Request request) {
        listings.delete(request.tenant(), request.signedIn(), listing(request));
        return Response.seeOther(base(request) + PATH + "?fait=supprime");
    }

    /** All that is public, in columns that the import reads again. */
    private Response csv(Request request) {
        StringBuilder out = new StringBuilder(Csv.BOM);
        out.append(Csv.line("titre", "rna", "siren", "categorie", "objet", "adresse", "latitude", "longitude", "telephone", "courriel", "siteweb", "horaires", "verifie"));
        ListingTable.list(listings.reader(request.tenant()), new Filter("", null, null, null, true), 0, MOST_EXPORTED).forEach(listing -> {
            Details its = listing.details();
            out.append(Csv.line(
                    its.name(), its.rna(), its.siren(), its.category().code(), its.description(), its.address(),
                    its.coordinates() == null ? null : its.coordinates().latitude(), its.coordinates() == null ? null : its.coordinates().longitude(),
                    its.phone(), its.email(), its.website(), its.opening(), listing.verified()));
        });
        return Response.text("text/csv", out.toString())
                .header("Content-Disposition", "attachment; filename=\"annuaire-" + request.site().tenant().slug() + ".csv\"");
    }
}
