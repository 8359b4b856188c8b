package org.parvis.demarches.offer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.parvis.demarches.DemarchesFixture.RODEZ;
import static org.parvis.demarches.DemarchesFixture.WORKER;
import static org.parvis.demarches.DemarchesFixture.answer;
import static org.parvis.testkit.FakeRequestSites.AGEN;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.parvis.api.data.ChangeListener;
import org.parvis.api.route.NotFound;
import org.parvis.api.route.Response;
import org.parvis.api.tenant.Look;
import org.parvis.api.tenant.Site;
import org.parvis.api.tenant.SiteState;
import org.parvis.api.tenant.Tenant;
import org.parvis.api.tenant.TenantId;
import org.parvis.api.tenant.TenantKind;
import org.parvis.api.tenant.Tenants;
import org.parvis.api.view.SiteLinks;
import org.parvis.demarches.DemarchesFakes;
import org.parvis.demarches.DemarchesFixture;
import org.parvis.demarches.FromAbove;
import org.parvis.demarches.Offer;
import org.parvis.demarches.SharedSearch;
import org.parvis.demarches.Wording;
import org.parvis.demarches.citizen.CataloguePages;
import org.parvis.demarches.citizen.OnSite;
import org.parvis.demarches.sheet.StatePart;
import org.parvis.testkit.FakePlugins;
import org.parvis.testkit.FakeRequest;
import org.parvis.testkit.FakeRequestSites;
import org.parvis.testkit.OnBothDatabases;
import org.parvis.testkit.TestDatabase;

/** A nursery place for several communes of an EPCI: found on the site of each, asked for on that of the EPCI. */
final class FromAboveTest {
    private static final Site EPCI = epci();

    private DemarchesFixture fixture;
    private FromAbove above;
    private CataloguePages catalogue;

    private static Site epci() {
        Tenant like = FakeRequestSites.commune("grand-rodez", "Grand Rodez").tenant();
        Tenant tenant = new Tenant(
                like.id(), TenantKind.EPCI, like.slug(), like.name(), null, "200000000", List.of(), null, TenantId.TERRITORY, like.coordinates(), like.zone());
        return new Site(tenant, "grand-rodez.territoire.example", List.of(), Look.of("base"), SiteState.LIVE);
    }

    /** Rodez is in the EPCI, Agen is not. */
    private static final Tenants TENANTS = new Tenants() {
        @Override
        public Optional<Site> byHost(String host) {
            return all().stream().filter(site -> site.host().equals(host)).findFirst();
        }

        @Override
        public Optional<Site> bySlug(String slug) {
            return all().stream().filter(site -> site.tenant().slug().equals(slug)).findFirst();
        }

        @Override
        public Optional<Site> byId(TenantId id) {
            return all().stream().filter(site -> site.id().equals(id)).findFirst();
        }

        @Override
        public Site territory() {
            return FakeRequestSites.TERRITORY;
        }

        @Override
        public List<Site> all() {
            return List.of(RODEZ, AGEN, EPCI);
        }

        @Override
        public List<Site> below(TenantId parent) {
            return parent.equals(EPCI.id()) ? List.of(RODEZ) : List.of();
        }

        @Override
        public List<Site> above(TenantId tenant) {
            return tenant.equals(RODEZ.id()) ? List.of(EPCI, territory()) : List.of(territory());
        }
    };

    private void open(TestDatabase database) {
        fixture = new DemarchesFixture(database);
        above = new FromAbove(TENANTS, FakePlugins.of("demarches"), fixture.offers);
        Wording wording = new Wording(fixture.html.themes(), FakePlugins.of("demarches").speaking(fixture.html.plugins()), DemarchesFakes.settings(fixture.settings));
        catalogue = new CataloguePages(
                fixture.offers, fixture.drafts, wording, above, DemarchesFakes.urls(),
                new StatePart(fixture.sheets, fixture.offers, DemarchesFakes.richText()));
    }

    private void share(boolean shared) {
        Offer before = fixture.offers.offer(EPCI.id(), "creche");
        Map<String, String> texts = shared ? Map.of("email", "creche@example.org", "shared", "yes") : Map.of("email", "creche@example.org");
        fixture.offers.save(EPCI.id(), WORKER, new Offer("creche", true, texts, before.version()));
    }

    private Response list(Site site) throws Exception {
        return answer(catalogue, "GET", "/teleservices", FakeRequest.get("/").on(site));
    }

    private String shown(Site site) throws Exception {
        return fixture.html.html(list(site), site);
    }

    @OnBothDatabases
    void standsInTheCatalogueOfItsCommunesAndHandsOver(TestDatabase database) throws Exception {
        open(database);
        share(false);
        assertThat(shown(RODEZ)).doesNotContain("grand-rodez");
        share(true);
        assertThat(shown(RODEZ)).contains("https://grand-rodez.territoire.example/teleservices/creche", "<span class=\"tag\">Grand Rodez</span>");
        assertThat(list(RODEZ).tags()).contains("demarches@" + EPCI.id());
        assertThat(shown(AGEN)).doesNotContain("grand-rodez");
        Response over = answer(catalogue, "GET", "/teleservices/{procedure}", FakeRequest.get("/").with("procedure", "creche").in(Locale.ENGLISH));
        assertThat(over.headers()).containsEntry("Location", "https://grand-rodez.territoire.example/en/teleservices/creche");
        assertThatThrownBy(() -> answer(catalogue, "GET", "/teleservices/{procedure}", FakeRequest.get("/").with("procedure", "creche").on(AGEN)))
                .isInstanceOf(NotFound.class);
        assertThat(new OnSite(fixture.offers, above).links(RODEZ, Locale.FRENCH)).extracting(SiteLinks.SiteLink::place).containsExactly(SiteLinks.Place.PROCEDURES, SiteLinks.Place.ACCOUNT);
        assertThat(new OnSite(fixture.offers, above).links(AGEN, Locale.FRENCH)).isEmpty();
    }

    @OnBothDatabases
    void isFoundBySearchOnTheSitesOfItsCommunes(TestDatabase database) {
        open(database);
        OnSite search = new OnSite(fixture.offers, above);
        share(false);
        assertThat(search.documents(RODEZ.id())).isEmpty();
        assertThat(database.queued(SharedSearch.QUEUE)).isEmpty();
        share(true);
        assertThat(search.documents(RODEZ.id())).extracting(found -> found.path()).containsExactly("/teleservices/creche");
        assertThat(search.document(RODEZ.id(), "creche")).isPresent();
        assertThat(search.document(AGEN.id(), "creche")).isEmpty();
        assertThat(database.queued(SharedSearch.QUEUE)).containsExactly("creche");
        List<String> touched = new ArrayList<>();
        database.listen(new ChangeListener() {
            @Override
            public void changed(List<Change> changes) {
                changes.forEach(change -> touched.add(change.tenant() + " " + change.tag()));
            }

            @Override
            public void everything() {}
        });
        new SharedSearch(database.database(), TENANTS).work(EPCI.id(), "creche");
        assertThat(touched).contains(RODEZ.id() + " demarches:creche").noneMatch(one -> one.startsWith(AGEN.id().toString()));
        share(false);
        assertThat(database.queued(SharedSearch.QUEUE)).as("taken back").hasSize(2);
        assertThat(search.document(RODEZ.id(), "creche")).isEmpty();
    }

    @OnBothDatabases
    void isHiddenByACommuneThatDoesNotWantItOrOffersItsOwn(TestDatabase database) throws Exception {
        open(database);
        share(true);
        FromAboveDesk desk = new FromAboveDesk(fixture.offers, above);
        FakeRequest hide = FakeRequest.post("/").with("procedure", "creche").as(WORKER).field("choice", "hide");
        assertThat(answer(desk, "POST", "/demarches-offre/{procedure}/intercommunale", hide).headers()).containsEntry("Location", "/bureau/rodez/demarches-offre?fait=hidden");
        assertThat(shown(RODEZ)).doesNotContain("grand-rodez");
        OfferDesk offers = new OfferDesk(fixture.procedures, fixture.offers, new OwnWords(fixture.procedures), above);
        fixture.html.desk();
        assertThat(fixture.page(answer(offers, "GET", "/demarches-offre", FakeRequest.get("/").as(WORKER)))).contains("Grand Rodez", "Pas dans votre catalogue");
        answer(desk, "POST", "/demarches-offre/{procedure}/intercommunale", FakeRequest.post("/").with("procedure", "creche").as(WORKER).field("choice", "show"));
        assertThat(above.shown(RODEZ.id())).hasSize(1);
        fixture.offer(RODEZ, "creche");
        assertThat(above.shown(RODEZ.id())).isEmpty();
        assertThatThrownBy(() -> answer(
                desk, "POST", "/demarches-offre/{procedure}/intercommunale", FakeRequest.post("/").with("procedure", "saisine").as(WORKER).field("choice", "hide")))
                .isInstanceOf(NotFound.class);
    }

    @OnBothDatabases
    void isSharedByTheEpciAlone(TestDatabase database) throws Exception {
        open(database);
        OfferDesk offers = new OfferDesk(fixture.procedures, fixture.offers, new OwnWords(fixture.procedures), above);
        fixture.html.desk();
        FakeRequest form = FakeRequest.get("/").with("procedure", "creche").as(WORKER);
        assertThat(fixture.page(answer(offers, "GET", "/demarches-offre/{procedure}", form))).doesNotContain("communes membres");
        assertThat(fixture.html.html(answer(offers, "GET", "/demarches-offre/{procedure}", form.on(EPCI)), EPCI)).contains("communes membres");
        FakeRequest sent = FakeRequest.post("/").with("procedure", "creche").on(EPCI).as(WORKER)
                .field("version", "0").field("offered", "true").field("shared", "yes").field("email", "creche@example.org");
        answer(offers, "POST", "/demarches-offre/{procedure}", sent);
        assertThat(above.shown(RODEZ.id())).hasSize(1);
    }
}
