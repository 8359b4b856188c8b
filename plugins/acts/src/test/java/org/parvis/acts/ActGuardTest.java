package org.parvis.acts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.parvis.acts.ActsFixture.EDITOR;
import static org.parvis.acts.ActsFixture.NOW;
import static org.parvis.acts.ActsFixture.RODEZ;
import static org.parvis.acts.ActsFixture.deliberation;

import java.time.Duration;
import org.parvis.api.file.Files.StoredFile;
import org.parvis.api.identity.Role;
import org.parvis.testkit.FakeRequest;
import org.parvis.testkit.FakeRequestSites;
import org.parvis.testkit.OnBothDatabases;
import org.parvis.testkit.TestDatabase;

/** Who may read the documents of acts by their address in the store. */
class ActGuardTest {

    private static StoredFile file(String id) {
        return new StoredFile(id, "acte.pdf", "application/pdf", 1, "/fichiers/" + id + "/acte.pdf", NOW);
    }

    private static boolean visitor(ActsFixture fixture, String file) {
        return guard(fixture).mayRead(FakeRequest.get("/").on(FakeRequestSites.RODEZ).at(fixture.now), file(file));
    }

    private static ActGuard guard(ActsFixture fixture) {
        return new ActGuard(fixture.acts, (agent, permission, tenant) -> permission.equals("acts.publish") && agent.hasAtLeast(Role.EDITOR, tenant));
    }

    @OnBothDatabases
    void visitorsReadADocumentWhileItsActIsPosted(TestDatabase database) {
        ActsFixture fixture = new ActsFixture(database);
        ActFiles.Document document = fixture.document("texte");
        assertThat(visitor(fixture, document.file())).as("a form that was refused brought it").isFalse();
        Act draft = fixture.acts.create(RODEZ, EDITOR, deliberation("1", "A"), NOW.plus(Duration.ofDays(1)), document);
        assertThat(visitor(fixture, document.file())).as("draft").isFalse();
        fixture.acts.publish(RODEZ, EDITOR, draft.id(), draft.version());
        assertThat(visitor(fixture, document.file())).as("scheduled").isFalse();
        fixture.now = NOW.plus(Duration.ofDays(1));
        assertThat(visitor(fixture, document.file())).as("posted").isTrue();
        Act posted = fixture.acts.get(RODEZ, draft.id());
        fixture.acts.withdraw(FakeRequestSites.RODEZ.tenant(), EDITOR, posted.id(), posted.version(), "Erreur", true);
        assertThat(visitor(fixture, document.file())).as("withdrawn").isFalse();
    }

    @OnBothDatabases
    void theDocumentOfADeletedDraftIsForNoVisitor(TestDatabase database) {
        ActsFixture fixture = new ActsFixture(database);
        ActFiles.Document document = fixture.document("texte");
        Act draft = fixture.acts.create(RODEZ, EDITOR, deliberation("1", "A"), null, document);
        fixture.acts.delete(RODEZ, EDITOR, draft.id());
        assertThat(visitor(fixture, document.file())).isFalse();
    }

    @OnBothDatabases
    void agentsWhoPublishActsReadThemAlwaysOthersLikeVisitors(TestDatabase database) {
        ActsFixture fixture = new ActsFixture(database);
        ActFiles.Document document = fixture.document("texte");
        fixture.acts.create(RODEZ, EDITOR, deliberation("1", "A"), null, document);
        FakeRequest desk = FakeRequest.get("/").on(FakeRequestSites.RODEZ).at(NOW);
        assertThat(guard(fixture).mayRead(desk.as(EDITOR), file(document.file()))).isTrue();
        assertThat(guard(fixture).mayRead(desk.as(FakeRequestSites.agent(Role.CONTRIBUTOR, FakeRequestSites.RODEZ)), file(document.file()))).isFalse();
        assertThat(guard(fixture).owns(fixture.acts.reader(RODEZ), file(document.file()))).as("also when it was stored without a kind").isTrue();
    }
}
