package org.parvis.demarches.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.parvis.demarches.DemarchesFixture.NOW;
import static org.parvis.demarches.DemarchesFixture.RODEZ;
import static org.parvis.demarches.DemarchesFixture.WORKER;
import static org.parvis.demarches.DemarchesFixture.answer;
import static org.parvis.testkit.FakeRequestSites.AGEN;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.LocalDate;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.io.TempDir;
import org.parvis.api.data.Ids;
import org.parvis.api.identity.Role;
import org.parvis.api.notify.Notification;
import org.parvis.api.privacy.PurgeRule;
import org.parvis.api.route.Invalid;
import org.parvis.api.route.NotFound;
import org.parvis.api.route.Response;
import org.parvis.demarches.CaseFile;
import org.parvis.demarches.Closing;
import org.parvis.demarches.DemarchesFixture;
import org.parvis.demarches.DemarchesPrivacy;
import org.parvis.demarches.Drafts;
import org.parvis.demarches.Entry;
import org.parvis.demarches.EntryTable;
import org.parvis.demarches.Handling;
import org.parvis.demarches.Queue;
import org.parvis.demarches.SentFiles;
import org.parvis.demarches.Service;
import org.parvis.demarches.archive.CasePurge;
import org.parvis.demarches.clock.ClockEvent;
import org.parvis.demarches.link.Links;
import org.parvis.demarches.procedure.Texts.Wanted;
import org.parvis.testkit.FakeRequest;
import org.parvis.testkit.OnBothDatabases;
import org.parvis.testkit.TestDatabase;

/** Files that go on elsewhere, that somebody outside sees something of, and that are taken along. */
final class PassedOnTest {
    private DemarchesFixture fixture;
    private SentFiles files;

    @TempDir
    private Path folder;

    private void begin(TestDatabase database) {
        fixture = new DemarchesFixture(database);
        fixture.offer(RODEZ, "saisine");
        fixture.html.desk();
        files = new SentFiles(fixture);
    }

    private CaseFile now(CaseFile file) {
        return fixture.cases.get(RODEZ.id(), file.id());
    }

    private Notification last() {
        return fixture.sent.get(fixture.sent.size() - 1);
    }

    @OnBothDatabases
    void toAnotherServiceTheyStayOpenAndTheServiceIsTold(TestDatabase database) throws Exception {
        begin(database);
        Service roads = new Service(Ids.next(), "Voirie", "voirie@example.org", List.of(), 0);
        fixture.services.save(RODEZ.id(), WORKER, roads);
        CaseFile file = files.sent("Lampadaire");
        FakeRequest pass = files.desk("POST", file).field("revision", "1").field("service", roads.id().toString()).field("service.reason", "Pour vous.");
        assertThat(answer(fixture.transferDesk, "POST", "/demarches/{id}/transmettre/service", pass).status()).isEqualTo(303);
        assertThat(now(file).closed()).isFalse();
        assertThat(now(file).silenceAt()).isEqualTo(file.silenceAt());
        assertThat(Queue.line(database.database().of(RODEZ.id()), file.id()).orElseThrow().service()).isEqualTo(roads.id());
        assertThat(last().kind()).isEqualTo("demarches.entrusted");
        assertThat(last().to().email()).isEqualTo("voirie@example.org");
        assertThat(last().scope()).as("as far as a deputy stands in").isEqualTo(new Notification.Scope(Role.CASE_WORKER, file.procedure()));
        FakeRequest queue = FakeRequest.get("/").query("service", roads.id().toString()).at(NOW).as(WORKER);
        assertThat(fixture.page(answer(fixture.queue, "GET", "/demarches", queue))).contains(file.number());
        fixture.services.delete(RODEZ.id(), WORKER, roads);
        assertThat(Queue.line(database.database().of(RODEZ.id()), file.id()).orElseThrow().service()).isNull();
    }

    @OnBothDatabases
    void toTheCompetentTenantTheyGoOnThereWithTheirClockAndHistory(TestDatabase database) throws Exception {
        begin(database);
        CaseFile file = files.sent("Lampadaire");
        fixture.handling.note(RODEZ, file.id(), WORKER, "Entre nous.", NOW);
        fixture.handling.message(RODEZ, file.id(), WORKER, "Nous regardons.", NOW.plusSeconds(60));
        files.attach(RODEZ, file.id().toString(), "retiree-avant-envoi.txt", "text/plain");
        fixture.now = NOW.plus(Duration.ofDays(3));
        FakeRequest there = files.desk("POST", file).field("revision", "1").field("tenant", AGEN.id().toString()).field("tenant.reason", "La rue est à Agen.");
        assertThat(answer(fixture.transferDesk, "POST", "/demarches/{id}/transmettre/collectivite", there).status()).isEqualTo(422);

        fixture.offer(AGEN, "saisine");
        FakeRequest again = files.desk("POST", file).field("revision", "1").field("tenant", AGEN.id().toString()).field("tenant.reason", "La rue est à Agen.");
        assertThat(answer(fixture.transferDesk, "POST", "/demarches/{id}/transmettre/collectivite", again).status()).isEqualTo(303);
        assertThat(now(file).stand().state()).isEqualTo(Closing.TRANSFERRED);
        assertThat(last().values()).containsEntry("to", AGEN.tenant().name().name()).containsEntry("text", "La rue est à Agen.");
        String payload = AGEN.id() + " " + file.id();
        fixture.arrivals.work(RODEZ.id(), payload);
        fixture.arrivals.work(RODEZ.id(), payload);

        CaseFile arrived = fixture.cases.get(AGEN.id(), file.id());
        assertThat(arrived.stand().state()).isEqualTo("received");
        assertThat(arrived.receivedAt()).isEqualTo(file.receivedAt());
        assertThat(arrived.clock()).contains(new ClockEvent.Transferred(fixture.now)).noneMatch(ClockEvent.Ended.class::isInstance);
        // Silence rejects: from the day on which the first administration got it, 12 November; two months, to the end of 12 January.
        assertThat(arrived.silenceAt()).isEqualTo("2027-01-12T23:00:00Z");
        assertThat(EntryTable.of(database.database().of(AGEN.id()), file.id())).extracting(Entry::kind)
                .containsExactly(Entry.Kind.RECEIVED, Entry.Kind.MESSAGE, Entry.Kind.CAME);
        assertThat(fixture.attachments.of(AGEN.id(), Drafts.FILES, file.id().toString())).as("what the file names, and nothing else").singleElement()
                .satisfies(copy -> assertThat(arrived.answers().toString()).contains(copy.id()));
        assertThat(fixture.sent).filteredOn(message -> message.kind().equals("demarches.arrived")).singleElement()
                .satisfies(message -> assertThat(message.values().get("silence")).contains("12 janvier 2027"));
        assertThat(fixture.page(fixture.follow.page(FakeRequest.get("/").at(fixture.now), file.id().toString()))).contains("Transmise à l’administration compétente");
        assertThatThrownBy(() -> fixture.cases.get(AGEN.id(), UUID.randomUUID())).isInstanceOf(NotFound.class);
    }

    @OnBothDatabases
    void toAnAdministrationOutsideTheyGoWithALetterAndALinkToAllOfIt(TestDatabase database) throws Exception {
        begin(database);
        CaseFile file = files.sent("Lampadaire");
        fixture.handling.note(RODEZ, file.id(), WORKER, "Entre nous.", NOW);
        FakeRequest nowhere = files.desk("POST", file).field("revision", "1").field("outside", "Préfecture").field("outside.reason", "Route nationale.");
        assertThat(answer(fixture.transferDesk, "POST", "/demarches/{id}/transmettre/exterieur", nowhere).status()).isEqualTo(422);
        FakeRequest pass = files.desk("POST", file).field("revision", "1").field("outside", "Préfecture").field("outside.reason", "Route nationale.")
                .field("outside.email", "contact@prefecture.example");
        assertThat(answer(fixture.transferDesk, "POST", "/demarches/{id}/transmettre/exterieur", pass).status()).isEqualTo(303);
        assertThat(now(file).closed()).isTrue();
        assertThat(now(file).stand().purgeAt()).isEqualTo("2027-11-12T09:00:00Z");
        assertThat(fixture.printed.get(fixture.printed.size() - 1).template()).isEqualTo("demarches/transfer-print");
        assertThat(last().kind()).isEqualTo("demarches.handover");
        String token = last().values().get("link").replaceAll(".*/", "");
        Response zip = answer(fixture.linkPages, "GET", "/teleservices/avis/{token}/dossier", FakeRequest.get("/").at(NOW).with("token", token));
        Map<String, byte[]> whole = unzipped(zip);
        assertThat(new String(whole.get("dossier.json"), StandardCharsets.UTF_8)).contains("Rue du Lavoir").doesNotContain("Entre nous.");
        FakeRequest late = FakeRequest.get("/").at(NOW.plus(Duration.ofDays(62))).with("token", token);
        assertThatThrownBy(() -> answer(fixture.linkPages, "GET", "/teleservices/avis/{token}/dossier", late)).isInstanceOf(NotFound.class);
    }

    private static Map<String, byte[]> unzipped(Response response) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ((Response.Stream) response.content()).writer().writeTo(out);
        return unzipped(out.toByteArray());
    }

    private static Map<String, byte[]> unzipped(byte[] bytes) throws IOException {
        Map<String, byte[]> all = new TreeMap<>();
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(bytes))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                all.put(entry.getName(), zip.readAllBytes());
            }
        }
        return all;
    }

    @OnBothDatabases
    void showToWhomIsAskedWhatWasChosenAndTakeOneAnswer(TestDatabase database) throws Exception {
        begin(database);
        CaseFile file = files.sent("Lampadaire");
        String step = fixture.view.procedure(file).screens().steps().get(0).key();
        FakeRequest ask = files.desk("POST", file).field("name", "Architecte").field("email", "avis@example.org").field("text", "Qu’en dites-vous ?")
                .field("until", "2026-11-20").field("step", step);
        assertThat(answer(fixture.opinionDesk, "POST", "/demarches/{id}/avis", ask).status()).isEqualTo(303);
        String token = last().values().get("link").replaceAll(".*/", "");
        FakeRequest look = FakeRequest.get("/").at(NOW).with("token", token);
        String page = fixture.page(answer(fixture.linkPages, "GET", "/teleservices/avis/{token}", look));
        assertThat(page).contains("Qu’en dites-vous", "Rue du Lavoir").doesNotContain("Zoé Exemple", "zoe@example.org", "photo.jpg");
        assertThat(fixture.audit.of(RODEZ.id(), "demarches.linkread")).hasSize(1);
        String photo = fixture.attachments.of(RODEZ.id(), Drafts.FILES, file.id().toString()).get(0).id();
        assertThatThrownBy(() -> answer(
                fixture.linkPages, "GET", "/teleservices/avis/{token}/piece/{file}", FakeRequest.get("/").at(NOW).with("token", token).with("file", photo)))
                .isInstanceOf(NotFound.class);
        FakeRequest bare = FakeRequest.post("/").at(NOW).with("token", token).field("stance", "unfavourable");
        assertThat(answer(fixture.linkPages, "POST", "/teleservices/avis/{token}", bare).status()).isEqualTo(422);
        FakeRequest said = FakeRequest.post("/").at(NOW).with("token", token).field("stance", "reserved").field("text", "Sous conditions.");
        assertThat(answer(fixture.linkPages, "POST", "/teleservices/avis/{token}", said).status()).isEqualTo(303);
        assertThat(fixture.page(answer(fixture.linkPages, "GET", "/teleservices/avis/{token}", look))).containsSubsequence("votre avis est arrivé", "Rue du Lavoir");
        FakeRequest twice = FakeRequest.post("/").at(NOW).with("token", token).field("stance", "favourable");
        assertThat(answer(fixture.linkPages, "POST", "/teleservices/avis/{token}", twice).status()).isEqualTo(409);
        assertThat(EntryTable.of(database.database().of(RODEZ.id()), file.id())).filteredOn(entry -> entry.kind() == Entry.Kind.OPINION).singleElement()
                .satisfies(entry -> {
                    assertThat(entry.agentsOnly()).isTrue();
                    assertThat(entry.body()).isEqualTo("Favorable avec réserves\nSous conditions.");
                });
        assertThat(fixture.page(fixture.follow.page(FakeRequest.get("/").at(NOW), file.id().toString()))).doesNotContain("Sous conditions.");
    }

    @OnBothDatabases
    void areClosedToALinkThatWasCutIsOverIsGuessedOrIsOfAnotherTenant(TestDatabase database) throws Exception {
        begin(database);
        CaseFile file = files.sent("Lampadaire");
        FakeRequest ask = files.desk("POST", file).field("name", "Architecte").field("email", "avis@example.org").field("text", "?").field("until", "2026-11-20");
        answer(fixture.opinionDesk, "POST", "/demarches/{id}/avis", ask);
        String token = last().values().get("link").replaceAll(".*/", "");
        // The link ends with 20 November: at 23 h UTC.
        assertThat(answer(fixture.linkPages, "GET", "/teleservices/avis/{token}", FakeRequest.get("/").at(NOW.plus(Duration.ofHours(205))).with("token", token)).status())
                .isEqualTo(200);
        for (FakeRequest request : List.of(
                FakeRequest.get("/").at(NOW.plus(Duration.ofHours(206))).with("token", token), FakeRequest.get("/").on(AGEN).at(NOW).with("token", token))) {
            assertThatThrownBy(() -> answer(fixture.linkPages, "GET", "/teleservices/avis/{token}", request))
                    .isInstanceOfSatisfying(NotFound.class, gone -> assertThat(gone.messageKey()).isEqualTo("demarches.link.gone"));
        }
        String link = Links.of(database.database().of(RODEZ.id()), file.id()).get(0).id().toString();
        answer(fixture.opinionDesk, "POST", "/demarches/{id}/avis/{link}/arreter", files.desk("POST", file).with("link", link));
        assertThatThrownBy(() -> answer(fixture.linkPages, "GET", "/teleservices/avis/{token}", FakeRequest.get("/").at(NOW).with("token", token)))
                .isInstanceOf(NotFound.class);
        for (int i = 0; i < 28; i++) {
            assertThatThrownBy(() -> answer(fixture.linkPages, "GET", "/teleservices/avis/{token}", FakeRequest.get("/").at(NOW).with("token", "x")))
                    .isInstanceOf(NotFound.class);
        }
        assertThatThrownBy(() -> answer(fixture.linkPages, "GET", "/teleservices/avis/{token}", FakeRequest.get("/").at(NOW).with("token", "x")))
                .isInstanceOfSatisfying(Invalid.class, often -> assertThat(often.status()).isEqualTo(429));
    }

    @OnBothDatabases
    void areExportedWithDataHistoryAttachmentsAndAManifestWhoseSumsAreRight(TestDatabase database) throws Exception {
        begin(database);
        CaseFile file = files.sent("Lampadaire & C°");
        fixture.handling.note(RODEZ, file.id(), WORKER, "Entre nous.", NOW);
        Map<String, byte[]> whole = unzipped(answer(fixture.exports, "GET", "/demarches/{id}/export", files.desk("GET", file)));
        assertThat(whole).containsOnlyKeys("dossier.json", "dossier.pdf", "manifest.xml", "pieces/1-photo.jpg");
        assertThat(new String(whole.get("dossier.json"), StandardCharsets.UTF_8)).contains("Entre nous.", "\"number\" : \"" + file.number());
        String manifest = new String(whole.get("manifest.xml"), StandardCharsets.UTF_8);
        String sum = HexFormat.of().formatHex(MessageDigest.getInstance("SHA-512").digest("bytes of photo.jpg".getBytes(StandardCharsets.UTF_8)));
        assertThat(manifest).contains(
                "<ArchiveTransfer xmlns=\"fr:gouv:culture:archivesdefrance:seda:v2.1\">", "<Uri>pieces/1-photo.jpg</Uri>",
                "<MessageDigest algorithm=\"SHA-512\">" + sum + "</MessageDigest>", "<Size>18</Size>");
        assertThat(fixture.audit.of(RODEZ.id(), "demarches.exportfile")).hasSize(1);
    }

    @OnBothDatabases
    void areArchivedBeforeTheyAreErasedWhereTheProcedureSaysSo(TestDatabase database) throws Exception {
        begin(database);
        Map<String, byte[]> changed = DemarchesFixture.shipped().get("saisine");
        String header = new String(changed.get("procedure.yaml"), StandardCharsets.UTF_8).replace("version: 1", "version: 2").replace("retention: P1Y", "retention: P1Y\narchive: true");
        changed.put("procedure.yaml", header.getBytes(StandardCharsets.UTF_8));
        assertThat(fixture.procedures.install(changed, "folder", null).faults()).isEmpty();
        CaseFile file = files.sent("Lampadaire");
        Handling.Given given = new Handling.Given("Réparé.", null, List.of());
        fixture.handling.move(RODEZ, file.id(), null, fixture.view.procedure(file).workflow().byId("answer").orElseThrow(), given, Handling.Actor.of(WORKER), NOW);
        CasePurge purge = fixture.purge(folder);
        PurgeRule.Purged purged = database.database().of(RODEZ.id()).call(transaction -> purge.apply(transaction, NOW.plus(Duration.ofDays(366))));
        assertThat(purged.records()).isEqualTo(1);
        Path archive = folder.resolve("rodez/saisine/" + file.number() + ".zip");
        String sum = HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(archive)));
        assertThat(purged.archives()).containsExactly("rodez/saisine/" + file.number() + ".zip SHA-256 " + sum);
        assertThat(Files.readString(folder.resolve("rodez/saisine/" + file.number() + ".zip.sha256"))).startsWith(sum);
        assertThat(unzipped(Files.readAllBytes(archive))).containsKey("manifest.xml");
        assertThat(fixture.cases.find(RODEZ.id(), file.id())).isEmpty();
    }

    @OnBothDatabases
    void areToldOfBeforeSilenceDecidesOnceAtEachStage(TestDatabase database) throws Exception {
        begin(database);
        CaseFile file = files.sent("Lampadaire");
        fixture.sent.clear();
        // Silence decides at the end of 12 January 2027.
        for (String day : List.of("2027-01-01", "2027-01-03", "2027-01-03", "2027-01-10", "2027-01-11", "2027-01-13", "2027-01-14")) {
            fixture.reminders.run(LocalDate.parse(day).atTime(8, 0).atZone(RODEZ.tenant().zone()).toInstant());
        }
        assertThat(fixture.sent).extracting(Notification::kind).containsExactly("demarches.reminder", "demarches.reminder", "demarches.reminder");
        assertThat(fixture.sent.get(0).values().get("files")).contains(file.number(), "au plus tard le 12 janvier 2027");
        assertThat(fixture.sent.get(2).values().get("files")).contains("délai passé");
        assertThat(fixture.sent.get(0).to().person()).isEqualTo(WORKER.id());
        assertThat(EntryTable.of(database.database().of(RODEZ.id()), file.id())).filteredOn(entry -> entry.kind() == Entry.Kind.SILENCE).hasSize(1);
    }

    @OnBothDatabases
    void areKeptInTheRegisterAsLongAsEachProcedureSays(TestDatabase database) {
        begin(database);
        fixture.offer(RODEZ, "creche");
        DemarchesPrivacy privacy = new DemarchesPrivacy(fixture.drafts, fixture.procedures, fixture.offers);
        assertThat(privacy.kept(RODEZ.id(), Locale.FRENCH, DemarchesPrivacy.FILES)).hasSize(2).allSatisfy(kept -> assertThat(kept.retention())
                .isEqualTo(fixture.procedures.newest().values().stream()
                        .filter(one -> one.title(Wanted.of(Locale.FRENCH)).equals(kept.what()))
                        .findFirst().orElseThrow().header().filing().retention()));
        assertThat(privacy.kept(RODEZ.id(), Locale.FRENCH, DemarchesPrivacy.DRAFTS)).isEmpty();
    }
}
