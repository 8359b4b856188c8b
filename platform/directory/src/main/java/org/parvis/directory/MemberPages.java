package org.parvis.directory;

import java.io.IOException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.parvis.api.directory.Category;
import org.parvis.api.directory.Venue;
import org.parvis.api.notify.Recipient;
import org.parvis.api.route.FieldError;
import org.parvis.api.route.Form;
import org.parvis.api.route.Invalid;
import org.parvis.api.route.NotFound;
import org.parvis.api.route.Request;
import org.parvis.api.route.Response;
import org.parvis.api.route.Route;
import org.parvis.api.route.Routes;

/** What members do: no account, no script. A link in a mail opens a page; only its buttons change something. */
@Component(service = Routes.class)
public final class MemberPages implements Routes {

    private static final String ASK = Listing.PATH + "/{slug}/tenir-a-jour";
    private static final String BY_TOKEN = Members.MEMBER_PATH + "{token}";

    private final Listings listings;
    private final Members members;
    private final Proposals proposals;
    private final Venues venues;
    private final Positions positions;

    @Activate
    public MemberPages(
            @Reference Listings listings, @Reference Members members, @Reference Proposals proposals, @Reference Venues venues,
            @Reference Positions positions) {
        this.listings = listings;
        this.members = members;
        this.proposals = proposals;
        this.venues = venues;
        this.positions = positions;
    }

    /** Another member, as members see each other. */
    public record Other(String email, boolean proven, boolean you) {}

    @Override
    public List<Route> routes() {
        return List.of(
                Route.get(ASK, this::ask).reads("fait"),
                Route.post(ASK, this::send),
                Route.get(BY_TOKEN, request -> show(request, access(request))).reads("fait"),
                Route.post(BY_TOKEN, this::propose),
                Route.post(BY_TOKEN + "/confirmer", this::confirm),
                Route.post(BY_TOKEN + "/inviter", this::invite),
                Route.post(BY_TOKEN + "/quitter", this::leave));
    }

    private Listing listing(Request request) {
        return listings.published(request.tenant(), request.variable("slug")).orElseThrow(NotFound::new);
    }

    private Response ask(Request request) {
        return ask(request, Map.of(), List.of());
    }

    private Response ask(Request request, Map<String, String> typed, List<FieldError> errors) {
        Listing listing = listing(request);
        return Response.view("directory/ask", Map.of(
                "name", listing.details().name(), "path", DirectoryPages.url(request).apply(listing.path()), "typed", typed, "errors", errors,
                "sent", request.query("fait").isPresent()));
    }

    /** The answer is the same whether or not the address is a member's. */
    private Response send(Request request) throws IOException {
        Listing listing = listing(request);
        String email = request.form().value("email");
        if (!Recipient.isEmail(email)) {
            return ask(request, request.form().typed(), List.of(FieldError.of("email", email.isEmpty() ? "form.required" : "form.email"))).status(422);
        }
        members.requestLink(request.site(), listing, email, request.now());
        return Response.seeOther(DirectoryPages.url(request).apply(listing.path()) + "/tenir-a-jour?fait=1");
    }

    private Members.Access access(Request request) {
        return members.byToken(request.tenant(), request.variable("token"), request.now()).orElseThrow(() -> new NotFound("directory.link.gone"));
    }

    private Response show(Request request, Members.Access access) {
        List<Venue> usable = venues.usable(request.tenant());
        // What they proposed last and what waits is more theirs than what is public.
        Details details = proposals.of(request.tenant(), access.member()).map(Proposals.Proposal::details).orElse(access.listing().details());
        Map<String, Object> model = model(request, access, DetailsForm.of(details, usable));
        request.query("fait").filter(List.of("propose", "confirme", "invite")::contains).ifPresent(done -> model.put("done", done));
        return Response.view("directory/member", model);
    }

    private Map<String, Object> model(Request request, Members.Access access, DetailsForm.Typed details) {
        Map<String, Object> model = new HashMap<>();
        model.put("name", access.listing().details().name());
        model.put("verified", access.listing().verified());
        model.put("details", details);
        model.put("categories", Arrays.stream(Category.values()).map(Category::code).toList());
        model.put("action", here(request));
        model.put("waiting", proposals.of(request.tenant(), access.member()).isPresent());
        model.put("others", members.of(request.tenant(), access.listing().id()).stream()
                .map(member -> new Other(member.email(), member.proven(), member.id().equals(access.member().id())))
                .toList());
        return model;
    }

    private static String here(Request request) {
        return DirectoryPages.url(request).apply(Members.MEMBER_PATH + request.variable("token"));
    }

    private Response propose(Request request) throws IOException {
        Members.Access access = access(request);
        Form form = request.form();
        List<Venue> usable = venues.usable(request.tenant());
        DetailsForm.Read read = DetailsForm.read(form, usable);
        if (!read.errors().isEmpty()) {
            Map<String, Object> model = model(request, access, DetailsForm.of(form, usable));
            model.put("errors", read.errors());
            return Response.view("directory/member", model).status(422);
        }
        proposals.propose(request.tenant(), access, positions.of(read.details(), request.site().tenant()));
        return Response.seeOther(here(request) + "?fait=propose");
    }

    private Response confirm(Request request) {
        proposals.confirm(request.tenant(), access(request));
        return Response.seeOther(here(request) + "?fait=confirme");
    }

    private Response invite(Request request) throws IOException {
        Members.Access access = access(request);
        try {
            members.invite(request.site(), access.listing(), request.form().value("member"), request.language(), access.member().party(), request.now());
            return Response.seeOther(here(request) + "?fait=invite");
        } catch (Invalid invalid) {
            Map<String, Object> model = model(request, access, DetailsForm.of(access.listing().details(), venues.usable(request.tenant())));
            model.put("errors", invalid.errors());
            model.put("member", request.form().value("member"));
            return Response.view("directory/member", model).status(invalid.status());
        }
    }

    private Response leave(Request request) {
        Members.Access access = access(request);
        members.remove(request.tenant(), access.listing(), access.member(), access.member().party());
        return Response.view("directory/left", Map.of("name", access.listing().details().name()));
    }
}
