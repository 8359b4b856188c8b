package org.parvis.identity.citizen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.parvis.api.identity.Account;
import org.parvis.api.route.Invalid;
import org.parvis.api.route.Response;
import org.parvis.api.tenant.Site;
import org.parvis.api.tenant.TenantId;
import org.parvis.testkit.FakeRequest;
import org.parvis.testkit.OnBothDatabases;
import org.parvis.testkit.Pages;
import org.parvis.testkit.TestDatabase;

/** One sign-in over unrelated host names. */
final class HandoverTest {

    @OnBothDatabases
    void a_commune_gets_a_session_of_its_own_and_sees_what_the_person_chose(TestDatabase test) throws IOException {
        Citizens citizens = new Citizens(test);
        Citizens.Browser browser = citizens.browser().signedUp(Citizens.MARIE);
        Map<String, String> asked = browser.leave(Citizens.RODEZ, "/mes-dossiers?page=2");
        Response consent = citizens.authorizePages.authorize(browser.authorize(asked));
        assertThat(Pages.of("identity").html(consent, Citizens.TERRITORY)).contains("Rodez").contains(Citizens.MARIE).contains("https://rodez.territoire.example/compte/retour?refus=1");
        String back = browser.agree(asked, "name");
        assertThat(back).startsWith("https://rodez.territoire.example/compte/retour?code=");
        Response arrived = browser.arrive(Citizens.RODEZ, back);
        assertThat(Citizens.location(arrived)).isEqualTo("/mes-dossiers?page=2");
        Account seen = browser.account(Citizens.RODEZ).orElseThrow();
        assertThat(seen.name()).isEqualTo("Marie Essai");
        assertThat(seen.email()).isNull();
        assertThat(browser.session(Citizens.RODEZ)).isNotEqualTo(browser.session(Citizens.TERRITORY));
        assertThat(citizens.sessions.find(browser.session(Citizens.RODEZ), Citizens.AGEN.id(), FakeRequest.NOW)).isEmpty();
        assertThat(citizens.sessions.find(browser.session(Citizens.RODEZ), TenantId.TERRITORY, FakeRequest.NOW)).isEmpty();
        assertThat(Pages.of("identity").html(citizens.communePages.show(browser.get(Citizens.RODEZ, "/compte")), Citizens.RODEZ))
                .contains("Marie Essai").doesNotContain(Citizens.MARIE).contains("Non communiqué");
    }

    @OnBothDatabases
    void the_second_time_nothing_is_asked(TestDatabase test) throws IOException {
        Citizens citizens = new Citizens(test);
        Citizens.Browser browser = citizens.browser().signedUp(Citizens.MARIE);
        browser.agree(browser.leave(Citizens.RODEZ, "/"), "email");
        Map<String, String> asked = browser.leave(Citizens.RODEZ, "/");
        Response silent = citizens.authorizePages.authorize(browser.authorize(asked));
        assertThat(silent.status()).isEqualTo(303);
        browser.arrive(Citizens.RODEZ, Citizens.location(silent));
        assertThat(browser.account(Citizens.RODEZ).orElseThrow().email()).isEqualTo(Citizens.MARIE);
    }

    @OnBothDatabases
    void a_code_counts_once_for_a_minute_for_its_commune_and_in_its_browser(TestDatabase test) throws IOException {
        Citizens citizens = new Citizens(test);
        Citizens.Browser browser = citizens.browser().signedUp(Citizens.MARIE);
        Map<String, String> asked = browser.leave(Citizens.RODEZ, "/");
        Map<String, String> journey = new HashMap<>(browser.cookies.get(Citizens.RODEZ.host()));
        String back = browser.agree(asked, "name");
        browser.arrive(Citizens.RODEZ, back);
        assertThat(browser.account(Citizens.RODEZ)).isPresent();

        Citizens.Browser replay = citizens.browser();
        replay.cookies.put(Citizens.RODEZ.host(), new HashMap<>(journey));
        assertThat(replay.arrive(Citizens.RODEZ, back).status()).isEqualTo(400);
        assertThat(replay.account(Citizens.RODEZ)).isEmpty();

        assertThat(citizens.browser().arrive(Citizens.RODEZ, code(citizens, browser, Citizens.RODEZ)).status()).as("no journey").isEqualTo(400);

        Citizens.Browser stranger = citizens.browser();
        Map<String, String> theirs = stranger.leave(Citizens.RODEZ, "/");
        String stolen = code(citizens, browser, Citizens.RODEZ).replaceFirst("etat=.*", "etat=" + theirs.get("etat"));
        assertThat(stranger.arrive(Citizens.RODEZ, stolen).status()).as("another verifier").isEqualTo(400);

        String late = code(citizens, browser, Citizens.RODEZ);
        FakeRequest afterwards = browser.get(Citizens.RODEZ, "/compte/retour").at(FakeRequest.NOW.plus(TicketTable.LIFETIME));
        Citizens.query(late).forEach(afterwards::query);
        assertThat(citizens.communePages.back(afterwards).status()).as("late").isEqualTo(400);
    }

    @OnBothDatabases
    void a_code_of_one_commune_opens_nothing_in_another(TestDatabase test) throws IOException {
        Citizens citizens = new Citizens(test);
        Citizens.Browser browser = citizens.browser().signedUp(Citizens.MARIE);
        browser.agree(browser.leave(Citizens.RODEZ, "/"), "name");
        browser.agree(browser.leave(Citizens.AGEN, "/"), "name");
        Map<String, String> asked = new HashMap<>(browser.leave(Citizens.AGEN, "/"));
        asked.put("site", "rodez");
        String ofRodez = Citizens.location(citizens.authorizePages.authorize(browser.authorize(asked)));
        assertThat(browser.arrive(Citizens.AGEN, ofRodez).status()).isEqualTo(400);
        assertThat(browser.account(Citizens.AGEN)).isEmpty();
    }

    private static String code(Citizens citizens, Citizens.Browser browser, Site site) {
        browser.cookies.getOrDefault(site.host(), Map.of()).remove("__Host-parvis-compte");
        return Citizens.location(citizens.authorizePages.authorize(browser.authorize(browser.leave(site, "/"))));
    }

    @OnBothDatabases
    void it_leads_to_hosts_of_communes_alone_and_to_paths_there(TestDatabase test) throws IOException {
        Citizens citizens = new Citizens(test);
        Citizens.Browser browser = citizens.browser().signedUp(Citizens.MARIE);
        Map<String, String> asked = browser.leave(Citizens.RODEZ, "/");
        for (String slug : new String[] {"mechant.example", "territoire", "https://mechant.example", ""}) {
            Map<String, String> other = new HashMap<>(asked);
            other.put("site", slug);
            assertThatThrownBy(() -> citizens.authorizePages.authorize(browser.authorize(other))).isInstanceOf(Invalid.class);
        }
        for (String bad : new String[] {"https://mechant.example/", "//mechant.example", "/\\mechant.example"}) {
            String back = browser.agree(browser.leave(Citizens.RODEZ, bad), "name");
            browser.cookies.get(Citizens.RODEZ.host()).remove("__Host-parvis-compte");
            assertThat(Citizens.location(browser.arrive(Citizens.RODEZ, back))).as(bad).isEqualTo("/compte");
            browser.cookies.get(Citizens.RODEZ.host()).remove("__Host-parvis-compte");
        }
    }

    @OnBothDatabases
    void signing_out_anywhere_ends_the_browsers_sessions_on_all_hosts_and_everywhere_those_of_all_devices(TestDatabase test) throws IOException {
        Citizens citizens = new Citizens(test);
        Citizens.Browser browser = citizens.browser().signedUp(Citizens.MARIE);
        browser.arrive(Citizens.RODEZ, browser.agree(browser.leave(Citizens.RODEZ, "/"), "name"));
        browser.arrive(Citizens.AGEN, browser.agree(browser.leave(Citizens.AGEN, "/"), "name"));
        Citizens.Browser telephone = citizens.browser();
        telephone.byCode(Citizens.MARIE);
        citizens.communePages.signOut(browser.post(Citizens.RODEZ, "/compte/deconnexion"));
        assertThat(browser.account(Citizens.RODEZ)).isEmpty();
        assertThat(browser.account(Citizens.AGEN)).isEmpty();
        assertThat(browser.account(Citizens.TERRITORY)).isEmpty();
        assertThat(telephone.account(Citizens.TERRITORY)).isPresent();

        browser.byCode(Citizens.MARIE);
        browser.arrive(Citizens.RODEZ, code(citizens, browser, Citizens.RODEZ));
        assertThat(browser.account(Citizens.RODEZ)).isPresent();
        citizens.communePages.signOut(browser.post(Citizens.RODEZ, "/compte/deconnexion").field("everywhere", "true"));
        assertThat(browser.account(Citizens.TERRITORY)).isEmpty();
        assertThat(telephone.account(Citizens.TERRITORY)).isEmpty();
    }

    @OnBothDatabases
    void what_a_commune_keeps_under_an_account_is_found_from_there_and_from_the_territory(TestDatabase test) throws Exception {
        Citizens citizens = new Citizens(test);
        Citizens.Browser browser = citizens.browser().signedUp(Citizens.MARIE);
        browser.arrive(Citizens.RODEZ, browser.agree(browser.leave(Citizens.RODEZ, "/"), "name"));
        Pages pages = Pages.of("identity");
        assertThat(pages.html(citizens.communePages.show(browser.get(Citizens.RODEZ, "/compte")), Citizens.RODEZ))
                .contains("href=\"https://" + Citizens.RODEZ.host() + "/lettres\"").doesNotContain("/ailleurs");
        FakeRequest home = browser.get(Citizens.TERRITORY, "/compte");
        String html = pages.html(
                citizens.profilePages.routes().stream().filter(route -> route.method().equals("GET")).findFirst().orElseThrow().handler().handle(home),
                Citizens.TERRITORY);
        assertThat(html).contains("href=\"https://" + Citizens.RODEZ.host() + "/lettres\"", "Mes messages\u00a0: Rodez").doesNotContain("/ailleurs");
    }

    @OnBothDatabases
    void what_is_withdrawn_a_commune_sees_no_more_at_once(TestDatabase test) throws IOException {
        Citizens citizens = new Citizens(test);
        Citizens.Browser browser = citizens.browser().signedUp(Citizens.MARIE);
        browser.arrive(Citizens.RODEZ, browser.agree(browser.leave(Citizens.RODEZ, "/"), "name", "email"));
        assertThat(new PersonAddresses(citizens.database).of(Citizens.RODEZ.id(), List.of(citizens.marie().id())).get(citizens.marie().id()).email())
                .isEqualTo(Citizens.MARIE);
        citizens.profilePages.share(browser.post(Citizens.TERRITORY, "/compte/commune").field("commune", "rodez").field("name", "true"));
        assertThat(browser.account(Citizens.RODEZ).orElseThrow().email()).isNull();
        assertThat(new PersonAddresses(citizens.database).of(Citizens.RODEZ.id(), List.of(citizens.marie().id())).get(citizens.marie().id()).email()).isNull();
        citizens.profilePages.share(browser.post(Citizens.TERRITORY, "/compte/commune").field("commune", "rodez").field("withdraw", "true"));
        assertThat(browser.account(Citizens.RODEZ)).isEmpty();
        assertThat(browser.account(Citizens.TERRITORY)).isPresent();
    }
}
