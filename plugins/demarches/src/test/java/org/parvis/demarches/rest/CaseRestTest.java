package org.parvis.demarches.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.parvis.demarches.DemarchesFixture.NOW;
import static org.parvis.demarches.DemarchesFixture.RODEZ;
import static org.parvis.demarches.DemarchesFixture.WORKER;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.parvis.api.event.Events;
import org.parvis.api.identity.Agent;
import org.parvis.api.rest.Resource;
import org.parvis.api.rest.Shape;
import org.parvis.api.route.Conflict;
import org.parvis.api.route.FieldError;
import org.parvis.api.route.Invalid;
import org.parvis.api.route.NotFound;
import org.parvis.api.route.Response;
import org.parvis.api.tenant.Site;
import org.parvis.demarches.CaseFile;
import org.parvis.demarches.DemarchesFakes;
import org.parvis.demarches.DemarchesFixture;
import org.parvis.demarches.Drafts;
import org.parvis.demarches.Entry;
import org.parvis.demarches.EntryTable;
import org.parvis.demarches.Kinds;
import org.parvis.demarches.Offer;
import org.parvis.demarches.SentFiles;
import org.parvis.demarches.procedure.Answers;
import org.parvis.testkit.FakeRequest;
import org.parvis.testkit.FakeRequestSites;
import org.parvis.testkit.OnBothDatabases;
import org.parvis.testkit.TestDatabase;

final class CaseRestTest {
    /** As the platform shows a token to handlers: a name, and no role anywhere. */
    private static final Agent PROGRAM = new Agent(UUID.randomUUID(), "Logiciel de guichet", "", "fr", Set.of());

    private static void open(DemarchesFixture fixture, Site site, String procedure) {
        Offer before = fixture.offers.offer(site.id(), procedure);
        fixture.offers.save(
                site.id(), WORKER, new Offer(procedure, true, Map.of("email", "mairie@example.org", Offer.PROGRAMS, Offer.YES), before.version()));
    }

    private static Resource resource(DemarchesFixture fixture, String method, String path) {
        CaseJson json = new CaseJson(fixture.view, fixture.attachments, DemarchesFakes.urls());
        return new CaseRest(fixture.cases, fixture.view, json, fixture.handling, fixture.ways, fixture.offers, fixture.attachments).resources().stream().filter(one -> one.method().equals(method) && one.path().equals(path)).findFirst().orElseThrow();
    }

    private static Response call(DemarchesFixture fixture, String method, String path, FakeRequest request) throws IOException {
        return resource(fixture, method, path).handler().handle(request.at(fixture.now).as(PROGRAM));
    }

    private static JsonNode json(Response response) {
        return Answers.of(new String(((Response.Bytes) response.content()).bytes(), StandardCharsets.UTF_8)).json();
    }

    private static FakeRequest of(CaseFile file) {
        return FakeRequest.get("/").with("id", file.id().toString());
    }

    private static FakeRequest move(CaseFile file, String way, int revision, String... pairs) {
        FakeRequest request = FakeRequest.post("/").with("id", file.id().toString()).field("way", way).field("revision", String.valueOf(revision));
        for (int i = 0; i < pairs.length; i += 2) {
            request = request.field(pairs[i], pairs[i + 1]);
        }
        return request;
    }

    @OnBothDatabases
    void theListHasFilesOfOpenedProceduresInTheOrderOfTheirChangesAndNothingPersonal(TestDatabase database) throws IOException {
        DemarchesFixture fixture = new DemarchesFixture(database);
        SentFiles files = new SentFiles(fixture);
        List<CaseFile> sent = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            fixture.now = NOW.plus(Duration.ofMinutes(i));
            sent.add(files.sent("Sujet " + i));
        }
        assertThat(json(call(fixture, "GET", "/requests", FakeRequest.get("/"))).path("items")).as("not opened").isEmpty();
        open(fixture, RODEZ, "saisine");
        List<String> seen = new ArrayList<>();
        FakeRequest request = FakeRequest.get("/api/v1/requests").query("limit", "2");
        for (int page = 0; page < 3; page++) {
            Response response = call(fixture, "GET", "/requests", request);
            json(response).path("items").forEach(item -> seen.add(item.path("id").asText()));
            assertThat(new String(((Response.Bytes) response.content()).bytes(), StandardCharsets.UTF_8)).doesNotContain("Exemple", "Sujet", "example.org\"");
            Matcher next = Pattern.compile("cursor=([^>&]+)").matcher(response.headers().getOrDefault("Link", ""));
            request = FakeRequest.get("/api/v1/requests").query("limit", "2").query("cursor", next.find() ? next.group(1) : "");
        }
        assertThat(seen).isEqualTo(sent.stream().map(file -> file.id().toString()).toList());
        assertThat(fixture.audit.entries()).noneMatch(entry -> entry.entry().action().equals("demarches.read"));

        fixture.now = NOW.plus(Duration.ofHours(1));
        fixture.handling.assign(RODEZ, sent.get(1).id(), null, WORKER, CaseFile.Assignee.of(WORKER), fixture.now);
        JsonNode changed = json(call(fixture, "GET", "/requests", FakeRequest.get("/").query("changedSince", "2026-11-12T10:30:00+01:00"))).path("items");
        assertThat(changed).hasSize(1);
        assertThat(changed.get(0).path("id").asText()).isEqualTo(sent.get(1).id().toString());
        assertThat(changed.get(0).path("revision").asInt()).isEqualTo(2);
        assertThat(json(call(fixture, "GET", "/requests", FakeRequest.get("/").query("state", "received").query("kind", "open"))).path("items")).hasSize(5);
        assertThat(json(call(fixture, "GET", "/requests", FakeRequest.get("/").query("kind", "closed"))).path("items")).isEmpty();
        assertThat(json(call(fixture, "GET", "/requests", FakeRequest.get("/").query("procedure", "creche"))).path("items")).isEmpty();
        for (String[] wrong : new String[][] {{"kind", "OPEN"}, {"changedSince", "yesterday"}, {"cursor", "bm8"}}) {
            Invalid refused = catchThrowableOfType(Invalid.class, () -> call(fixture, "GET", "/requests", FakeRequest.get("/").query(wrong[0], wrong[1])));
            assertThat(refused.errors()).extracting(FieldError::field).containsExactly(wrong[0]);
        }
    }

    @OnBothDatabases
    void aFileComesWithAllThatItsApplicantSeesAndItsReadingIsNoted(TestDatabase database) throws IOException {
        DemarchesFixture fixture = new DemarchesFixture(database);
        CaseFile file = new SentFiles(fixture).sent("Lampadaire");
        fixture.handling.note(RODEZ, file.id(), WORKER, "Déjà venu la semaine dernière.", NOW);
        open(fixture, RODEZ, "saisine");
        JsonNode one = json(call(fixture, "GET", "/requests/{id}", of(file)));
        assertThat(one.path("number").asText()).isEqualTo(file.number());
        assertThat(one.path("answers").path("request").path("subject").asText()).isEqualTo("Lampadaire");
        assertThat(one.path("applicant").path("email").asText()).isEqualTo("zoe@example.org");
        // Two months from the 12th of November (CRPA, L231-4, R*112-5): the 12th of January.
        assertThat(one.path("clock").path("silence").asText()).isEqualTo("rejection");
        assertThat(one.path("clock").path("silenceOn").asText()).isEqualTo("2027-01-12");
        assertThat(one.path("attachments")).hasSize(1);
        assertThat(one.path("attachments").get(0).path("name").asText()).isEqualTo("photo.jpg");
        assertThat(one.path("history")).hasSize(1);
        assertThat(one.toString()).doesNotContain("semaine dernière");
        assertThat(one.path("ways").findValuesAsText("way")).contains("answer", "ask");
        assertThat(fixture.audit.entries()).filteredOn(entry -> entry.entry().action().equals("demarches.read")).hasSize(1);

        String piece = one.path("attachments").get(0).path("id").asText();
        Response bytes = call(fixture, "GET", "/requests/{id}/attachments/{attachment}", of(file).with("attachment", piece));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ((Response.Stream) bytes.content()).writer().writeTo(out);
        assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo("bytes of photo.jpg");
        assertThat(bytes.headers().get("Cache-Control")).isEqualTo("no-store");
        assertThat(fixture.audit.entries()).filteredOn(entry -> entry.entry().action().equals("demarches.read")).hasSize(2);
    }

    @OnBothDatabases
    void whatIsNotOpenedOrOfAnotherCommuneIsNotThere(TestDatabase database) throws IOException {
        DemarchesFixture fixture = new DemarchesFixture(database);
        SentFiles files = new SentFiles(fixture);
        CaseFile file = files.sent("Lampadaire");
        CaseFile other = files.sent("Trottoir");
        String piece = fixture.attachments.of(RODEZ.id(), Drafts.FILES, file.id().toString()).get(0).id();
        for (String path : List.of("/requests/{id}", "/requests/{id}/attachments/{attachment}")) {
            assertThatThrownBy(() -> call(fixture, "GET", path, of(file).with("attachment", piece))).as(path).isInstanceOf(NotFound.class);
        }
        assertThatThrownBy(() -> call(fixture, "POST", "/requests/{id}/moves", move(file, "answer", 1, "message", "Oui."))).isInstanceOf(NotFound.class);
        open(fixture, RODEZ, "saisine");
        open(fixture, FakeRequestSites.AGEN, "saisine");
        assertThat(json(call(fixture, "GET", "/requests", FakeRequest.get("/").on(FakeRequestSites.AGEN))).path("items")).isEmpty();
        assertThatThrownBy(() -> call(fixture, "GET", "/requests/{id}", of(file).on(FakeRequestSites.AGEN))).isInstanceOf(NotFound.class);
        assertThatThrownBy(() -> call(fixture, "GET", "/requests/{id}/attachments/{attachment}", of(other).with("attachment", piece))).isInstanceOf(NotFound.class);
    }

    @OnBothDatabases
    void aProgramMovesAFileOnOnceWhateverItRepeats(TestDatabase database) throws IOException {
        DemarchesFixture fixture = new DemarchesFixture(database);
        CaseFile file = new SentFiles(fixture).sent("Lampadaire");
        open(fixture, RODEZ, "saisine");
        fixture.sent.clear();
        Response first = call(fixture, "POST", "/requests/{id}/moves", move(file, "answer", 1, "message", "C’est réparé."));
        assertThat(first.status()).isEqualTo(201);
        assertThat(json(first).path("state").asText()).isEqualTo("answered");
        assertThat(json(first).path("revision").asInt()).isEqualTo(2);
        fixture.now = NOW.plus(Duration.ofMinutes(1));
        Response again = call(fixture, "POST", "/requests/{id}/moves", move(file, "answer", 1, "message", "C’est réparé."));
        assertThat(again.status()).isEqualTo(201);
        assertThat(json(again)).isEqualTo(json(first));
        assertThat(fixture.sent).extracting(one -> one.kind()).containsExactly(Kinds.MOVED);
        assertThat(EntryTable.of(fixture.cases.reader(RODEZ.id()), file.id())).extracting(Entry::author).containsExactly("Zoé Exemple", "Logiciel de guichet");
        assertThatThrownBy(() -> call(fixture, "POST", "/requests/{id}/moves", move(file, "answer", 1, "message", "Autre chose."))).isInstanceOf(Conflict.class);
        assertThat(fixture.audit.entries()).filteredOn(entry -> entry.entry().action().equals("demarches.move")).hasSize(1);
    }

    @OnBothDatabases
    void aProgramIsHeldToWhatTheWayAsksForAndToWaysOfAgents(TestDatabase database) throws IOException {
        DemarchesFixture fixture = new DemarchesFixture(database);
        CaseFile file = new SentFiles(fixture).sent("Lampadaire");
        open(fixture, RODEZ, "saisine");
        Invalid missing = catchThrowableOfType(Invalid.class, () -> call(fixture, "POST", "/requests/{id}/moves", move(file, "ask", 1, "due", "2026-11-01")));
        assertThat(missing.errors()).extracting(FieldError::field).containsExactly("message", "due");
        for (String way : List.of("complete", "withdraw", "nothing")) {
            Invalid refused = catchThrowableOfType(Invalid.class, () -> call(fixture, "POST", "/requests/{id}/moves", move(file, way, 1)));
            assertThat(refused.errors()).as(way).extracting(FieldError::field).containsExactly("way");
        }
        Invalid nested = catchThrowableOfType(
                Invalid.class, () -> call(fixture, "POST", "/requests/{id}/moves", move(file, "answer", 1, "message", "Oui.", "fields", "{\"a\":[1]}")));
        assertThat(nested.errors()).extracting(FieldError::field).containsExactly("fields.a");
        assertThat(fixture.cases.get(RODEZ.id(), file.id()).revision()).isEqualTo(1);
    }

    @OnBothDatabases
    void webHooksHearThatAFileCameChangedAndWasClosedAndNothingOfWhoseItIs(TestDatabase database) throws IOException {
        DemarchesFixture fixture = new DemarchesFixture(database);
        CaseFile file = new SentFiles(fixture).sent("Lampadaire");
        open(fixture, RODEZ, "saisine");
        fixture.handling.message(RODEZ, file.id(), WORKER, "Nous y allons.", NOW);
        call(fixture, "POST", "/requests/{id}/moves", move(file, "answer", 1, "message", "C’est réparé."));
        assertThat(fixture.events.announced()).extracting(Events.Event::type)
                .containsExactly("demarches.file.received", "demarches.file.changed", "demarches.file.closed");
        assertThat(fixture.events.announced()).allMatch(event -> event.subject().equals(file.id().toString())
                && event.path().equals("/api/v1/requests/" + file.id()) && event.at() == null);
        assertThat(fixture.caseEvents.eventTypes()).containsAll(fixture.events.announced().stream().map(Events.Event::type).toList());
    }

    /** The description says of each member whether it is always there: what is answered has those, and no other. */
    @OnBothDatabases
    void whatIsAnsweredIsWhatIsDescribed(TestDatabase database) throws IOException {
        DemarchesFixture fixture = new DemarchesFixture(database);
        CaseFile file = new SentFiles(fixture).sent("Lampadaire");
        open(fixture, RODEZ, "saisine");
        fits(json(call(fixture, "GET", "/requests", FakeRequest.get("/"))).path("items").get(0), CaseJson.LINE);
        fits(json(call(fixture, "GET", "/requests/{id}", of(file))), CaseJson.WHOLE);
        Response moved = call(fixture, "POST", "/requests/{id}/moves", move(file, "ask", 1, "message", "Une photo ?", "due", "2026-12-12"));
        fits(json(moved), resource(fixture, "POST", "/requests/{id}/moves").answer());
        fits(json(call(fixture, "GET", "/requests/{id}", of(file))), CaseJson.WHOLE);
    }

    private static void fits(JsonNode answered, Shape shape) {
        Set<String> names = new TreeSet<>();
        answered.fieldNames().forEachRemaining(names::add);
        for (Shape.Member member : shape.members()) {
            boolean there = names.remove(member.name());
            assertThat(there || !member.required()).as(shape.name() + "." + member.name()).isTrue();
            JsonNode value = answered.path(member.name());
            if (member.of() != null && value.isArray()) {
                value.forEach(item -> fits(item, member.of()));
            } else if (member.of() != null) {
                fits(value, member.of());
            }
        }
        assertThat(names).as(shape.name()).isEmpty();
    }
}
