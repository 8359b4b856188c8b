package org.parvis.identity.code;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.parvis.api.code.FollowUp;
import org.parvis.api.code.FollowUpTarget;
import org.parvis.api.notify.Notification;
import org.parvis.api.privacy.Person;
import org.parvis.api.route.NotFound;
import org.parvis.api.route.Request;
import org.parvis.api.route.Response;
import org.parvis.api.tenant.PublicUrls;
import org.parvis.api.tenant.Site;
import org.parvis.api.tenant.TenantId;
import org.parvis.identity.Post;
import org.parvis.testkit.FakePlugins;
import org.parvis.testkit.FakeRequest;
import org.parvis.testkit.FakeRequestSites;
import org.parvis.testkit.FakeTenants;
import org.parvis.testkit.OnBothDatabases;
import org.parvis.testkit.Pages;
import org.parvis.testkit.TestDatabase;

final class FollowUpTest {
    private static final TenantId RODEZ = FakeRequestSites.RODEZ.id();
    private static final Instant SUMMER = Instant.parse("2026-07-15T00:00:00Z");
    private static final FollowUp.Thing BOOKING = new FollowUp.Thing("rooms.booking", "42");

    /** As a plugin of rooms would contribute it. */
    private static final class Bookings implements FollowUpTarget {
        private final Map<String, String> titles = new HashMap<>(Map.of("42", "Salle des fêtes, 14 juillet"));

        @Override
        public String kind() {
            return "rooms.booking";
        }

        @Override
        public Optional<String> title(TenantId tenant, String id) {
            return Optional.ofNullable(titles.get(id));
        }

        @Override
        public Response page(Request request, String id) {
            return Response.text("text/plain", titles.get(id)).tagged("rooms");
        }
    }

    private static final class Town {
        final TestDatabase test;
        final Post post = new Post();
        final FakePlugins plugins = FakePlugins.of("identity");
        final SqlFollowUp codes;
        final CodeAgain again;
        final FollowUpPages pages;

        Town(TestDatabase test) {
            this.test = test;
            Clock clock = Clock.fixed(FakeRequest.NOW, ZoneOffset.UTC);
            PublicUrls urls = new PublicUrls() {
                @Override
                public String of(Site site, String path) {
                    return "https://" + site.host() + path;
                }

                @Override
                public String desk(Site site, String path) {
                    return "https://territoire.example/bureau/" + site.tenant().slug() + path;
                }
            };
            codes = new SqlFollowUp(test.database(), FakeTenants.of(FakeRequestSites.RODEZ, FakeRequestSites.AGEN), urls, clock);
            again = new CodeAgain(test.database(), codes, post, plugins, clock);
            pages = new FollowUpPages(codes, again, plugins);
            plugins.add(new Bookings());
            post.ready = true;
        }

        FollowUp.Issued issue() {
            return test.database().of(RODEZ).call(transaction ->
                    codes.issue(transaction, BOOKING, new FollowUp.Contact("Lea@Example.org", "06 12 34 56 78", Locale.FRENCH), SUMMER));
        }

        Response call(String pattern, FakeRequest request) throws IOException {
            return pages.routes().stream()
                    .filter(route -> route.method().equals(request.method()) && route.pattern().equals(pattern))
                    .findFirst()
                    .orElseThrow()
                    .handler()
                    .handle(request);
        }

        Response enter(String code, String contact) throws IOException {
            return call("/suivi", FakeRequest.post("/suivi").field("code", code).field("contact", contact));
        }
    }

    private static String cookie(Response response) {
        return response.cookies().get(0).value();
    }

    /** Derby locks the whole of a table to which deletions cascade: everybody who sends something would wait for everybody else. */
    @OnBothDatabases
    void who_gets_a_code_waits_for_nobody_else(TestDatabase test) {
        Town town = new Town(test);
        FollowUp.Contact contact = new FollowUp.Contact("lea@example.org", "", Locale.FRENCH);
        test.database().of(RODEZ).write(transaction -> {
            town.codes.issue(transaction, BOOKING, contact, SUMMER);
            CompletableFuture.runAsync(() -> test.database().of(RODEZ).write(other ->
                            town.codes.issue(other, new FollowUp.Thing("rooms.booking", "43"), contact, SUMMER)))
                    .join();
        });
        assertThat(test.database().of(RODEZ).count("select count(*) from identity_code c where c.tenant_id = :tenant")).isEqualTo(2);
    }

    @OnBothDatabases
    void a_typed_code_opens_with_the_address_or_the_number_that_was_given(TestDatabase test) throws IOException {
        Town town = new Town(test);
        FollowUp.Issued issued = town.issue();
        for (String contact : List.of("lea@example.org", "+33 6 12 34 56 78", "0612345678")) {
            Response opened = town.enter(issued.code().toLowerCase(Locale.ROOT), contact);
            assertThat(opened.headers()).containsEntry("Location", "/suivi/dossier");
            FakeRequest with = FakeRequest.get("/suivi/dossier").cookie(SqlFollowUp.COOKIE, cookie(opened));
            Response page = town.call("/suivi/dossier", with);
            assertThat(new String(((Response.Bytes) page.content()).bytes(), StandardCharsets.UTF_8)).isEqualTo("Salle des fêtes, 14 juillet");
            assertThat(page.tags()).as("never cached").isEmpty();
            assertThat(town.codes.opened(with)).contains(BOOKING);
            assertThat(town.codes.opened(FakeRequest.get("/x").cookie(SqlFollowUp.COOKIE, cookie(opened)).on(FakeRequestSites.AGEN))).isEmpty();
            assertThat(town.codes.opened(FakeRequest.get("/x").cookie(SqlFollowUp.COOKIE, cookie(opened)).at(FakeRequest.NOW.plus(Duration.ofHours(1))))).isEmpty();
            assertThat(town.codes.opened(with.at(FakeRequest.NOW.plus(Duration.ofMinutes(50))))).as("still at it").contains(BOOKING);
            assertThat(town.codes.opened(with.at(FakeRequest.NOW.plus(Duration.ofMinutes(109))))).contains(BOOKING);
            assertThat(town.codes.opened(with.at(FakeRequest.NOW.plus(Duration.ofMinutes(169))))).as("an hour later").isEmpty();
        }
        assertThat(town.enter(issued.code(), "autre@example.org").status()).isEqualTo(422);
    }

    @OnBothDatabases
    void a_wrong_code_and_a_wrong_address_are_answered_alike_and_slowed_down(TestDatabase test) throws IOException {
        Town town = new Town(test);
        String code = town.issue().code();
        String unknown = TypedCode.random();
        assertThat(model(town.enter(code, "autre@example.org")).get("errors")).isEqualTo(model(town.enter(unknown, "lea@example.org")).get("errors"));
        for (int i = 0; i < 4; i++) {
            assertThat(town.enter(code, "essai" + i + "@example.org").status()).isEqualTo(422);
        }
        Response waiting = town.enter(code, "lea@example.org");
        assertThat(waiting.status()).isEqualTo(429);
        assertThat(Pages.of("identity").html(waiting, FakeRequestSites.RODEZ)).contains("Trop d’essais", "value=\"" + code + "\"").doesNotContain("identity.");
    }

    private static Map<String, ?> model(Response response) {
        return ((Response.View) response.content()).model();
    }

    @OnBothDatabases
    void neither_code_nor_link_nor_address_can_be_read_back(TestDatabase test) {
        Town town = new Town(test);
        FollowUp.Issued issued = town.issue();
        String row = test.database().of(RODEZ)
                .one("select c.code_hash, c.link_hash, c.email_hash, c.phone_hash from identity_code c where c.tenant_id = :tenant", line ->
                        line.string("code_hash") + line.string("link_hash") + line.string("email_hash") + line.string("phone_hash"))
                .orElseThrow();
        assertThat(row).matches("[0-9a-f]{256}").doesNotContain(issued.code().replace("-", "").toLowerCase(Locale.ROOT));
        // 128 bits at least: 22 characters of base 64.
        assertThat(issued.link()).matches("https://rodez.territoire.example/suivi/ouvrir/[A-Za-z0-9_-]{22,}");
    }

    @OnBothDatabases
    void a_code_that_was_stretched_longer_goes_on_working(TestDatabase test) throws IOException {
        Town town = new Town(test);
        String code = town.issue().code();
        test.database().of(RODEZ).write(transaction -> transaction.execute(
                "update identity_code c set code_hash = :hash where c.tenant_id = :tenant",
                "hash", Hashes.digits(RODEZ, TypedCode.canonical(code).orElseThrow())));
        assertThat(town.enter(code, "lea@example.org").status()).isEqualTo(303);
    }

    @OnBothDatabases
    void a_link_opens_alone_and_is_over_when_revoked_replaced_or_late(TestDatabase test) throws IOException {
        Town town = new Town(test);
        String former = token(town.issue());
        String latest = token(town.issue());
        assertThat(town.call("/suivi/ouvrir/{token}", FakeRequest.get("/x").with("token", former)).status()).isEqualTo(404);
        Response opened = town.call("/suivi/ouvrir/{token}", FakeRequest.get("/x").with("token", latest));
        assertThat(opened.status()).isEqualTo(303);
        assertThat(town.call("/suivi/ouvrir/{token}", FakeRequest.get("/x").with("token", latest).on(FakeRequestSites.AGEN)).status()).isEqualTo(404);
        assertThat(town.call("/suivi/ouvrir/{token}", FakeRequest.get("/x").with("token", latest).at(SUMMER)).status()).isEqualTo(404);
        test.database().of(RODEZ).write(transaction -> town.codes.revoke(transaction, BOOKING));
        assertThat(town.codes.opened(FakeRequest.get("/x").cookie(SqlFollowUp.COOKIE, cookie(opened)))).isEmpty();
    }

    @OnBothDatabases
    void links_in_messages_about_a_thing_all_open_it_until_the_first_is_over(TestDatabase test) throws IOException {
        Town town = new Town(test);
        assertThat(further(test, town)).as("nothing was issued").isEmpty();
        FollowUp.Issued first = town.issue();
        List<String> links = List.of(token(first), token(further(test, town).orElseThrow()), token(further(test, town).orElseThrow()));
        test.database().of(RODEZ).write(transaction -> town.codes.again(transaction, CodeTable.first(transaction, BOOKING, FakeRequest.NOW).orElseThrow()));
        for (String link : links) {
            assertThat(town.call("/suivi/ouvrir/{token}", FakeRequest.get("/x").with("token", link)).status()).isEqualTo(303);
            assertThat(town.call("/suivi/ouvrir/{token}", FakeRequest.get("/x").with("token", link).at(SUMMER)).status()).isEqualTo(404);
        }
        test.database().of(RODEZ).write(transaction -> town.codes.revoke(transaction, BOOKING));
        assertThat(town.call("/suivi/ouvrir/{token}", FakeRequest.get("/x").with("token", links.get(2))).status()).isEqualTo(404);
    }

    private static Optional<FollowUp.Issued> further(TestDatabase test, Town town) {
        return test.database().of(RODEZ).call(transaction -> town.codes.further(transaction, BOOKING));
    }

    private static String token(FollowUp.Issued issued) {
        return issued.link().substring(issued.link().lastIndexOf('/') + 1);
    }

    @OnBothDatabases
    void a_lost_code_is_replaced_at_the_address_that_was_given_and_nobody_learns_which_are_known(TestDatabase test) throws IOException {
        Town town = new Town(test);
        FollowUp.Issued former = town.issue();
        Response known = town.call("/suivi/renvoyer", FakeRequest.post("/x").field("contact", "lea@example.org"));
        Response unknown = town.call("/suivi/renvoyer", FakeRequest.post("/x").field("contact", "personne@example.org"));
        assertThat(known).isEqualTo(unknown);
        test.queued("identity.codes").forEach(payload -> town.again.work(RODEZ, payload));
        assertThat(town.post.sent).hasSize(1);
        Notification sent = town.post.sent.get(0);
        assertThat(sent.to().email()).isEqualTo("lea@example.org");
        assertThat(sent.values().get("dossiers")).startsWith("Salle des fêtes, 14 juillet\n");
        String code = sent.values().get("dossiers").split("\n")[1];
        assertThat(town.enter(former.code(), "lea@example.org").status()).as("it may be on paper in a drawer").isEqualTo(303);
        assertThat(town.enter(code, "lea@example.org").status()).isEqualTo(303);
        town.again.work(RODEZ, "fr 06.12.34.56.78");
        assertThat(town.post.sent.get(1).values().get("dossiers").lines()).as("one code for one thing").hasSize(3);
        assertThat(town.enter(code, "lea@example.org").status()).as("a later one takes its place").isEqualTo(422);
        String latest = town.post.sent.get(1).values().get("dossiers").split("\n")[1];
        assertThat(town.enter(latest, "lea@example.org").status()).isEqualTo(303);
        assertThat(town.enter(former.code(), "lea@example.org").status()).isEqualTo(303);
        test.database().of(RODEZ).write(transaction -> town.codes.revoke(transaction, BOOKING));
        assertThat(town.enter(latest, "lea@example.org").status()).isEqualTo(422);
        assertThat(town.enter(former.code(), "lea@example.org").status()).isEqualTo(422);
        assertThat(town.post.sent.get(1).to().phone()).isEqualTo("+33612345678");
    }

    @OnBothDatabases
    void without_a_plugin_that_is_followed_up_there_is_no_such_page(TestDatabase test) throws IOException {
        Town town = new Town(test);
        FollowUpPages none = new FollowUpPages(town.codes, town.again, FakePlugins.of("identity"));
        assertThat(none.links(FakeRequestSites.RODEZ, Locale.FRENCH)).isEmpty();
        assertThat(town.pages.links(FakeRequestSites.RODEZ, Locale.FRENCH)).hasSize(1);
        assertThat(none.routes().stream().filter(route -> route.pattern().equals("/suivi/dossier")).findFirst().orElseThrow()
                .handler().handle(FakeRequest.get("/suivi/dossier")).status()).isEqualTo(404);
        for (String pattern : List.of("/suivi", "/suivi/renvoyer")) {
            assertThatThrownBy(() -> none.routes().stream().filter(route -> route.pattern().equals(pattern)).findFirst().orElseThrow()
                    .handler().handle(FakeRequest.get(pattern))).isInstanceOf(NotFound.class);
        }
    }

    @OnBothDatabases
    void pages_say_what_to_do_in_both_languages(TestDatabase test) throws IOException {
        Town town = new Town(test);
        Pages pages = Pages.of("identity");
        for (Locale language : List.of(Locale.FRENCH, Locale.ENGLISH)) {
            for (Response page : List.of(
                    town.call("/suivi", FakeRequest.get("/suivi")), town.enter("K7QF", "x"), town.enter("", ""),
                    town.call("/suivi/renvoyer", FakeRequest.get("/x")), town.call("/suivi/renvoyer", FakeRequest.get("/x").query("envoye", "1")),
                    town.call("/suivi/renvoyer", FakeRequest.post("/x").field("contact", "x")),
                    town.call("/suivi/ouvrir/{token}", FakeRequest.get("/x").with("token", "nothing")))) {
                assertThat(pages.html(page, FakeRequestSites.RODEZ, language)).contains("<h1").doesNotContain("identity.follow");
            }
        }
    }

    @OnBothDatabases
    void codes_go_when_they_are_over_and_when_the_person_is_erased(TestDatabase test) {
        Town town = new Town(test);
        town.issue();
        CodePrivacy privacy = new CodePrivacy();
        assertThat(privacy.due(test.database().acrossTerritory("test"), SUMMER)).isEmpty();
        assertThat(privacy.due(test.database().acrossTerritory("test"), SUMMER.plusSeconds(1))).containsExactly(RODEZ);
        assertThat(test.database().of(RODEZ).call(tx -> privacy.purge(tx, SUMMER.plusSeconds(1))).intValue()).isEqualTo(1);
        town.issue();
        Person lea = Person.of("LEA@example.org", "");
        assertThat(privacy.holders(test.database().acrossTerritory("test"), lea)).containsExactly(RODEZ);
        assertThat(test.database().of(RODEZ).call(tx -> privacy.erase(tx, lea, FakeRequest.NOW)).get(0).records()).isEqualTo(1);
        assertThat(privacy.holders(test.database().acrossTerritory("test"), lea)).isEmpty();
    }
}
