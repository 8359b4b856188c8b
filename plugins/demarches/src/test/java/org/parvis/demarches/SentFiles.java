package org.parvis.demarches;

import static org.parvis.demarches.DemarchesFixture.RODEZ;
import static org.parvis.demarches.DemarchesFixture.WORKER;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import org.parvis.api.file.Attachment;
import org.parvis.api.file.FileRules;
import org.parvis.api.identity.Agent;
import org.parvis.api.tenant.Site;
import org.parvis.demarches.procedure.Answers;
import org.parvis.demarches.procedure.Procedure;
import org.parvis.testkit.FakeRequest;

/** Files as citizens and agents send them, for tests of what comes after. */
public record SentFiles(DemarchesFixture fixture) {
    static final String ANSWERS = """
            {"request": {"theme": "road", "subject": "%s", "text": "Rue du Lavoir, depuis lundi."},
             "applicant": {"kind": "person", "name": "%s", "email": "%s"}}""";

    public CaseFile sent(String subject) {
        return sent(RODEZ, subject, "Zoé Exemple", "zoe@example.org");
    }

    /** A request of the procedure {@code saisine}, with a photograph. */
    public CaseFile sent(Site site, String subject, String name, String email) {
        Procedure procedure = fixture.procedures.newest("saisine").orElseThrow();
        Draft draft = fixture.drafts.begin(site.id(), procedure, Holder.fresh(), null, false, fixture.now);
        return submit(site, draft, ANSWERS.formatted(subject, name, email), procedure, Cases.Origin.web(Holder.fresh(), fixture.now));
    }

    /** As an agent enters it at the counter. */
    CaseFile entered(Agent agent, String subject) {
        Procedure procedure = fixture.procedures.newest("saisine").orElseThrow();
        Draft draft = fixture.drafts.begin(RODEZ.id(), procedure, agent.id(), fixture.now);
        Cases.Origin origin = new Cases.Origin(CaseFile.Channel.COUNTER, null, agent, null, fixture.now);
        return submit(RODEZ, draft, ANSWERS.formatted(subject, "Ali Exemple", "ali@example.org"), procedure, origin);
    }

    private CaseFile submit(Site site, Draft draft, String answers, Procedure procedure, Cases.Origin origin) {
        Attachment photo = attach(site, draft.id().toString(), "photo.jpg", "image/jpeg");
        Answers with = Answers.of(answers);
        with = with.with("files", with.json().arrayNode().add(photo.id()));
        Draft saved = fixture.drafts.save(site.id(), draft, with, fixture.now);
        return fixture.cases.submit(site, saved, procedure, Locale.FRENCH, origin, code -> {});
    }

    public Attachment attach(Site site, String subject, String name, String type) {
        return fixture.attachments.store(
                site.id(), Drafts.FILES, subject, FakeRequest.post("/").file("files", name, type, ("bytes of " + name).getBytes(StandardCharsets.UTF_8)).form(), "files",
                new FileRules(List.of(type), 1000, 5)).get(0);
    }

    public FakeRequest desk(String method, CaseFile file) {
        return FakeRequest.of(method, "/").at(fixture.now).with("id", file.id().toString()).as(WORKER);
    }
}
