package org.parvis.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import org.parvis.api.audit.AuditEntry;
import org.parvis.api.identity.Role;
import org.parvis.api.route.Request;
import org.parvis.api.route.Response;
import org.parvis.api.route.Route;
import org.parvis.api.tenant.TenantId;
import org.parvis.testkit.FakePlugins;
import org.parvis.testkit.FakeRequest;
import org.parvis.testkit.FakeRequestSites;
import org.parvis.testkit.OnBothDatabases;
import org.parvis.testkit.Pages;
import org.parvis.testkit.TestDatabase;

class AuditPagesTest {
    private final Pages pages = Pages.of("audit").desk();

    private AuditPages audited(Fixture fixture) {
        return new AuditPages(fixture.database, FakePlugins.of("audit").speaking(pages.plugins()), pages.themes(), fixture.audit, fixture.checkpoints);
    }

    private static Response get(AuditPages audited, String path, FakeRequest request) throws IOException {
        Route route = audited.routes().stream().filter(one -> one.pattern().equals(path)).findFirst().orElseThrow();
        return route.handler().handle((Request) request);
    }

    private static FakeRequest request(String path) {
        return FakeRequest.get("/bureau/rodez" + path).as(FakeRequestSites.agent(Role.ADMIN, FakeRequestSites.RODEZ));
    }

    @OnBothDatabases
    void theListSaysWhoDidWhatForWhom(TestDatabase test) throws IOException {
        Fixture fixture = new Fixture(test);
        fixture.record(AuditEntry.by(new AuditEntry.Party("a", "Alice Agent"), "audit.export", "1")
                .onBehalfOf(new AuditEntry.Party("y", "Yvonne Y")).concerning(new AuditEntry.Party("z@x.org", "Zoé Z")));
        String html = pages.html(get(audited(fixture), "/journal", request("/journal")), FakeRequestSites.RODEZ);
        assertThat(html).contains("Alice Agent", "pour Yvonne Y", "a exporté le journal", "Zoé Z").doesNotContain(">audit.", "audit.audit");
    }

    @OnBothDatabases
    void filtersFindByAgentObjectPersonActionAndDay(TestDatabase test) throws IOException {
        Fixture fixture = new Fixture(test);
        fixture.record(AuditEntry.by(new AuditEntry.Party("a", "Alice Agent"), "news.publish", "42").detail("Travaux"));
        fixture.pass(Duration.ofDays(2));
        fixture.record(AuditEntry.by(new AuditEntry.Party("b", "Bruno"), "news.trash", "43").concerning(new AuditEntry.Party("z@x.org", "Zoé Z")));
        AuditPages audited = audited(fixture);
        for (Map.Entry<String, String> query : Map.of(
                "agent", "alice", "objet", "trav", "action", "news.publish", "au", FakeRequest.NOW.toString().substring(0, 10)).entrySet()) {
            Response response = get(audited, "/journal", request("/journal").query(query.getKey(), query.getValue()));
            assertThat(pages.html(response, FakeRequestSites.RODEZ)).as(query.toString()).contains("Alice Agent").doesNotContain("<strong>Bruno");
        }
        Response person = get(audited, "/journal", request("/journal").query("objet", "Z@x.org"));
        assertThat(pages.html(person, FakeRequestSites.RODEZ)).contains("<strong>Bruno").doesNotContain("Alice Agent");
        Response none = get(audited, "/journal", request("/journal").query("agent", "100%"));
        assertThat(pages.html(none, FakeRequestSites.RODEZ)).contains("Élargissez les filtres");
    }

    @OnBothDatabases
    void aCommuneSeesWhatTheTerritoryDidToItsAgentsAndNothingElseOfTheTerritory(TestDatabase test) throws IOException {
        Fixture fixture = new Fixture(test);
        fixture.database.of(TenantId.TERRITORY).write(transaction -> {
            fixture.audit.record(transaction, AuditEntry.by(new AuditEntry.Party("o", "Olga"), "identity.role", "1").about(Fixture.RODEZ));
            fixture.audit.record(transaction, AuditEntry.by(new AuditEntry.Party("o", "Igor"), "identity.role", "1").about(FakeRequestSites.AGEN.id()));
            fixture.audit.record(transaction, AuditEntry.by(new AuditEntry.Party("o", "Ivan"), "identity.sign-in", "1"));
        });
        AuditPages audited = audited(fixture);
        assertThat(pages.html(get(audited, "/journal", request("/journal")), FakeRequestSites.RODEZ)).doesNotContain("Olga");
        assertThat(pages.html(get(audited, "/journal", request("/journal").query("journal", "comptes")), FakeRequestSites.RODEZ))
                .contains("Olga").doesNotContain("Igor", "Ivan");
    }

    @OnBothDatabases
    void theExportHoldsAllPagesAndIsItselfRecorded(TestDatabase test) throws IOException {
        Fixture fixture = new Fixture(test);
        for (int i = 0; i < 60; i++) {
            fixture.published("=Article " + i);
        }
        Response response = get(audited(fixture), "/journal/export", request("/journal/export"));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ((Response.Stream) response.content()).writer().writeTo(out);
        assertThat(out.toString(StandardCharsets.UTF_8)).startsWith("\uFEFFDate;Auteur;").contains("=Article 0", "=Article 59", "a exporté le journal");
        assertThat(out.toString(StandardCharsets.UTF_8).lines().count()).isEqualTo(62);
    }
}
