package org.parvis.directory;

import java.io.IOException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.parvis.api.directory.Audience;
import org.parvis.api.directory.Venue;
import org.parvis.api.route.Invalid;
import org.parvis.api.route.NotFound;
import org.parvis.api.route.Request;
import org.parvis.api.route.Response;
import org.parvis.api.route.Route;
import org.parvis.api.route.Routes;

/** Members of organisations and what they propose, in the back office. */
@Component(service = Routes.class)
public final class MemberDesk implements Routes {

    private static final String MEMBERS = ListingDesk.PATH + "/{id}/membres";
    private static final String PROPOSAL = ListingDesk.PATH + "/propositions/{id}";
    private static final int LONGEST_REASON = 1_000;

    private final Listings listings;
    private final ListingDesk desk;
    private final Members members;
    private final Proposals proposals;
    private final Venues venues;

    @Activate
    public MemberDesk(
            @Reference Listings listings, @Reference Members members, @Reference Proposals proposals, @Reference Venues venues,
            @Reference Positions positions) {
        this.listings = listings;
        this.desk = new ListingDesk(listings, venues, members, positions);
        this.members = members;
        this.proposals = proposals;
        this.venues = venues;
    }

    /** One field before and after; {@code what} is the last part of its message. */
    public record Change(String what, String before, String after) {}

    @Override
    public List<Route> routes() {
        return List.of(
                Route.deskPost(MEMBERS, this::invite).requires(ListingDesk.PERMISSION),
                Route.deskPost(MEMBERS + "/{member}/retirer", this::remove).requires(ListingDesk.PERMISSION),
                Route.deskGet(PROPOSAL, this::proposal).requires(ListingDesk.PERMISSION),
                Route.deskPost(PROPOSAL, this::decide).requires(ListingDesk.PERMISSION));
    }

    private Listing listing(Request request) {
        return Listings.byId(listings.reader(request.tenant()), ListingDesk.id(request, "id"));
    }

    private Response invite(Request request) throws IOException {
        Listing listing = listing(request);
        try {
            members.invite(
                    request.site(), listing, request.form().value("member"), Locale.FRENCH, ListingDesk.party(request.signedIn()), request.now());
            return Response.seeOther(ListingDesk.base(request) + ListingDesk.PATH + "/" + listing.id() + "?fait=invite");
        } catch (Invalid invalid) {
            Map<String, Object> model = desk.model(
                    request, listing, DetailsForm.of(listing.details(), venues.usable(request.tenant())), listing.published(), listing.version());
            model.put("errors", invalid.errors());
            model.put("member", request.form().value("member"));
            return Response.view("directory/desk-form", model).status(invalid.status());
        }
    }

    private Response remove(Request request) {
        Listing listing = listing(request);
        UUID id = ListingDesk.id(request, "member");
        Member member = members.of(request.tenant(), listing.id()).stream().filter(one -> one.id().equals(id)).findFirst().orElseThrow(NotFound::new);
        members.remove(request.tenant(), listing, member, ListingDesk.party(request.signedIn()));
        return Response.seeOther(ListingDesk.base(request) + ListingDesk.PATH + "/" + listing.id() + "?fait=retire");
    }

    private Response proposal(Request request) {
        Proposals.Proposal proposal = proposals.byId(listings.reader(request.tenant()), ListingDesk.id(request, "id"))
                .orElseThrow(() -> new NotFound("directory.proposal.gone"));
        Listing listing = Listings.byId(listings.reader(request.tenant()), proposal.organisation());
        Map<String, Object> model = new HashMap<>();
        model.put("name", listing.details().name());
        model.put("changes", changes(listing.details(), proposal.details(), venues.usable(request.tenant())));
        model.put("proposed", proposal.proposed());
        model.put("changedSince", listing.version() != proposal.basedOn());
        model.put("members", members.of(request.tenant(), listing.id()).stream()
                .filter(member -> member.id().equals(proposal.member()))
                .map(member -> new ListingDesk.Person(member.id().toString(), member.email(), member.proven()))
                .toList());
        model.put("action", ListingDesk.base(request) + ListingDesk.PATH + "/propositions/" + proposal.id());
        return Response.view("directory/desk-proposal", model);
    }

    private static List<Change> changes(Details before, Details after, List<Venue> usable) {
        Map<String, String> was = texts(before, usable);
        return texts(after, usable).entrySet().stream()
                .filter(field -> !field.getValue().equals(was.get(field.getKey())))
                .map(field -> new Change(field.getKey(), was.getOrDefault(field.getKey(), ""), field.getValue()))
                .toList();
    }

    private static Map<String, String> texts(Details details, List<Venue> usable) {
        Map<String, String> texts = new LinkedHashMap<>();
        texts.put("name", details.name());
        texts.put("category", details.category().code());
        texts.put("rna", details.rna());
        texts.put("siren", details.siren());
        texts.put("description", details.description());
        texts.put("audiences", details.audiences().stream().map(Audience::code).collect(Collectors.joining(" ")));
        texts.put("contact", details.contact());
        texts.put("email", details.email());
        texts.put("phone", details.phone());
        texts.put("website", details.website());
        texts.put("address", details.address());
        texts.put("coordinates", DetailsForm.text(details.coordinates()));
        texts.put("opening", details.opening());
        texts.put("venues", usable.stream().filter(venue -> details.venues().contains(venue.id())).map(Venue::name).collect(Collectors.joining(", ")));
        return texts;
    }

    private Response decide(Request request) throws IOException {
        UUID id = ListingDesk.id(request, "id");
        String verdict = request.form().value("verdict");
        if (!List.of("accepter", "refuser").contains(verdict)) {
            throw Invalid.request(400, "problem.400");
        }
        String reason = request.form().value("reason");
        boolean done = verdict.equals("accepter")
                ? proposals.accept(request.tenant(), request.signedIn(), id, false)
                : proposals.refuse(request.tenant(), request.signedIn(), id, reason.substring(0, Math.min(LONGEST_REASON, reason.length())));
        if (!done) {
            throw new NotFound("directory.proposal.gone");
        }
        return Response.seeOther(ListingDesk.base(request) + ListingDesk.PATH + "?fait=enregistre");
    }
}
