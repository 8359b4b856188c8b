package org.parvis.demarches.desk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.parvis.demarches.DemarchesFixture.RODEZ;
import static org.parvis.demarches.DemarchesFixture.answer;

import java.nio.charset.StandardCharsets;
import org.parvis.api.identity.Role;
import org.parvis.api.route.NotFound;
import org.parvis.api.route.Response;
import org.parvis.demarches.CaseFile;
import org.parvis.demarches.DemarchesFixture;
import org.parvis.demarches.SentFiles;
import org.parvis.demarches.procedure.Answers;
import org.parvis.testkit.FakeRequestSites;
import org.parvis.testkit.OnBothDatabases;
import org.parvis.testkit.TestDatabase;

/** A file as PDF, JSON and CSV, for who may look at it, and noted. */
final class CaseExportTest {
    private static String text(Response response) {
        return new String(((Response.Bytes) response.content()).bytes(), StandardCharsets.UTF_8);
    }

    @OnBothDatabases
    void isTakenAlongInEachFormAndNoted(TestDatabase database) throws Exception {
        DemarchesFixture fixture = new DemarchesFixture(database);
        fixture.offer(RODEZ, "saisine");
        SentFiles files = new SentFiles(fixture);
        CaseFile file = files.sent("Lampadaire; éteint");
        Response pdf = answer(fixture.exports, "GET", "/demarches/{id}/dossier.pdf", files.desk("GET", file));
        assertThat(pdf.headers()).containsEntry("Content-Disposition", "inline; filename=\"dossier-" + file.number() + ".pdf\"").containsEntry("Cache-Control", "no-store");
        assertThat(text(pdf)).startsWith("%PDF Écrire à la mairie " + file.number());
        Answers json = Answers.of(text(answer(fixture.exports, "GET", "/demarches/{id}/dossier.json", files.desk("GET", file))));
        assertThat(json.text("number")).isEqualTo(file.number());
        assertThat(json.json().path("history")).isNotEmpty();
        String csv = text(answer(fixture.exports, "GET", "/demarches/{id}/dossier.csv", files.desk("GET", file)));
        assertThat(csv).startsWith("\uFEFFÉtape;Question;Réponse\r\n").contains(";\"Lampadaire; éteint\"\r\n", ";photo.jpg\r\n");
        assertThat(fixture.audit.of(RODEZ.id(), "demarches.exportfile")).hasSize(3);
    }

    @OnBothDatabases
    void isNotThereForWhoMayNotLookAtIt(TestDatabase database) throws Exception {
        DemarchesFixture fixture = new DemarchesFixture(database);
        fixture.offer(RODEZ, "saisine");
        SentFiles files = new SentFiles(fixture);
        CaseFile file = files.sent("Lampadaire");
        for (String type : new String[] {"pdf", "json", "csv"}) {
            assertThatThrownBy(() -> answer(
                    fixture.exports, "GET", "/demarches/{id}/dossier." + type, files.desk("GET", file).as(FakeRequestSites.agent(Role.CASE_WORKER, FakeRequestSites.AGEN))))
                    .as(type).isInstanceOf(NotFound.class);
        }
        assertThat(fixture.audit.of(RODEZ.id(), "demarches.exportfile")).isEmpty();
    }
}
