package org.parvis.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.parvis.api.audit.AuditEntry;
import org.parvis.api.desk.DayItems;
import org.parvis.api.identity.Absences;
import org.parvis.api.identity.Agent;
import org.parvis.api.identity.Grant;
import org.parvis.api.identity.Role;
import org.parvis.api.identity.RoleScopes;
import org.parvis.api.notify.Notification;
import org.parvis.api.route.NotFound;
import org.parvis.api.route.Response;
import org.parvis.api.route.Scope;
import org.parvis.api.tenant.TenantId;
import org.parvis.identity.absence.AbsencePurge;
import org.parvis.testkit.FakeRequest;
import org.parvis.testkit.FakeRequestSites;
import org.parvis.testkit.OnBothDatabases;
import org.parvis.testkit.Pages;
import org.parvis.testkit.TestDatabase;

/** The day of fake requests is 15 June 2026 in Paris. */
final class AbsenceTest {
    private static final TenantId RODEZ = FakeRequestSites.RODEZ.id();
    private static final TenantId AGEN = FakeRequestSites.AGEN.id();

    private final Pages pages = Pages.of("identity").desk();

    private static Agent colleague(Fixture fixture, TenantId tenant, String email, String name, Role role) {
        fixture.agents.create(tenant, email, name, role, Fixture.PASSWORD);
        return fixture.agents.byEmail(email).orElseThrow();
    }

    private static Response call(Fixture fixture, String pattern, Scope scope, FakeRequest request) throws IOException {
        return fixture.absencePages.routes().stream()
                .filter(route -> route.method().equals(request.method()) && route.pattern().equals(pattern) && route.scope() == scope)
                .findFirst()
                .orElseThrow()
                .handler()
                .handle(request);
    }

    private static Response plan(Fixture fixture, Agent me, Agent deputy, String from, String until) throws IOException {
        return call(fixture, "/compte/absence", Scope.DESK_HOME, FakeRequest.post("/bureau/compte/absence").on(FakeRequestSites.TERRITORY).as(me)
                .field("deputy", deputy.id().toString()).field("from", from).field("until", until));
    }

    private static String id(TestDatabase test) {
        return test.database().of(TenantId.TERRITORY)
                .one("select b.id from identity_absence b where b.tenant_id = :tenant", row -> row.string("id")).orElseThrow();
    }

    @OnBothDatabases
    void a_deputy_covers_from_the_first_day_to_the_last_in_the_zone_of_the_commune(TestDatabase test) throws IOException {
        Fixture fixture = new Fixture(test);
        Agent jeanne = fixture.secretary();
        Agent paul = colleague(fixture, RODEZ, "paul@rodez.example", "Paul Roux", Role.EDITOR);
        assertThat(plan(fixture, jeanne, paul, "2026-06-16", "2026-06-17").status()).isEqualTo(303);
        Set<TenantId> here = Set.of(RODEZ);
        // Midnight in Paris is 22:00 UTC in summer.
        assertThat(fixture.absences.coveredBy(paul, here, Instant.parse("2026-06-15T21:59:59Z"))).isEmpty();
        assertThat(fixture.absences.coveredBy(paul, here, Instant.parse("2026-06-15T22:00:00Z"))).extracting(Absences.Cover::absent).containsExactly(jeanne);
        assertThat(fixture.absences.coveredBy(paul, here, Instant.parse("2026-06-17T21:59:59Z"))).hasSize(1);
        assertThat(fixture.absences.coveredBy(paul, here, Instant.parse("2026-06-17T22:00:00Z"))).isEmpty();
        assertThat(fixture.absences.deputies(RODEZ, List.of(jeanne.id()), Instant.parse("2026-06-16T10:00:00Z")).get(jeanne.id()).deputy()).isEqualTo(paul);
        assertThat(fixture.absences.deputies(AGEN, List.of(jeanne.id()), Instant.parse("2026-06-16T10:00:00Z"))).isEmpty();
        Notification told = fixture.post.sent.get(0);
        assertThat(told.to().email()).isEqualTo("paul@rodez.example");
        assertThat(told.values()).containsEntry("absent", "Jeanne Martin").containsEntry("debut", "16 juin 2026").containsEntry("fin", "17 juin 2026");
    }

    @OnBothDatabases
    void only_a_colleague_stands_in_and_only_for_days_that_make_sense(TestDatabase test) throws IOException {
        Fixture fixture = new Fixture(test);
        Agent jeanne = fixture.secretary();
        Agent paul = colleague(fixture, RODEZ, "paul@rodez.example", "Paul Roux", Role.EDITOR);
        Agent stranger = colleague(fixture, AGEN, "b@agen.example", "Agent d’Agen", Role.EDITOR);
        for (Response refused : List.of(
                plan(fixture, jeanne, stranger, "2026-06-16", "2026-06-17"), plan(fixture, jeanne, jeanne, "2026-06-16", "2026-06-17"),
                plan(fixture, jeanne, paul, "2026-06-16", "2026-06-15"), plan(fixture, jeanne, paul, "2026-06-10", "2026-06-14"),
                plan(fixture, jeanne, paul, "2026-06-16", "2027-06-17"), plan(fixture, jeanne, paul, "demain", "2026-06-17"))) {
            assertThat(refused.status()).isEqualTo(422);
        }
        assertThat(plan(fixture, jeanne, paul, "2026-06-15", "2026-06-20").status()).isEqualTo(303);
        Response again = plan(fixture, jeanne, paul, "2026-06-20", "2026-06-22");
        assertThat(pages.html(again, FakeRequestSites.TERRITORY)).contains("déjà prévue", "value=\"2026-06-22\"").doesNotContain("identity.");
    }

    @OnBothDatabases
    void what_the_deputy_may_not_do_is_said_and_not_given(TestDatabase test) throws IOException {
        Fixture fixture = new Fixture(test);
        fixture.plugins.add(new DayItems() {
            @Override
            public Kind kind() {
                return new Kind("identity.sample", "identity.agents.title", "x.publish", List.of());
            }

            @Override
            public List<Item> items(Asked asked) {
                return List.of();
            }
        });
        Agent jeanne = fixture.secretary();
        fixture.agents.create(AGEN, Fixture.EMAIL, "Jeanne Martin", Role.EDITOR, Fixture.PASSWORD);
        Agent paul = colleague(fixture, RODEZ, "paul@rodez.example", "Paul Roux", Role.CONTRIBUTOR);
        plan(fixture, fixture.agents.byId(jeanne.id()).orElseThrow(), paul, "2026-06-15", "2026-06-20");
        String page = pages.html(call(fixture, "/compte/absence", Scope.DESK_HOME, FakeRequest.get("/x").on(FakeRequestSites.TERRITORY)
                .as(fixture.agents.byId(jeanne.id()).orElseThrow())), FakeRequestSites.TERRITORY);
        assertThat(page).contains("En cours", "Agents (Rodez)", "Agen-d’Aveyron, où cette personne ne travaille pas").doesNotContain("identity.");
        String here = pages.html(call(fixture, "/absences", Scope.DESK, FakeRequest.get("/bureau/rodez/absences").as(jeanne)), FakeRequestSites.RODEZ);
        assertThat(here).as("where else somebody works is not told here").contains("Agents (Rodez)").doesNotContain("Agen-d’Aveyron");
        assertThat(fixture.agents.byId(paul.id()).orElseThrow().roles(RODEZ)).containsExactly(Role.CONTRIBUTOR);
    }

    /** A town with two procedures, each of which has case workers. */
    private static final class Procedures implements RoleScopes {
        @Override
        public Role role() {
            return Role.CASE_WORKER;
        }

        @Override
        public List<Scope> scopes(TenantId tenant) {
            return List.of(new Scope("a", "Inscription à la cantine"), new Scope("b", "Permis de démolir"));
        }
    }

    private static Agent worker(Fixture fixture, String email, String name, String... procedures) {
        Set<Grant> grants = new HashSet<>();
        for (String procedure : procedures) {
            grants.add(new Grant(RODEZ, Role.CASE_WORKER, procedure));
        }
        fixture.agents.invite(RODEZ, email, name, grants, null);
        return fixture.agents.byEmail(email).orElseThrow();
    }

    @OnBothDatabases
    void a_deputy_for_one_procedure_does_not_stand_in_for_another(TestDatabase test) throws IOException {
        Fixture fixture = new Fixture(test);
        fixture.plugins.add(new Procedures());
        Agent both = worker(fixture, "deux@rodez.example", "Deux Démarches", "a", "b");
        Agent cantine = worker(fixture, "cantine@rodez.example", "Cantine Seule", "a");
        Agent permis = worker(fixture, "permis@rodez.example", "Permis Seul", "b");
        Agent all = worker(fixture, "toutes@rodez.example", "Toutes", "");
        assertThat(plan(fixture, permis, cantine, "2026-06-15", "2026-06-16").status()).as("they have nothing in common").isEqualTo(422);
        assertThat(plan(fixture, both, cantine, "2026-06-15", "2026-06-16").status()).isEqualTo(303);
        Absences.Cover cover = fixture.absences.coveredBy(cantine, Set.of(RODEZ), FakeRequest.NOW).get(0);
        assertThat(cover.absent()).isEqualTo(both);
        assertThat(cover.inPart().holds(Role.CASE_WORKER, RODEZ, "a")).isTrue();
        assertThat(cover.inPart().holds(Role.CASE_WORKER, RODEZ, "b")).isFalse();
        String page = pages.html(call(fixture, "/compte/absence", Scope.DESK_HOME, FakeRequest.get("/x").on(FakeRequestSites.TERRITORY).as(both)), FakeRequestSites.TERRITORY);
        assertThat(page).contains("Permis de démolir\u00a0» (Rodez)").doesNotContain("Inscription à la cantine").doesNotContain("identity.");
        assertThat(all.asFarAs(permis).grants()).as("of all, that one").containsExactly(new Grant(RODEZ, Role.CASE_WORKER, "b"));
        assertThat(permis.asFarAs(all)).isEqualTo(permis);
        Agent mayor = colleague(fixture, RODEZ, "maire@rodez.example", "Maire", Role.ADMIN);
        assertThat(permis.asFarAs(mayor)).as("the mayor's rights are for permissions to say").isEqualTo(permis);
    }

    @OnBothDatabases
    void an_absence_ends_early_and_is_listed_as_past(TestDatabase test) throws IOException {
        Fixture fixture = new Fixture(test);
        Agent jeanne = fixture.secretary();
        Agent paul = colleague(fixture, RODEZ, "paul@rodez.example", "Paul Roux", Role.EDITOR);
        plan(fixture, jeanne, paul, "2026-06-15", "2026-06-20");
        FakeRequest ofPaul = FakeRequest.post("/x").on(FakeRequestSites.TERRITORY).as(paul).with("id", id(test));
        assertThatThrownBy(() -> call(fixture, "/compte/absence/{id}/fin", Scope.DESK_HOME, ofPaul)).isInstanceOf(NotFound.class);
        call(fixture, "/compte/absence/{id}/fin", Scope.DESK_HOME, FakeRequest.post("/x").on(FakeRequestSites.TERRITORY).as(jeanne).with("id", id(test)));
        assertThat(fixture.absences.coveredBy(paul, Set.of(RODEZ), FakeRequest.NOW)).isEmpty();
        String page = pages.html(call(fixture, "/absences", Scope.DESK, FakeRequest.get("/bureau/rodez/absences").as(jeanne)), FakeRequestSites.RODEZ);
        assertThat(page).contains("Terminée plus tôt", "Jeanne Martin").doesNotContain("identity.");
        assertThat(fixture.audit.of(TenantId.TERRITORY, "identity.absence.end")).hasSize(1);
    }

    @OnBothDatabases
    void an_administrator_enters_the_absence_of_a_colleague_for_this_commune_alone(TestDatabase test) throws IOException {
        Fixture fixture = new Fixture(test);
        Agent jeanne = fixture.secretary();
        Agent paul = colleague(fixture, RODEZ, "paul@rodez.example", "Paul Roux", Role.EDITOR);
        fixture.agents.create(AGEN, "paul@rodez.example", "Paul Roux", Role.EDITOR, Fixture.PASSWORD);
        fixture.agents.create(AGEN, Fixture.EMAIL, "Jeanne Martin", Role.EDITOR, Fixture.PASSWORD);
        FakeRequest planning = FakeRequest.post("/bureau/rodez/absences").as(jeanne).field("absent", paul.id().toString())
                .field("deputy", jeanne.id().toString()).field("from", "2026-06-15").field("until", "2026-06-20");
        assertThat(call(fixture, "/absences", Scope.DESK, planning).status()).isEqualTo(303);
        Agent both = fixture.agents.byId(jeanne.id()).orElseThrow();
        assertThat(fixture.absences.coveredBy(both, Set.of(RODEZ, AGEN), FakeRequest.NOW)).extracting(Absences.Cover::tenants).containsExactly(Set.of(RODEZ));
        AuditEntry entry = fixture.audit.of(TenantId.TERRITORY, "identity.absence.plan").get(0);
        assertThat(entry.onBehalfOf()).isEqualTo(new AuditEntry.Party(paul.id().toString(), "Paul Roux"));
        assertThat(entry.about()).isEqualTo(RODEZ);
        Agent elsewhere = colleague(fixture, AGEN, "b@agen.example", "Agent d’Agen", Role.ADMIN);
        FakeRequest ending = FakeRequest.post("/x").on(FakeRequestSites.AGEN).as(elsewhere).with("id", id(test));
        assertThatThrownBy(() -> call(fixture, "/absences/{id}/fin", Scope.DESK, ending)).isInstanceOf(NotFound.class);
        FakeRequest foreign = FakeRequest.post("/x").as(jeanne).field("absent", elsewhere.id().toString())
                .field("deputy", jeanne.id().toString()).field("from", "2026-06-15").field("until", "2026-06-20");
        assertThat(call(fixture, "/absences", Scope.DESK, foreign).status()).isEqualTo(422);
    }

    @OnBothDatabases
    void absences_go_a_year_after_their_end(TestDatabase test) throws IOException {
        Fixture fixture = new Fixture(test);
        Agent paul = colleague(fixture, RODEZ, "paul@rodez.example", "Paul Roux", Role.EDITOR);
        plan(fixture, fixture.secretary(), paul, "2026-06-15", "2026-06-20");
        AbsencePurge purge = new AbsencePurge();
        Instant year = LocalDate.parse("2027-06-20").atStartOfDay(java.time.ZoneOffset.UTC).toInstant();
        assertThat(purge.due(test.database().acrossTerritory("test"), year)).isEmpty();
        assertThat(purge.due(test.database().acrossTerritory("test"), year.plusSeconds(86_400))).containsExactly(TenantId.TERRITORY);
        assertThat(test.database().of(TenantId.TERRITORY).call(tx -> purge.purge(tx, year.plusSeconds(86_400))).intValue()).isEqualTo(1);
    }
}
