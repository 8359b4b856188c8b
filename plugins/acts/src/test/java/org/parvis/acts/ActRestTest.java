package org.parvis.acts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import org.parvis.api.event.Events.Event;
import org.parvis.api.rest.Resource;
import org.parvis.api.route.Invalid;
import org.parvis.api.route.NotFound;
import org.parvis.api.route.Response;
import org.parvis.testkit.FakeRequest;
import org.parvis.testkit.FakeRequestSites;
import org.parvis.testkit.OnBothDatabases;
import org.parvis.testkit.TestDatabase;

final class ActRestTest {

    private static Response call(ActsFixture acts, String path, FakeRequest request) throws IOException {
        Resource resource = new ActRest(acts.acts, acts.urls).resources().stream().filter(one -> one.path().equals(path)).findFirst().orElseThrow();
        return resource.handler().handle(request.at(acts.now));
    }

    private static String body(Response response) {
        return new String(((Response.Bytes) response.content()).bytes(), StandardCharsets.UTF_8);
    }

    @OnBothDatabases
    void actsAreListedByYearInSlices(TestDatabase database) throws IOException {
        ActsFixture acts = new ActsFixture(database);
        acts.published(ActsFixture.deliberation("2026-1", "Budget"), "a");
        acts.published(ActsFixture.deliberation("2026-2", "Voirie"), "b");
        acts.published(ActsFixture.content(ActKind.ARRETE, "2025-9", "Fête", "6.1", LocalDate.of(2025, 7, 1)), "c");
        Response first = call(acts, "/acts", FakeRequest.get("/api/v1/acts").query("limit", "2"));
        assertThat(body(first)).contains("Voirie", "Budget").doesNotContain("Fête");
        String link = first.headers().get("Link");
        String cursor = link.substring(link.indexOf("cursor=") + 7, link.indexOf('>'));
        Response rest = call(acts, "/acts", FakeRequest.get("/api/v1/acts").query("limit", "2").query("cursor", cursor));
        assertThat(body(rest)).contains("Fête").doesNotContain("Budget", "Voirie");
        assertThat(rest.headers()).doesNotContainKey("Link");
        assertThat(body(call(acts, "/acts", FakeRequest.get("x").query("year", "2025")))).contains("Fête").doesNotContain("Budget");
        assertThatThrownBy(() -> call(acts, "/acts", FakeRequest.get("x").query("year", "hier"))).isInstanceOf(Invalid.class);
    }

    @OnBothDatabases
    void anActComesWithItsDocumentsAndDraftsAreNotFound(TestDatabase database) throws IOException {
        ActsFixture acts = new ActsFixture(database);
        Act act = acts.published(ActsFixture.deliberation("2026-1", "Budget"), "texte");
        FakeRequest request = FakeRequest.get("x").with("id", act.id().toString());
        assertThat(body(call(acts, "/acts/{id}", request))).contains("/document/1\"", acts.newest(act).sha256(), "\"adopted\":\"2026-11-10\"");
        assertThatThrownBy(() -> call(acts, "/acts/{id}", request.on(FakeRequestSites.AGEN))).isInstanceOf(NotFound.class);
        Act draft = acts.acts.create(ActsFixture.RODEZ, ActsFixture.EDITOR, ActsFixture.deliberation("2", "Projet"), null, acts.document("x"));
        assertThatThrownBy(() -> call(acts, "/acts/{id}", FakeRequest.get("x").with("id", draft.id().toString()))).isInstanceOf(NotFound.class);
    }

    @OnBothDatabases
    void hooksHearOfPublicationCorrectionAndWithdrawal(TestDatabase database) {
        ActsFixture acts = new ActsFixture(database);
        Act act = acts.published(ActsFixture.deliberation("2026-1", "Budget"), "a");
        Act corrected = acts.acts.correct(ActsFixture.RODEZ, ActsFixture.EDITOR, act.id(), act.version(), acts.document("b"), "Faute de frappe", false);
        acts.acts.withdraw(FakeRequestSites.RODEZ.tenant(), ActsFixture.EDITOR, act.id(), corrected.version(), "Annulé", true);
        assertThat(acts.events.announced()).extracting(Event::type).containsExactly("acts.published", "acts.corrected", "acts.withdrawn");
        assertThat(acts.events.announced().get(0).path()).isEqualTo(act.path());
    }
}
