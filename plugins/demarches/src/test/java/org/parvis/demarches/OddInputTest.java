package org.parvis.demarches;

import static org.assertj.core.api.Assertions.assertThat;
import static org.parvis.demarches.DemarchesFixture.NOW;
import static org.parvis.demarches.DemarchesFixture.RODEZ;
import static org.parvis.demarches.DemarchesFixture.WORKER;
import static org.parvis.demarches.DemarchesFixture.answer;

import java.util.List;
import org.parvis.api.route.Response;
import org.parvis.api.route.Routes;
import org.parvis.demarches.cosign.CosignPages;
import org.parvis.demarches.known.KnownPages;
import org.parvis.demarches.prefill.PrefillPages;
import org.parvis.demarches.procedure.ProcedureReader;
import org.parvis.testkit.FakeRequest;
import org.parvis.testkit.OnBothDatabases;
import org.parvis.testkit.TestDatabase;

/** What nobody types who means well, and what slips. */
final class OddInputTest {
    private static final String SEGMENT = "/teleservices/([a-z-]+)(/.*)?";

    @OnBothDatabases
    void anAgentWhoIsNoneIsNobodyInTheQueue(TestDatabase database) throws Exception {
        DemarchesFixture fixture = new DemarchesFixture(database);
        Response list = answer(fixture.queue, "GET", "/demarches", FakeRequest.get("/").at(NOW).as(WORKER).query("agent", "-".repeat(36)));
        assertThat(list.status()).isEqualTo(200);
    }

    @OnBothDatabases
    void daysBeyondAllCalendarsAreNoDays(TestDatabase database) throws Exception {
        DemarchesFixture fixture = new DemarchesFixture(database);
        fixture.html.desk();
        fixture.offer(RODEZ, "saisine");
        SentFiles files = new SentFiles(fixture);
        CaseFile file = files.sent("Lampadaire");
        FakeRequest ask = files.desk("POST", file).field("way", "ask").field("revision", "1").field("ask.message", "Une photo.").field("ask.due", "+999999999-12-31");
        assertThat(answer(fixture.desk, "POST", "/demarches/{id}/avancer", ask).status()).isEqualTo(422);
    }

    /** A letter of the year 206, and one that came ten years ago, are slips of the pen: silence would have decided long ago. */
    @OnBothDatabases
    void aLetterDidNotComeLongAgo(TestDatabase database) throws Exception {
        DemarchesFixture fixture = new DemarchesFixture(database);
        fixture.html.desk();
        fixture.offer(RODEZ, "saisine");
        for (String day : List.of("0206-11-10", "-99999-01-01", "2016-11-10")) {
            FakeRequest letter = FakeRequest.post("/").at(NOW).as(WORKER).with("procedure", "saisine").field("channel", "paper").field("received", day);
            assertThat(fixture.page(answer(fixture.counter, "POST", "/demarches-saisir/{procedure}", letter))).as(day).contains("Indiquez le jour de réception");
        }
    }

    @OnBothDatabases
    void noProcedureCanHaveTheAddressOfAnotherPage(TestDatabase database) {
        DemarchesFixture fixture = new DemarchesFixture(database);
        List<Routes> pages = List.of(
                fixture.catalogue, fixture.form, fixture.aside, fixture.receipts, fixture.follow, fixture.correction, fixture.linkPages, fixture.pieces,
                new PrefillPages(fixture.prefills, fixture.offers, fixture.drafts, fixture.attachments), new KnownPages(fixture.known),
                new CosignPages(fixture.cosigners, fixture.cases, fixture.view, fixture.followUp));
        List<String> segments = pages.stream().flatMap(page -> page.routes().stream()).filter(route -> route.pattern().matches(SEGMENT))
                .map(route -> route.pattern().replaceFirst(SEGMENT, "$1")).distinct().toList();
        assertThat(segments).contains("formulaire", "recu", "avis").allMatch(ProcedureReader::taken);
    }
}
