package org.parvis.demarches;

import static org.assertj.core.api.Assertions.assertThat;
import static org.parvis.demarches.DemarchesFixture.NOW;
import static org.parvis.demarches.DemarchesFixture.RODEZ;
import static org.parvis.demarches.DemarchesFixture.WORKER;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.parvis.api.desk.DayItems;
import org.parvis.api.identity.Role;
import org.parvis.api.notify.Notification;
import org.parvis.api.tenant.Site;
import org.parvis.api.tenant.SiteState;
import org.parvis.demarches.desk.CaseDay;
import org.parvis.demarches.procedure.Workflow;
import org.parvis.demarches.transfer.TransferDesk;
import org.parvis.testkit.FakePlugins;
import org.parvis.testkit.FakeRequest;
import org.parvis.testkit.FakeRequestSites;
import org.parvis.testkit.FakeTenants;
import org.parvis.testkit.OnBothDatabases;
import org.parvis.testkit.TestDatabase;

/** Files that wait for pieces which do not come, and files that cannot go on elsewhere. */
final class LeftWaitingTest {
    private DemarchesFixture fixture;
    private SentFiles files;

    private void begin(TestDatabase database) {
        fixture = new DemarchesFixture(database);
        fixture.offer(RODEZ, "saisine");
        fixture.html.desk();
        files = new SentFiles(fixture);
    }

    @OnBothDatabases
    void noFileIsPassedOnToATenantWhoseSiteIsClosed(TestDatabase database) throws Exception {
        begin(database);
        CaseFile file = files.sent("Lampadaire");
        fixture.offer(FakeRequestSites.AGEN, "saisine");
        Site agen = FakeRequestSites.AGEN;
        for (SiteState state : SiteState.values()) {
            Site there = new Site(agen.tenant(), agen.host(), agen.otherHosts(), agen.look(), state);
            TransferDesk desk = new TransferDesk(
                    database.database(), fixture.page, fixture.view, fixture.transfer, fixture.services, FakeTenants.of(RODEZ, there), FakePlugins.of("demarches"));
            String page = fixture.page(DemarchesFixture.answer(desk, "GET", "/demarches/{id}/transmettre", files.desk("GET", file)));
            assertThat(page.contains(agen.id().toString())).as(state.name()).isEqualTo(state != SiteState.CLOSED);
        }
    }

    @OnBothDatabases
    void agentsAreToldOnceWhenPiecesHaveNotComeInTheTimeGiven(TestDatabase database) throws Exception {
        begin(database);
        CaseFile file = files.sent("Lampadaire");
        Workflow.Transition ask = fixture.view.procedure(file).workflow().byId("ask").orElseThrow();
        Workflow.Transition again = fixture.view.procedure(file).workflow().byId("continue").orElseThrow();
        move(file, ask, "2026-11-20");
        fixture.sent.clear();
        // Given until the end of 20 November in Paris, which is at 23 h UTC.
        CaseDay day = new CaseDay(database.database(), fixture.procedures, fixture.access);
        DayItems.Asked before = new DayItems.Asked(WORKER, Set.of(RODEZ.id()), Instant.parse("2026-11-20T22:59:59Z"), 10);
        DayItems.Asked after = new DayItems.Asked(WORKER, Set.of(RODEZ.id()), Instant.parse("2026-11-20T23:00:00Z"), 10);
        assertThat(day.items(before)).isEmpty();
        assertThat(day.items(after)).singleElement().satisfies(item -> assertThat(item.reasonKey()).isEqualTo("demarches.day.pieces"));
        fixture.now = Instant.parse("2026-11-21T08:00:00Z");
        assertThat(fixture.page(DemarchesFixture.answer(fixture.desk, "GET", "/demarches/{id}", files.desk("GET", file)))).contains("20 novembre 2026 au plus tard");
        for (String moment : List.of("2026-11-20T22:00:00Z", "2026-11-20T23:00:00Z", "2026-11-22T08:00:00Z")) {
            fixture.reminders.run(Instant.parse(moment));
        }
        assertThat(fixture.sent).singleElement().satisfies(told -> {
            assertThat(told.values().get("files")).contains(file.number(), "pièces demandées", "20 novembre 2026");
            assertThat(told.asFarAs(new Notification.Scope(Role.CASE_WORKER, "saisine")::equals)).as("for a deputy for these").contains(told);
            assertThat(told.asFarAs(new Notification.Scope(Role.CASE_WORKER, "creche")::equals)).as("for one for others").isEmpty();
        });
        move(file, again, null);
        assertThat(day.items(after)).extracting(DayItems.Item::reasonKey).doesNotContain("demarches.day.pieces");
        // Asked again: told again when that time is over.
        move(file, ask, "2026-11-30");
        fixture.reminders.run(Instant.parse("2026-11-25T08:00:00Z"));
        assertThat(fixture.sent).filteredOn(told -> told.kind().equals("demarches.reminder")).hasSize(1);
        fixture.reminders.run(Instant.parse("2026-12-01T08:00:00Z"));
        assertThat(fixture.sent).filteredOn(told -> told.kind().equals("demarches.reminder")).hasSize(2);
    }

    @OnBothDatabases
    void theReminderLeadsToEachFileAndToAListThatHasIt(TestDatabase database) throws Exception {
        begin(database);
        CaseFile file = files.sent("Lampadaire");
        fixture.sent.clear();
        // Two months from 12 November end with 12 January: nine days and some hours later.
        fixture.now = Instant.parse("2027-01-03T09:00:00Z");
        fixture.reminders.run(fixture.now);
        assertThat(fixture.sent).singleElement().satisfies(told -> {
            assertThat(told.values().get("files")).contains("12 janvier 2027", "/demarches/" + file.id());
            assertThat(told.values().get("link")).endsWith("/demarches?etat=late");
        });
        FakeRequest list = FakeRequest.get("/").as(WORKER).at(fixture.now).query("etat", "late");
        assertThat(fixture.page(DemarchesFixture.answer(fixture.queue, "GET", "/demarches", list))).contains(file.number());
    }

    @OnBothDatabases
    void filesThatWaitedBeforeThereWereSuchRemindersAreToldToo(TestDatabase database) {
        begin(database);
        CaseFile file = files.sent("Lampadaire");
        move(file, fixture.view.procedure(file).workflow().byId("ask").orElseThrow(), "2026-11-20");
        database.database().of(RODEZ.id()).write(transaction -> transaction.execute("delete from demarches_awaited a where a.tenant_id = :tenant"));
        fixture.sent.clear();
        fixture.reminders.run(Instant.parse("2026-11-21T08:00:00Z"));
        assertThat(fixture.sent).hasSize(1);
    }

    private void move(CaseFile file, Workflow.Transition way, @Nullable String due) {
        fixture.handling.move(
                RODEZ, file.id(), null, way, new Handling.Given("Une pièce.", due == null ? null : LocalDate.parse(due), List.of()), Handling.Actor.of(WORKER), NOW);
    }
}
