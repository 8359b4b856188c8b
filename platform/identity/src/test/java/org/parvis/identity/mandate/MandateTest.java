package org.parvis.identity.mandate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.parvis.api.audit.AuditEntry;
import org.parvis.api.identity.Agent;
import org.parvis.api.identity.MandateScopes;
import org.parvis.api.identity.Mandates.Mandate;
import org.parvis.api.identity.Role;
import org.parvis.api.identity.Sessions;
import org.parvis.api.notify.Notification;
import org.parvis.api.privacy.Person;
import org.parvis.api.privacy.PersonalData;
import org.parvis.api.route.Conflict;
import org.parvis.api.route.NotFound;
import org.parvis.api.route.Response;
import org.parvis.api.route.Routes;
import org.parvis.api.route.Scope;
import org.parvis.api.tenant.TenantId;
import org.parvis.identity.OpenSession;
import org.parvis.testkit.FakeRequest;
import org.parvis.testkit.FakeRequestSites;
import org.parvis.testkit.OnBothDatabases;
import org.parvis.testkit.Pages;
import org.parvis.testkit.TestDatabase;

/** The day of fake requests is 15 June 2026, 10:00 in Paris. */
final class MandateTest {
    static final TenantId RODEZ = FakeRequestSites.RODEZ.id();
    static final Agent MEDIATOR = FakeRequestSites.agent(Role.MEDIATOR, FakeRequestSites.RODEZ);
    static final Instant TONIGHT = Instant.parse("2026-06-15T22:00:00Z");
    static final AuditEntry.Party YVONNE = new AuditEntry.Party("yvonne@example.org", "Yvonne Exemple");

    private final Pages pages = Pages.of("identity");

    static Response call(MandateTown town, String method, String pattern, FakeRequest request) throws IOException {
        return Stream.of((Routes) town.desk, town.deeds, town.person, town.pages)
                .flatMap(routes -> routes.routes().stream())
                .filter(route -> route.method().equals(method) && route.pattern().equals(pattern))
                .findFirst()
                .orElseThrow()
                .handler()
                .handle(request);
    }

    private static FakeRequest entering(String way) {
        return FakeRequest.post("/mandats").as(MEDIATOR).field("name", "Yvonne Exemple").field("email", "Yvonne@Example.org").field("phone", "06 12 34 56 78")
                .field("term", "tonight").field("agreement", way).field("scope-all", "1").field("purpose", "Carte d’identité");
    }

    /** Enters a mandate; its id. */
    private static String enter(MandateTown town, FakeRequest request) throws IOException {
        String location = call(town, "POST", "/mandats", request).headers().get("Location");
        return location.replaceFirst(".*/mandats/([^?]*).*", "$1");
    }

    private static Response agree(MandateTown town, String id, String field, String value) throws IOException {
        return call(town, "POST", "/mandats/{id}/accord", FakeRequest.post("/x").as(MEDIATOR).with("id", id).field(field, value));
    }

    static FakeRequest of(String id) {
        return FakeRequest.post("/x").as(MEDIATOR).with("id", id);
    }

    /** Takes a mandate up in a session; its token. */
    static String using(MandateTown town, TestDatabase test, String id) throws IOException {
        String token = OpenSession.of(test.database(), MEDIATOR);
        call(town, "POST", "/mandats/{id}/utiliser", of(id).cookie(Sessions.COOKIE, token));
        return token;
    }

    /** Entered and agreed to on paper. */
    static String agreed(MandateTown town) throws IOException {
        String id = enter(town, entering("paper"));
        agree(town, id, "signed", "true");
        return id;
    }

    @Test
    void a_mandate_ends_at_midnight_of_its_last_day_on_the_clock_of_the_town_hall() {
        ZoneId paris = ZoneId.of("Europe/Paris");
        assertThat(Terms.TONIGHT.end(FakeRequest.NOW, paris)).isEqualTo(TONIGHT);
        assertThat(Terms.MONTH.end(FakeRequest.NOW, paris)).isEqualTo("2026-07-15T22:00:00Z");
        assertThat(Terms.HALF_YEAR.end(FakeRequest.NOW, paris)).as("in winter").isEqualTo("2026-12-15T23:00:00Z");
        assertThat(Terms.TONIGHT.end(Instant.parse("2026-06-15T21:00:00Z"), ZoneId.of("Indian/Reunion"))).as("one in the morning there").isEqualTo("2026-06-16T20:00:00Z");
    }

    @OnBothDatabases
    void a_person_agrees_with_the_code_that_was_sent_and_is_told_how_to_follow(TestDatabase test) throws IOException {
        MandateTown town = new MandateTown(test);
        String id = enter(town, entering("email"));
        Notification code = town.post.sent.get(0);
        assertThat(code.kind()).isEqualTo("identity.mandate-code");
        assertThat(code.to().email()).isEqualTo("yvonne@example.org");
        assertThat(code.values().get("code")).matches("\\d{6}");
        assertThat(code.values()).containsEntry("agent", "Camille Roux").containsEntry("portee", "Toutes les démarches proposées ici – Carte d’identité");
        String wrong = code.values().get("code").equals("000000") ? "000001" : "000000";
        assertThat(agree(town, id, "code", wrong).status()).isEqualTo(422);
        assertThatThrownBy(() -> call(town, "POST", "/mandats/{id}/utiliser", of(id))).isInstanceOf(Conflict.class);
        assertThat(agree(town, id, "code", code.values().get("code").replaceFirst("(...)", "$1 ")).status()).isEqualTo(303);
        Notification given = town.post.sent.get(1);
        assertThat(given.kind()).isEqualTo("identity.mandate-given");
        assertThat(given.values()).containsEntry("fin", "15 juin 2026");
        assertThat(town.audit.of(RODEZ, "identity.mandate.agree").get(0).onBehalfOf()).isEqualTo(YVONNE);
    }

    @OnBothDatabases
    void a_code_is_stored_as_a_hash_and_of_no_use_after_five_mistakes_or_a_quarter_of_an_hour(TestDatabase test) throws IOException {
        MandateTown town = new MandateTown(test);
        String id = enter(town, entering("sms"));
        assertThat(town.post.sent.get(0).to().phone()).isEqualTo("+33612345678");
        String code = town.post.sent.get(0).values().get("code");
        assertThat(test.database().of(RODEZ).one("select m.code_hash from identity_mandate m where m.tenant_id = :tenant", row -> row.string("code_hash")).orElseThrow())
                .hasSize(64).doesNotContain(code);
        Response late = call(town, "POST", "/mandats/{id}/accord", of(id).field("code", code).at(FakeRequest.NOW.plus(Duration.ofMinutes(15))));
        assertThat(late.status()).isEqualTo(422);
        for (int i = 0; i < 4; i++) {
            agree(town, id, "code", "abc");
        }
        Response blocked = agree(town, id, "code", code);
        assertThat(blocked.status()).isEqualTo(422);
        assertThat(pages.desk().html(blocked, FakeRequestSites.RODEZ)).contains("Trop d’essais avec ce code");
        assertThat(call(town, "POST", "/mandats/{id}/code", of(id)).status()).isEqualTo(303);
        assertThat(agree(town, id, "code", town.post.sent.get(1).values().get("code")).status()).isEqualTo(303);
    }

    @OnBothDatabases
    void sending_codes_is_slowed_down(TestDatabase test) throws IOException {
        MandateTown town = new MandateTown(test);
        String id = enter(town, entering("sms"));
        for (int i = 0; i < 5; i++) {
            assertThat(call(town, "POST", "/mandats/{id}/code", of(id)).status()).isEqualTo(303);
        }
        assertThat(call(town, "POST", "/mandats/{id}/code", of(id)).status()).isEqualTo(429);
    }

    @OnBothDatabases
    void what_is_done_under_a_mandate_is_traced_in_the_log_and_seen_by_the_person(TestDatabase test) throws IOException {
        MandateTown town = new MandateTown(test);
        String id = agreed(town);
        String token = using(town, test, id);
        Mandate mandate = town.mandates.current(MEDIATOR, RODEZ, token, FakeRequest.NOW).orElseThrow();
        assertThat(mandate.covers("anything")).isTrue();
        assertThat(mandate.ends()).isEqualTo(TONIGHT);
        test.database().of(RODEZ).write(transaction ->
                town.mandates.record(transaction, mandate, MEDIATOR, "identity.role", "42", "demande de carte"));
        AuditEntry entry = town.audit.of(RODEZ, "identity.role").get(0);
        assertThat(entry.actor()).isEqualTo(new AuditEntry.Party(MEDIATOR.id().toString(), "Camille Roux"));
        assertThat(entry.onBehalfOf()).isEqualTo(YVONNE);
        String link = town.post.sent.get(0).values().get("lien");
        String html = pages.html(following(town, link, FakeRequest.NOW), FakeRequestSites.RODEZ);
        assertThat(html).contains("Camille Roux", "demande de carte", "Carte d’identité", "Mettre fin au mandat").doesNotContain("identity.");
        call(town, "POST", "/mandat-en-cours/arreter", FakeRequest.post("/x").as(MEDIATOR));
        assertThat(town.mandates.current(MEDIATOR, RODEZ, token, FakeRequest.NOW)).isEmpty();
        assertThat(town.audit.of(RODEZ, "identity.mandate.stop")).hasSize(1);
    }

    private static String cookie(MandateTown town, String link, Instant now) throws IOException {
        String token = link.substring(link.lastIndexOf('/') + 1);
        return call(town, "GET", "/suivi/ouvrir/{token}", FakeRequest.get("/x").with("token", token).at(now)).cookies().get(0).value();
    }

    private static Response following(MandateTown town, String link, Instant now) throws IOException {
        return call(town, "GET", "/suivi/dossier", FakeRequest.get("/suivi/dossier").cookie("parvis-suivi", cookie(town, link, now)).at(now));
    }

    @OnBothDatabases
    void the_person_ends_it_by_the_link_and_the_agent_acts_no_more(TestDatabase test) throws IOException {
        MandateTown town = new MandateTown(test);
        String id = agreed(town);
        String token = using(town, test, id);
        String link = town.post.sent.get(0).values().get("lien");
        assertThatThrownBy(() -> call(town, "POST", "/suivi/mandat/fin", FakeRequest.post("/suivi/mandat/fin"))).isInstanceOf(NotFound.class);
        FakeRequest ending = FakeRequest.post("/suivi/mandat/fin").cookie("parvis-suivi", cookie(town, link, FakeRequest.NOW));
        assertThat(call(town, "POST", "/suivi/mandat/fin", ending).status()).isEqualTo(303);
        assertThat(town.mandates.current(MEDIATOR, RODEZ, token, FakeRequest.NOW)).isEmpty();
        assertThat(town.audit.of(RODEZ, "identity.mandate.end").get(0).actor()).isEqualTo(YVONNE);
        assertThat(pages.html(following(town, link, FakeRequest.NOW), FakeRequestSites.RODEZ)).contains("par la personne").doesNotContain("Oui, mettre fin");
        assertThat(town.post.sent.get(1).kind()).isEqualTo("identity.mandate-ended");
    }

    @OnBothDatabases
    void another_commune_knows_nothing_of_it(TestDatabase test) throws IOException {
        MandateTown town = new MandateTown(test);
        String id = agreed(town);
        Agent stranger = FakeRequestSites.agent(Role.MEDIATOR, FakeRequestSites.AGEN);
        for (String pattern : List.of("/mandats/{id}/utiliser", "/mandats/{id}/fin", "/mandats/{id}/recu", "/mandats/{id}/accord", "/mandats/{id}/code")) {
            FakeRequest request = FakeRequest.post("/x").on(FakeRequestSites.AGEN).as(stranger).with("id", id);
            assertThatThrownBy(() -> call(town, "POST", pattern, request)).isInstanceOf(NotFound.class);
        }
        assertThat(pages.desk().html(call(town, "GET", "/mandats", FakeRequest.get("/mandats").on(FakeRequestSites.AGEN).as(stranger)), FakeRequestSites.AGEN))
                .contains("Aucun mandat pour le moment").doesNotContain("Yvonne");
    }

    @OnBothDatabases
    void reading_a_mandate_is_in_the_log_on_paper_too(TestDatabase test) throws IOException {
        MandateTown town = new MandateTown(test);
        String id = enter(town, entering("paper"));
        call(town, "GET", "/mandats/{id}/formulaire", FakeRequest.get("/x").as(MEDIATOR).with("id", id));
        assertThat(town.audit.of(RODEZ, "identity.mandate.read")).singleElement().satisfies(entry -> assertThat(entry.concerned()).isEqualTo(YVONNE));
    }

    @OnBothDatabases
    void a_form_with_mistakes_comes_back_as_it_was_typed(TestDatabase test) throws IOException {
        MandateTown town = new MandateTown(test);
        town.plugins.add((MandateScopes) tenant -> List.of(new MandateScopes.Scope("card", "Carte d’identité"), new MandateScopes.Scope("school", "Inscription à l’école")));
        Response refused = call(town, "POST", "/mandats", FakeRequest.post("/mandats").as(MEDIATOR).field("name", "Yvonne").field("birth", "2030-01-01")
                .field("term", "tonight").field("agreement", "sms"));
        assertThat(refused.status()).isEqualTo(422);
        assertThat(pages.desk().html(refused, FakeRequestSites.RODEZ)).contains("value=\"Yvonne\"", "date de naissance passée", "numéro de mobile", "Cochez au moins une démarche")
                .doesNotContain("identity.");
        String id = enter(town, FakeRequest.post("/mandats").as(MEDIATOR).field("name", "Yvonne").field("phone", "06 12 34 56 78")
                .field("term", "month").field("agreement", "sms").field("scopes", "card").field("scopes", "of-nobody"));
        Mandate mandate = town.desk.find(of(id)).mandate();
        assertThat(mandate.scopes()).isEqualTo(Set.of("card"));
        assertThat(mandate.covers("school")).isFalse();
    }

    @OnBothDatabases
    void without_mail_or_sms_paper_remains(TestDatabase test) throws IOException {
        MandateTown town = new MandateTown(test);
        town.post.ready = false;
        String form = pages.desk().html(call(town, "GET", "/mandats/nouveau", FakeRequest.get("/x").as(MEDIATOR)), FakeRequestSites.RODEZ);
        assertThat(form).contains("Formulaire signé").doesNotContain("Code reçu");
        assertThat(call(town, "POST", "/mandats", entering("email")).status()).isEqualTo(422);
        String id = enter(town, entering("paper"));
        assertThat(agree(town, id, "other", "x").status()).isEqualTo(422);
        assertThat(agree(town, id, "signed", "true").status()).isEqualTo(303);
    }

    @OnBothDatabases
    void each_page_is_complete_in_both_languages_and_the_receipt_has_a_link_of_its_own(TestDatabase test) throws IOException {
        MandateTown town = new MandateTown(test);
        String waiting = enter(town, entering("email"));
        String open = agreed(town);
        Response receipt = call(town, "POST", "/mandats/{id}/recu", of(open));
        for (Locale language : List.of(Locale.FRENCH, Locale.ENGLISH)) {
            for (Response page : List.of(
                    call(town, "GET", "/mandats", FakeRequest.get("/mandats").as(MEDIATOR).query("q", "yvonne")),
                    call(town, "GET", "/mandats", FakeRequest.get("/mandats").as(MEDIATOR).query("etat", "valables").query("q", "nobody")),
                    call(town, "GET", "/mandats/{id}", of(waiting)), call(town, "GET", "/mandats/{id}", of(open)),
                    call(town, "GET", "/mandats/{id}/formulaire", of(waiting)), receipt)) {
                assertThat(pages.desk().html(page, FakeRequestSites.RODEZ, language)).contains("<h1").doesNotContain("identity.");
            }
        }
        String printed = (String) ((Response.View) receipt.content()).model().get("link");
        String sent = town.post.sent.get(1).values().get("lien");
        assertThat(printed).isNotEqualTo(sent);
        assertThat(following(town, printed, FakeRequest.NOW).status()).isEqualTo(200);
        assertThat(following(town, sent, FakeRequest.NOW).status()).as("the one in the message goes on working").isEqualTo(200);
        assertThat(town.audit.of(RODEZ, "identity.mandate.read")).hasSize(6);
        assertThat(town.pages.links(FakeRequestSites.RODEZ, Locale.FRENCH)).as("mandates alone do not open the page where codes are typed").isEmpty();
    }

    @OnBothDatabases
    void mandates_go_a_year_after_their_end_and_drafts_after_a_day(TestDatabase test) throws IOException {
        MandateTown town = new MandateTown(test);
        agreed(town);
        enter(town, entering("email"));
        MandatePrivacy privacy = new MandatePrivacy();
        assertThat(test.database().of(RODEZ).call(tx -> privacy.purge(tx, FakeRequest.NOW.plus(Duration.ofHours(25)))).intValue()).as("the draft").isEqualTo(1);
        Instant year = Instant.parse("2027-06-15T22:00:00Z");
        assertThat(privacy.due(test.database().acrossTerritory("test"), year)).isEmpty();
        assertThat(privacy.due(test.database().acrossTerritory("test"), year.plusSeconds(1))).containsExactly(RODEZ);
        Person yvonne = Person.of("yvonne@example.org", "");
        assertThat(privacy.holders(test.database().acrossTerritory("test"), yvonne)).containsExactly(RODEZ);
        assertThat(test.database().of(RODEZ).call(tx -> privacy.erase(tx, yvonne, FakeRequest.NOW)).get(0).outcome()).isEqualTo(PersonalData.Outcome.KEPT);
        assertThat(test.database().of(RODEZ).call(tx -> privacy.purge(tx, year.plusSeconds(1))).intValue()).isEqualTo(1);
    }

    @Test
    void every_desk_route_asks_for_the_permission() {
        MandateTown town = new MandateTown(TestDatabase.derby());
        assertThat(Stream.of((Routes) town.desk, town.deeds).flatMap(routes -> routes.routes().stream()))
                .allMatch(route -> route.scope() == Scope.DESK && MandateDesk.PERMISSION.equals(route.permission()));
    }
}
