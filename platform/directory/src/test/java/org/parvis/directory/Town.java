package org.parvis.directory;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.parvis.api.data.Transaction;
import org.parvis.api.directory.Audience;
import org.parvis.api.directory.Category;
import org.parvis.api.geo.Address;
import org.parvis.api.identity.Agent;
import org.parvis.api.identity.Role;
import org.parvis.api.notify.Notification;
import org.parvis.api.notify.Notifications;
import org.parvis.api.route.Request;
import org.parvis.api.route.Response;
import org.parvis.api.route.Routes;
import org.parvis.api.settings.Settings;
import org.parvis.api.tenant.Coordinates;
import org.parvis.api.tenant.PublicUrls;
import org.parvis.api.tenant.Site;
import org.parvis.api.tenant.TenantId;
import org.parvis.testkit.FakeAddresses;
import org.parvis.testkit.FakeClock;
import org.parvis.testkit.FakePlugins;
import org.parvis.testkit.FakeRequest;
import org.parvis.testkit.FakeRequestSites;
import org.parvis.testkit.FakeTenants;
import org.parvis.testkit.FakeUrls;
import org.parvis.testkit.Pages;
import org.parvis.testkit.RecordingAudit;
import org.parvis.testkit.TestDatabase;

/** The directory of two communes on a real database, at a time that a test sets. */
final class Town {

    static final Site RODEZ = FakeRequestSites.RODEZ;
    static final Site AGEN = FakeRequestSites.AGEN;
    static final Agent EDITOR = FakeRequestSites.agent(Role.EDITOR, RODEZ);

    /** The one address that is known. */
    static final Address KNOWN = new Address("9", "Place du Marché", "12000", "Rodez", "12202", new Coordinates(44.351, 2.572));

    final RecordingAudit audit = new RecordingAudit();
    final List<Notification> sent = new ArrayList<>();
    final Map<TenantId, Map<String, String>> settings = new HashMap<>();
    final Pages pages = Pages.of("directory");
    final TestDatabase database;
    Instant now = FakeRequest.NOW;
    final Listings listings;
    final Venues venues;
    final Members members;
    final Proposals proposals;
    final Freshness freshness;
    final MemberPages memberPages;
    final MemberDesk memberDesk;
    final ListingDesk desk;
    final VenueDesk venueDesk;
    final DirectoryPages publicPages;
    final TerritoryPages territoryPages;
    final DirectoryRest rest;

    Town(TestDatabase database) {
        this.database = database;
        FakeTenants tenants = FakeTenants.of(AGEN, RODEZ);
        Clock clock = new FakeClock(() -> now);
        Notifications notifications = new Notifications() {
            @Override
            public void send(Transaction transaction, Collection<Notification> notifications) {
                sent.addAll(notifications);
            }
        };
        PublicUrls urls = new FakeUrls();
        listings = new Listings(database.database(), tenants, audit, clock);
        venues = new Venues(database.database(), audit);
        members = new Members(database.database(), notifications, urls, audit);
        proposals = new Proposals(database.database(), listings, members, FakePlugins.of("directory").speaking(pages.plugins()), pages.themes());
        freshness = new Freshness(database.database(), listings, members, tenants);
        Positions positions = new Positions(FakeAddresses.of(KNOWN));
        venueDesk = new VenueDesk(venues, positions);
        memberPages = new MemberPages(listings, members, proposals, venues, positions);
        memberDesk = new MemberDesk(listings, members, proposals, venues, positions);
        desk = new ListingDesk(listings, venues, members, positions);
        publicPages = new DirectoryPages(listings, venues);
        Settings stored = new Settings() {
            @Override
            public Map<String, String> of(TenantId tenant) {
                return settings.getOrDefault(tenant, Map.of());
            }

            @Override
            public void set(Transaction transaction, String key, String value) {
                throw new AssertionError("not expected");
            }
        };
        territoryPages = new TerritoryPages(listings, tenants, stored, urls);
        rest = new DirectoryRest(listings, venues, urls);
    }

    static Details details(String name, Category category, String description) {
        return new Details(
                name, category, "", "", description, List.of(Audience.ADULTS), "", "contact@example.org", "05 36 49 20 01", "", "1 place du Bourg", null, "",
                List.of(), false);
    }

    Listing listed(Site site, String name) {
        return listings.create(site.id(), null, details(name, Category.CULTURE, "Un texte."), true);
    }

    /** The form with all that an organisation says of itself, as a browser sends it. */
    static FakeRequest typed(FakeRequest request, Details details) {
        request.field("name", details.name()).field("category", details.category().code()).field("rna", details.rna()).field("siren", details.siren())
                .field("description", details.description()).field("contact", details.contact()).field("email", details.email())
                .field("phone", details.phone()).field("website", details.website()).field("address", details.address())
                .field("coordinates", DetailsForm.text(details.coordinates())).field("opening", details.opening());
        details.audiences().forEach(one -> request.field("audiences", one.code()));
        return request;
    }

    /** The secret of the last link that was sent to that address. */
    String token(String email) {
        Notification last = sent.stream().filter(one -> email.equals(one.to().email())).reduce((first, second) -> second).orElseThrow();
        String link = last.values().get("lien");
        assertThat(link).startsWith("https://rodez.territoire.example/associations-membre/");
        return link.substring(link.lastIndexOf('/') + 1);
    }

    static Response call(Routes routes, String method, String pattern, Request request) throws IOException {
        return routes.routes().stream()
                .filter(route -> route.method().equals(method) && route.pattern().equals(pattern))
                .findFirst()
                .orElseThrow()
                .handler()
                .handle(request);
    }

    String html(Response response) {
        return pages.html(response, RODEZ);
    }
}
