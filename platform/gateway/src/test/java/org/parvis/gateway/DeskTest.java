package org.parvis.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.parvis.api.event.EventTypes;
import org.parvis.api.identity.Agent;
import org.parvis.api.identity.Role;
import org.parvis.api.rest.Resource;
import org.parvis.api.rest.Resources;
import org.parvis.api.rest.Shape;
import org.parvis.api.rest.Slice;
import org.parvis.api.route.NotFound;
import org.parvis.api.route.Response;
import org.parvis.api.route.Routes;
import org.parvis.api.tenant.Site;
import org.parvis.api.tenant.PublicUrls;
import org.parvis.gateway.rest.DescriptionPages;
import org.parvis.gateway.token.TokenDesk;
import org.parvis.gateway.token.Tokens;
import org.parvis.testkit.FakePlugins;
import org.parvis.testkit.FakeRequest;
import org.parvis.testkit.FakeRequestSites;
import org.parvis.testkit.OnBothDatabases;
import org.parvis.testkit.Pages;
import org.parvis.testkit.RecordingAudit;
import org.parvis.testkit.TestDatabase;

final class DeskTest {
    private static final Site RODEZ = FakeRequestSites.RODEZ;
    private static final Agent ADMIN = FakeRequestSites.agent(Role.ADMIN, RODEZ);
    private static final Shape THING = Shape.of("Thing", Shape.Member.of("name", Shape.Type.TEXT));

    private final RecordingAudit audit = new RecordingAudit();
    private final Pages pages = Pages.of("gateway").desk();
    private final FakePlugins plugins = FakePlugins.of("gateway", new Contributions()).speaking(pages.plugins());

    private static final class Contributions implements Resources, EventTypes {
        @Override
        public List<Resource> resources() {
            return List.of(Resource.post("/things", "gateway.api.what", "gateway.test", THING, THING, request -> Slice.one(Map.of())));
        }

        @Override
        public List<String> eventTypes() {
            return List.of("gateway.test");
        }
    }

    private static Response call(Routes routes, String method, String pattern, FakeRequest request) throws IOException {
        return routes.routes().stream().filter(route -> route.method().equals(method) && route.pattern().equals(pattern)).findFirst().orElseThrow()
                .handler().handle(request.as(ADMIN));
    }

    private TokenDesk tokens(TestDatabase database) {
        return new TokenDesk(new Tokens(database.database(), audit), plugins, pages.themes());
    }

    @OnBothDatabases
    void aTokenIsMadeShownOnceAndRevoked(TestDatabase database) throws IOException {
        TokenDesk desk = tokens(database);
        FakeRequest typed = FakeRequest.post("/jetons-api").field("name", "Logiciel").field("scope", "gateway.test").field("expires", "2027-06-15");
        String made = pages.html(call(desk, "POST", "/jetons-api", typed), RODEZ);
        Matcher secret = Pattern.compile("parvis_[a-z0-9]{8}_[A-Za-z0-9_-]{43}").matcher(made);
        assertThat(secret.find()).isTrue();
        String list = pages.html(call(desk, "GET", "/jetons-api", FakeRequest.get("/jetons-api")), RODEZ);
        assertThat(list).contains("Logiciel", secret.group().substring(0, 15), "Valable").doesNotContain(secret.group());
        assertThat(audit.of(RODEZ.id(), "gateway.token.create")).hasSize(1);

        Matcher id = Pattern.compile("/jetons-api/([0-9a-f-]{36})/revoquer").matcher(list);
        assertThat(id.find()).isTrue();
        assertThat(pages.html(call(desk, "GET", "/jetons-api/{id}/revoquer", FakeRequest.get("x").with("id", id.group(1))), RODEZ)).contains("Révoquer le jeton");
        call(desk, "POST", "/jetons-api/{id}/revoquer", FakeRequest.post("x").with("id", id.group(1)));
        assertThat(pages.html(call(desk, "GET", "/jetons-api", FakeRequest.get("x").query("fait", "revoque")), RODEZ)).contains("Révoqué", "Le jeton est révoqué");
        assertThat(new Tokens(database.database(), audit).check(RODEZ.id(), secret.group(), LocalDate.of(2026, 6, 15))).isEmpty();
    }

    @OnBothDatabases
    void aTokenForMoreThanAYearOrWithoutRightsIsRefusedAndWhatWasTypedComesBack(TestDatabase database) throws IOException {
        FakeRequest typed = FakeRequest.post("x").field("name", "Mon logiciel").field("scope", "gateway.other").field("expires", "2027-06-16");
        Response refused = call(tokens(database), "POST", "/jetons-api", typed);
        assertThat(refused.status()).isEqualTo(422);
        assertThat(pages.html(refused, RODEZ)).contains("Mon logiciel", "Cochez au moins un droit", "entre demain et dans un an");
        assertThat(pages.html(refused, RODEZ, Locale.ENGLISH)).contains("Tick at least one right");
    }

    @OnBothDatabases
    void anotherTenantsTokenIsNotFound(TestDatabase database) {
        Tokens tokens = new Tokens(database.database(), audit);
        LocalDate day = LocalDate.of(2026, 6, 15);
        Tokens.Issued issued = tokens.issue(FakeRequestSites.AGEN.id(), ADMIN, "X", Set.of("gateway.test"), day, day.plusDays(1));
        assertThatThrownBy(() -> call(
                        tokens(database), "POST", "/jetons-api/{id}/revoquer", FakeRequest.post("x").with("id", issued.token().id().toString())))
                .isInstanceOf(NotFound.class);
    }

    @OnBothDatabases
    void thePageForPeopleSaysWhatThereIs(TestDatabase database) throws IOException {
        PublicUrls urls = new PublicUrls() {
            @Override
            public String of(Site site, String path) {
                return "https://" + site.host() + path;
            }

            @Override
            public String desk(Site site, String path) {
                throw new AssertionError("not expected");
            }
        };
        DescriptionPages description = new DescriptionPages(plugins, pages.themes(), urls);
        Response page = call(description, "GET", "/api", FakeRequest.get("/api"));
        assertThat(page.tags()).isNotEmpty();
        assertThat(Pages.of("gateway").html(page, RODEZ)).contains("/api/v1/things", "Jeton avec le droit", "gateway.test", "https://" + RODEZ.host() + "/api/v1");
    }
}
