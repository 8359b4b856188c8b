package org.parvis.demarches.prefill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.parvis.demarches.DemarchesFixture.NOW;
import static org.parvis.demarches.DemarchesFixture.RODEZ;
import static org.parvis.demarches.DemarchesFixture.WORKER;
import static org.parvis.demarches.DemarchesFixture.answer;

import java.time.Duration;
import java.util.Set;
import java.util.UUID;
import org.parvis.api.identity.Agent;
import org.parvis.api.identity.Grant;
import org.parvis.api.identity.Role;
import org.parvis.api.route.NotFound;
import org.parvis.api.route.Response;
import org.parvis.api.tenant.Site;
import org.parvis.demarches.DemarchesFixture;
import org.parvis.demarches.procedure.Answers;
import org.parvis.testkit.FakeRequest;
import org.parvis.testkit.FakeRequestSites;
import org.parvis.testkit.OnBothDatabases;
import org.parvis.testkit.TestDatabase;

/** Agents see which links to prepared forms hold, and end them. */
final class PrefillListTest {
    private static final Agent RECEPTION = FakeRequestSites.agent(Role.RECEPTION, RODEZ);
    private static final Agent SCHOOLS = new Agent(UUID.randomUUID(), "École Exemple", "ecole@example.org", "fr", Set.of(new Grant(RODEZ.id(), Role.CASE_WORKER, "inscription-scolaire")));
    private static final Answers ZOE = Answers.of("{\"applicant\": {\"name\": \"Zoé Exemple\", \"email\": \"zoe@example.org\"}, \"request\": {\"subject\": \"Lampadaire\"}}");

    private DemarchesFixture fixture;
    private PrefillListDesk desk;

    private void begin(TestDatabase database) {
        fixture = new DemarchesFixture(database);
        fixture.html.desk();
        fixture.offer(RODEZ, "saisine");
        desk = new PrefillListDesk(database.database(), fixture.prefills, fixture.procedures, fixture.access);
    }

    private String token(Site site, Agent agent) {
        String url = fixture.prefills.make(site, fixture.procedures.newest("saisine").orElseThrow(), ZOE, agent, 7, fixture.now).url();
        return url.substring(url.lastIndexOf('/') + 1);
    }

    private UUID made(Site site, Agent agent) {
        return fixture.prefills.open(site.id(), token(site, agent), fixture.now).orElseThrow().id();
    }

    private String list(Agent agent) throws Exception {
        return fixture.page(answer(desk, "GET", "/demarches-liens", FakeRequest.get("/").at(fixture.now).as(agent)));
    }

    private Response end(Agent agent, UUID id) throws Exception {
        return answer(desk, "POST", "/demarches-liens/{id}/couper", FakeRequest.post("/").at(fixture.now).as(agent).with("id", id.toString()));
    }

    @OnBothDatabases
    void listsOnesOwnLinksAndThoseOfProceduresThatOneHandlesWithWhoMadeThemAndWhen(TestDatabase database) throws Exception {
        begin(database);
        Agent colleague = new Agent(UUID.randomUUID(), "Accueil Exemple", "accueil@example.org", "fr", Set.of(new Grant(RODEZ.id(), Role.RECEPTION, "")));
        made(RODEZ, RECEPTION);
        assertThat(list(RECEPTION)).contains("Écrire à la mairie", "Zoé Exemple", RECEPTION.name(), "12 novembre 2026", "19 novembre 2026", "Couper ce lien")
                .doesNotContain("zoe@example.org", "Lampadaire");
        assertThat(list(WORKER)).contains("Zoé Exemple", RECEPTION.name());
        assertThat(list(SCHOOLS)).contains("Aucun lien").doesNotContain("Zoé");
        assertThat(list(colleague)).contains("Aucun lien").doesNotContain("Zoé");
    }

    @OnBothDatabases
    void leavesOutLinksOfOthersCommunesAndThoseWhoseDateHasPassed(TestDatabase database) throws Exception {
        begin(database);
        made(FakeRequestSites.AGEN, WORKER);
        assertThat(list(WORKER)).contains("Aucun lien");
        made(RODEZ, WORKER);
        assertThat(list(WORKER)).contains("Zoé Exemple");
        fixture.now = NOW.plus(Duration.ofDays(8));
        assertThat(list(WORKER)).contains("Aucun lien");
    }

    @OnBothDatabases
    void anEndedLinkOpensNothingAndWhatItHadIsGone(TestDatabase database) throws Exception {
        begin(database);
        String token = token(RODEZ, RECEPTION);
        UUID id = fixture.prefills.open(RODEZ.id(), token, NOW).orElseThrow().id();
        assertThat(end(WORKER, id).headers()).containsEntry("Location", "/bureau/rodez/demarches-liens?fait=linkended");
        assertThat(fixture.prefills.open(RODEZ.id(), token, NOW)).isEmpty();
        assertThat(fixture.cases.reader(RODEZ.id()).count("select count(*) from demarches_prefill p where p.tenant_id = :tenant")).isZero();
        assertThat(fixture.audit.of(RODEZ.id(), "demarches.prefillend")).hasSize(1);
        assertThat(end(WORKER, id).headers()).containsEntry("Location", "/bureau/rodez/demarches-liens?fait=linkgone");
    }

    @OnBothDatabases
    void nobodyEndsALinkThatTheyDoNotSee(TestDatabase database) throws Exception {
        begin(database);
        UUID id = made(RODEZ, RECEPTION);
        assertThatThrownBy(() -> end(SCHOOLS, id)).isInstanceOf(NotFound.class);
        assertThatThrownBy(() -> end(FakeRequestSites.agent(Role.AUDITOR, RODEZ), id)).isInstanceOf(NotFound.class);
        UUID elsewhere = made(FakeRequestSites.AGEN, RECEPTION);
        end(WORKER, elsewhere);
        assertThat(PrefillTable.byId(database.database().of(FakeRequestSites.AGEN.id()), elsewhere)).isPresent();
        end(RECEPTION, id);
        assertThat(PrefillTable.byId(database.database().of(RODEZ.id()), id)).isEmpty();
    }

    @OnBothDatabases
    void turnsPages(TestDatabase database) throws Exception {
        begin(database);
        for (int i = 0; i < 26; i++) {
            made(RODEZ, WORKER);
        }
        FakeRequest second = FakeRequest.get("/").at(NOW).as(WORKER).query("page", "2");
        assertThat(fixture.page(answer(desk, "GET", "/demarches-liens", second)).split("Couper ce lien", -1)).hasSize(2);
    }
}
