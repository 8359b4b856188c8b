package org.parvis.directory;

import java.io.IOException;
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
import org.parvis.api.data.Ids;
import org.parvis.api.directory.Venue;
import org.parvis.api.route.Conflict;
import org.parvis.api.route.Fields;
import org.parvis.api.route.Form;
import org.parvis.api.route.NotFound;
import org.parvis.api.route.Request;
import org.parvis.api.route.Response;
import org.parvis.api.route.Route;
import org.parvis.api.route.Routes;
import org.parvis.api.tenant.Coordinates;

/** Venues in the back office; those of the territory are made in the territory's own. */
@Component(service = Routes.class)
public final class VenueDesk implements Routes {

    static final String PATH = "/lieux-partages";

    private static final int MOST_PEOPLE = 1_000_000;

    private final Venues venues;
    private final Positions positions;

    @Activate
    public VenueDesk(@Reference Venues venues, @Reference Positions positions) {
        this.venues = venues;
        this.positions = positions;
    }

    /** A venue as it stands in the fields. */
    public record Typed(String name, String address, String coordinates, String capacity, String access, String note) {}

    /** A row of the list. */
    public record Line(String id, String name, String address, String capacity, String access, boolean own) {}

    @Override
    public List<Route> routes() {
        return List.of(
                Route.deskGet(PATH, this::list).reads("fait").requires(ListingDesk.PERMISSION),
                Route.deskGet(PATH + "/nouveau", request -> show(request, null)).requires(ListingDesk.PERMISSION),
                Route.deskPost(PATH + "/nouveau", request -> save(request, null)).requires(ListingDesk.PERMISSION),
                Route.deskGet(PATH + "/{id}", request -> show(request, kept(request))).requires(ListingDesk.PERMISSION),
                Route.deskPost(PATH + "/{id}", request -> save(request, kept(request))).requires(ListingDesk.PERMISSION),
                Route.deskGet(PATH + "/{id}/supprimer", this::confirm).requires(ListingDesk.PERMISSION),
                Route.deskPost(PATH + "/{id}/supprimer", this::delete).requires(ListingDesk.PERMISSION));
    }

    private Venues.Kept kept(Request request) {
        return venues.own(request.tenant(), ListingDesk.id(request, "id")).orElseThrow(NotFound::new);
    }

    private Response list(Request request) {
        Map<String, Object> model = new HashMap<>();
        model.put("lines", venues.usable(request.tenant()).stream()
                .map(venue -> new Line(
                        venue.id().toString(), venue.name(), venue.address(), venue.capacity() == null ? "" : venue.capacity().toString(), venue.access().code(),
                        venue.owner().equals(request.tenant())))
                .toList());
        request.query("fait").filter(List.of("enregistre", "supprime")::contains).ifPresent(done -> model.put("done", done));
        return Response.view("directory/desk-venues", model);
    }

    private static Response show(Request request, Venues.@Nullable Kept kept) {
        Typed typed = kept == null ? new Typed("", "", "", "", Venue.Access.UNKNOWN.code(), "") : typed(kept.venue());
        return Response.view("directory/desk-venue", model(request, kept, typed, kept == null ? 0 : kept.version()));
    }

    private static Typed typed(Venue venue) {
        return new Typed(
                venue.name(), venue.address(), DetailsForm.text(venue.coordinates()), venue.capacity() == null ? "" : venue.capacity().toString(),
                venue.access().code(), venue.accessNote());
    }

    private static Map<String, Object> model(Request request, Venues.@Nullable Kept kept, Typed typed, int version) {
        Map<String, Object> model = new HashMap<>();
        model.put("venue", typed);
        model.put("version", version);
        model.put("accesses", Stream.of(Venue.Access.values()).map(Venue.Access::code).toList());
        model.put("action", ListingDesk.base(request) + PATH + "/" + (kept == null ? "nouveau" : kept.venue().id().toString()));
        model.put("known", kept != null);
        return model;
    }

    private Response save(Request request, Venues.@Nullable Kept before) throws IOException {
        Form form = request.form();
        Fields fields = new Fields(form);
        String name = fields.required("name", 150);
        String address = fields.text("address", 250);
        Coordinates at = DetailsForm.coordinates(fields, form.value("coordinates"));
        Integer capacity = capacity(fields, form.value("capacity"));
        Optional<Venue.Access> access = Stream.of(Venue.Access.values()).filter(one -> one.code().equals(form.value("access"))).findFirst();
        if (access.isEmpty()) {
            fields.wrong("access", "form.choice");
        }
        String note = fields.text("note", 400);
        int version = form.value("version").matches("\\d{1,9}") ? Integer.parseInt(form.value("version")) : 0;
        Map<String, Object> model = model(
                request, before,
                new Typed(form.value("name"), form.value("address"), form.value("coordinates"), form.value("capacity"), form.value("access"), form.value("note")),
                version);
        if (!fields.errors().isEmpty()) {
            model.put("errors", fields.errors());
            return Response.view("directory/desk-venue", model).status(422);
        }
        UUID id = before == null ? Ids.next() : before.venue().id();
        Coordinates place = positions.of(at, address, request.site().tenant());
        try {
            venues.save(new Venue(request.tenant(), id, name, address, place, capacity, access.orElseThrow(), note), before == null ? 0 : version, request.signedIn());
        } catch (Conflict conflict) {
            Venues.Kept now = before == null ? null : kept(request);
            model.put("conflict", true);
            model.put("version", now == null ? 0 : now.version());
            if (now != null) {
                model.put("theirs", typed(now.venue()));
            }
            return Response.view("directory/desk-venue", model).status(409);
        }
        return Response.seeOther(ListingDesk.base(request) + PATH + "?fait=enregistre");
    }

    private static @Nullable Integer capacity(Fields fields, String typed) {
        String digits = typed.replaceAll("[\\s\\u00a0\\u202f]", "");
        if (digits.isEmpty()) {
            return null;
        }
        if (!digits.matches("[0-9]{1,7}") || Integer.parseInt(digits) < 1 || Integer.parseInt(digits) > MOST_PEOPLE) {
            fields.wrong("capacity", "form.number", 1, MOST_PEOPLE);
            return null;
        }
        return Integer.valueOf(digits);
    }

    private Response confirm(Request request) {
        Venue venue = kept(request).venue();
        return ListingDesk.confirm("directory.venues.delete.question", venue.name(), ListingDesk.base(request) + PATH + "/" + venue.id());
    }

    private Response delete(Request request) {
        venues.delete(kept(request).venue(), request.signedIn());
        return Response.seeOther(ListingDesk.base(request) + PATH + "?fait=supprime");
    }
}
