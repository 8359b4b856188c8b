package org.parvis.demarches.cosign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.parvis.demarches.DemarchesFixture.NOW;
import static org.parvis.demarches.DemarchesFixture.RODEZ;
import static org.parvis.demarches.DemarchesFixture.WORKER;
import static org.parvis.demarches.DemarchesFixture.answer;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.parvis.api.notify.Notification;
import org.parvis.api.privacy.Person;
import org.parvis.api.privacy.PersonalData.Erasure;
import org.parvis.api.privacy.PersonalData.Outcome;
import org.parvis.api.route.Conflict;
import org.parvis.api.route.NotFound;
import org.parvis.api.route.Response;
import org.parvis.demarches.CaseFile;
import org.parvis.demarches.CaseTable;
import org.parvis.demarches.Cases;
import org.parvis.demarches.DemarchesFixture;
import org.parvis.demarches.Draft;
import org.parvis.demarches.Holder;
import org.parvis.demarches.archive.CasePurge;
import org.parvis.demarches.procedure.Answers;
import org.parvis.demarches.procedure.Procedure;
import org.parvis.testkit.FakeRequest;
import org.parvis.testkit.OnBothDatabases;
import org.parvis.testkit.TestDatabase;

/** The other parent is asked by a link, answers once, is reminded once; the request is received meanwhile. */
final class CosignTest {
    private static final String ANSWERS = """
            {"children": [{"lastName": "Exemple", "firstNames": "Lou", "birth": "2021-02-01", "level": "ms"}],
             "home": {"address": "3 Rue du Lavoir", "proof": "honour", "honour": true, "identity": "honour", "identityHonour": true},
             "other": {"name": "Ali Exemple", "email": "Ali@example.org"},
             "applicant": {"name": "Zoé Exemple", "reply": "email", "email": "zoe@example.org", "authority": true}}""";

    private DemarchesFixture fixture;
    private CaseFile file;

    private void sent(TestDatabase database) {
        fixture = new DemarchesFixture(database);
        fixture.offer(RODEZ, "inscription-scolaire");
        Procedure procedure = fixture.procedures.newest("inscription-scolaire").orElseThrow();
        Draft begun = fixture.drafts.begin(RODEZ.id(), procedure, Holder.fresh(), null, false, NOW);
        Draft draft = fixture.drafts.save(RODEZ.id(), begun, Answers.of(ANSWERS), NOW);
        file = fixture.cases.submit(RODEZ, draft, procedure, Locale.FRENCH, Cases.Origin.web(Holder.fresh(), NOW), code -> {});
    }

    private CosignPages pages() {
        return new CosignPages(fixture.cosigners, fixture.cases, fixture.view, fixture.followUp);
    }

    private Cosigner cosigner() {
        return CosignerTable.of(fixture.cases.reader(RODEZ.id()), file.id()).get(0);
    }

    private Response answered(String opened, String... fields) throws Exception {
        FakeRequest request = FakeRequest.post("/").at(fixture.now).with("id", cosigner().id().toString()).cookie("openedcosigner", opened);
        for (int i = 0; i < fields.length; i += 2) {
            request.field(fields[i], fields[i + 1]);
        }
        return answer(pages(), "POST", "/teleservices/signature/{id}", request);
    }

    private List<Notification> of(String kind) {
        return fixture.sent.stream().filter(message -> message.kind().equals(kind)).toList();
    }

    private String desk() throws Exception {
        fixture.html.desk();
        return fixture.page(answer(fixture.desk, "GET", "/demarches/{id}", FakeRequest.get("/").at(fixture.now).with("id", file.id().toString()).as(WORKER)));
    }

    @OnBothDatabases
    void isAskedByALinkReadsAndAgreesOnce(TestDatabase database) throws Exception {
        sent(database);
        // Received on 12 November 2026: silence accepts two months later, whoever has agreed.
        assertThat(file.silenceAt()).isEqualTo("2027-01-12T23:00:00Z");
        assertThat(of("demarches.cosign")).singleElement().satisfies(message -> {
            assertThat(message.to().email()).isEqualTo("Ali@example.org");
            assertThat(message.values()).containsEntry("applicant", "Zoé Exemple").containsEntry("role", "autre parent");
        });
        assertThat(fixture.page(fixture.follow.page(FakeRequest.get("/").at(NOW), file.id().toString()))).contains("En attente d’accord", "Ali Exemple");
        String page = fixture.page(pages().page(FakeRequest.get("/").at(NOW), cosigner().id().toString()));
        assertThat(page).contains("Zoé Exemple a envoyé cette demande", "autre parent", "Lou", "Je suis d’accord");
        String id = cosigner().id().toString();
        assertThatThrownBy(() -> answered("00000000-0000-0000-0000-000000000000", "answer", "agreed")).isInstanceOf(NotFound.class);
        assertThat(answered(id, "word", "Oui").status()).isEqualTo(422);
        fixture.now = NOW.plus(Duration.ofDays(1));
        int announced = fixture.events.announced().size();
        assertThat(answered(id, "answer", "agreed", "word", "Bien sûr.").headers()).containsEntry("Location", "/suivi/dossier");
        assertThatThrownBy(() -> answered(id, "answer", "refused")).isInstanceOf(Conflict.class);
        assertThat(fixture.events.announced().subList(announced, fixture.events.announced().size())).as("once").singleElement().satisfies(event -> {
            assertThat(event.type()).isEqualTo("demarches.file.changed");
            assertThat(event.subject()).isEqualTo(file.id().toString());
        });
        assertThat(fixture.cases.get(RODEZ.id(), file.id())).satisfies(now -> {
            assertThat(now.updatedAt()).isEqualTo(fixture.now);
            assertThat(now.revision()).isEqualTo(file.revision());
        });
        assertThat(of("demarches.cosigned")).singleElement().satisfies(message -> assertThat(message.values())
                .containsEntry("agreed", "Ali Exemple").containsEntry("refused", "").containsEntry("text", "Bien sûr."));
        assertThat(fixture.page(pages().page(FakeRequest.get("/").at(fixture.now), id))).contains("Vous avez donné votre accord le 13 novembre 2026");
        assertThat(fixture.audit.of(RODEZ.id(), "demarches.cosign")).hasSize(1);
        assertThat(desk()).contains("Accord donné", "Bien sûr.", "d’accord le 13 novembre 2026").doesNotContain("En attente d’accord");
    }

    @OnBothDatabases
    void theLinkGoesWithTheFile(TestDatabase database) {
        sent(database);
        assertThat(fixture.codes.keySet()).anySatisfy(thing -> assertThat(thing.kind()).isEqualTo(Cosigners.KIND));
        database.database().of(RODEZ.id()).write(transaction -> transaction.execute(
                "update demarches_file f set purge_at = :now where f.tenant_id = :tenant and f.id = :id", "now", NOW, "id", file.id()));
        CasePurge purge = fixture.purge(Path.of("nowhere"));
        assertThat(database.database().of(RODEZ.id()).<Integer>call(transaction -> purge.purge(transaction, NOW))).isEqualTo(1);
        assertThat(fixture.codes).isEmpty();
    }

    @OnBothDatabases
    void anAgreementFromBeforeACorrectionSaysSo(TestDatabase database) throws Exception {
        sent(database);
        answered(cosigner().id().toString(), "answer", "agreed");
        Answers corrected = file.answers().with("home.address", file.answers().json().textNode("5 Rue du Lavoir"));
        fixture.handling.correct(RODEZ, file.id(), file.revision(), corrected, List.of("Adresse"), NOW.plusSeconds(60));
        assertThat(desk()).contains("avant la dernière correction");
    }

    @OnBothDatabases
    void whoseAddressIsCorrectedIsAskedThereAndTheOldLinkIsDead(TestDatabase database) throws Exception {
        sent(database);
        Cosigner first = cosigner();
        assertThat(queue()).contains("Accord attendu");
        String path = fixture.view.procedure(file).header().filing().cosigners().get(0).email();
        Answers other = file.answers().with(path, file.answers().json().textNode("ali.exemple@example.org"));
        fixture.handling.correct(RODEZ, file.id(), 1, other, List.of("Adresse électronique"), NOW.plusSeconds(60));
        assertThat(fixture.codes).doesNotContainKey(Cosigners.thing(first.id()));
        assertThat(cosigner().id()).isNotEqualTo(first.id());
        assertThat(cosigner().email()).isEqualTo("ali.exemple@example.org");
        assertThat(fixture.codes).containsKey(Cosigners.thing(cosigner().id()));
        assertThat(of("demarches.cosign")).hasSize(2);
        assertThat(of("demarches.cosign").get(1).to().email()).isEqualTo("ali.exemple@example.org");
        assertThatThrownBy(() -> answered(first.id().toString(), "answer", "agreed")).isInstanceOf(NotFound.class);

        // A correction of something else asks nobody again; nor does one after the answer, whose line stays beside the new one.
        Answers more = other.with("home.address", file.answers().json().textNode("5 Rue du Lavoir"));
        fixture.handling.correct(RODEZ, file.id(), 2, more, List.of("Adresse"), NOW.plusSeconds(90));
        assertThat(of("demarches.cosign")).hasSize(2);
        fixture.now = NOW.plusSeconds(120);
        answered(cosigner().id().toString(), "answer", "agreed");
        assertThat(queue()).doesNotContain("Accord attendu");
        fixture.handling.correct(RODEZ, file.id(), 3, file.answers(), List.of("Adresse électronique"), NOW.plusSeconds(180));
        assertThat(CosignerTable.of(fixture.cases.reader(RODEZ.id()), file.id())).extracting(Cosigner::email, Cosigner::answer).containsExactlyInAnyOrder(
                tuple("ali.exemple@example.org", Cosigner.Answer.AGREED),
                tuple("Ali@example.org", Cosigner.Answer.WAITING));
        Answers nobody = file.answers().with(path, file.answers().json().missingNode());
        fixture.handling.correct(RODEZ, file.id(), 4, nobody, List.of("Adresse électronique"), NOW.plusSeconds(240));
        assertThat(CosignerTable.of(fixture.cases.reader(RODEZ.id()), file.id())).extracting(Cosigner::answer).containsExactly(Cosigner.Answer.AGREED);
    }

    private String queue() throws Exception {
        fixture.html.desk();
        return fixture.page(DemarchesFixture.answer(fixture.queue, "GET", "/demarches", FakeRequest.get("/").at(fixture.now).as(DemarchesFixture.WORKER)));
    }

    @OnBothDatabases
    void isRemindedOnceAfterAWeekWhileTheFileGoesOn(TestDatabase database) {
        sent(database);
        CosignJob job = new CosignJob(database.database(), fixture.cosigners, fixture.cases, fixture.view);
        job.run(NOW.plus(Duration.ofDays(7)).minusSeconds(1));
        assertThat(of("demarches.cosign")).hasSize(1);
        job.run(NOW.plus(Duration.ofDays(7)));
        job.run(NOW.plus(Duration.ofDays(20)));
        assertThat(of("demarches.cosign")).hasSize(2);
        assertThat(of("demarches.cosign").get(1).values().get("link")).contains("/suivi/ouvrir/");
    }

    @OnBothDatabases
    void isFoundByTheirAddressAndGoesWithTheFile(TestDatabase database) {
        sent(database);
        CosignerPrivacy privacy = new CosignerPrivacy();
        Person ali = Person.of("ali@example.org", "");
        assertThat(privacy.holders(database.database().acrossTerritory("test"), ali)).containsExactly(RODEZ.id());
        List<Erasure> erasures = database.database().of(RODEZ.id()).call(transaction -> privacy.erase(transaction, ali, NOW));
        assertThat(erasures).singleElement().satisfies(kept -> assertThat(kept.outcome()).isEqualTo(Outcome.KEPT));
        database.database().of(RODEZ.id()).write(transaction -> CaseTable.delete(transaction, List.of(file.id())));
        assertThat(CosignerTable.of(fixture.cases.reader(RODEZ.id()), file.id())).isEmpty();
    }
}
