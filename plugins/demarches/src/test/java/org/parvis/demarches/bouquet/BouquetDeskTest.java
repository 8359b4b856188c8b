package org.parvis.demarches.bouquet;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.parvis.demarches.DemarchesFixture.RODEZ;
import static org.parvis.demarches.DemarchesFixture.answer;

import java.io.ByteArrayOutputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.parvis.api.route.NotFound;
import org.parvis.api.route.Response;
import org.parvis.api.tenant.TenantId;
import org.parvis.demarches.CaseFile;
import org.parvis.demarches.DemarchesFixture;
import org.parvis.demarches.Packages;
import org.parvis.demarches.Procedures;
import org.parvis.demarches.VersionTable;
import org.parvis.demarches.procedure.Texts;
import org.parvis.testkit.FakeRequest;
import org.parvis.testkit.FakeRequestSites;
import org.parvis.testkit.OnBothDatabases;
import org.parvis.testkit.TestDatabase;

/** The territory's back office of procedures: what is installed, sent, withdrawn, found faulty later. */
final class BouquetDeskTest {
    private static final Texts.Wanted FRENCH = new Texts.Wanted("fr", false);

    private DemarchesFixture fixture;
    private Packages packages;

    private void open(TestDatabase database) {
        fixture = new DemarchesFixture(database);
        packages = new Packages(fixture);
    }

    private static FakeRequest on(FakeRequest request) {
        return request.on(FakeRequestSites.TERRITORY).as(FakeRequestSites.operator());
    }

    private Response sent(byte[] zip) throws Exception {
        return answer(packages.bouquet, "POST", "/demarches-bouquet", on(FakeRequest.post("/")).file("package", "saisine.zip", "application/zip", zip));
    }

    private String one(String done) throws Exception {
        FakeRequest request = on(FakeRequest.get("/")).with("procedure", "saisine");
        return fixture.html.html(answer(packages.bouquet, "GET", "/demarches-bouquet/{procedure}", done.isEmpty() ? request : request.query("fait", done)), FakeRequestSites.TERRITORY);
    }

    private int newest() {
        return fixture.procedures.newest("saisine").orElseThrow().version();
    }

    @OnBothDatabases
    void tellsWhatIsInstalledWhoOffersItAndWhatIsOnIt(TestDatabase database) throws Exception {
        open(database);
        fixture.offer(RODEZ, "saisine");
        packages.send(RODEZ, Packages.ANSWERS);
        String list = fixture.html.html(answer(packages.bouquet, "GET", "/demarches-bouquet", on(FakeRequest.get("/")).query("q", "écrire")), FakeRequestSites.TERRITORY);
        assertThat(list).contains("Écrire à la mairie", "1 démarche").doesNotContain("acte-naissance");
        assertThat(one("")).contains("Livrée avec le service", "En service", "<p>Rodez</p>").doesNotContain("Zoé", "migrer");
    }

    @OnBothDatabases
    void installsWhatIsSentAndServesItToRequestsToCome(TestDatabase database) throws Exception {
        open(database);
        Map<String, byte[]> second = Packages.saisine("procedure.yaml", "version: 1", "version: 2");
        assertThat(sent(Packages.zip(second)).headers()).containsEntry("Location", "/bureau/territoire/demarches-bouquet/saisine?fait=installed");
        assertThat(sent(Packages.zip(second)).headers()).containsEntry("Location", "/bureau/territoire/demarches-bouquet/saisine?fait=there");
        assertThat(newest()).isEqualTo(2);
        assertThat(one("installed")).contains("La version est installée", "Envoyée d’ici", "Remplacée");
        assertThat(fixture.audit.of(TenantId.TERRITORY, "demarches.install")).isNotEmpty();
        Response zip = answer(packages.bouquet, "GET", "/demarches-bouquet/{procedure}/{version}/zip", on(FakeRequest.get("/")).with("procedure", "saisine").with("version", "2"));
        assertThat(((Response.Bytes) zip.content()).bytes()).isEqualTo(Packages.zip(second));
    }

    @OnBothDatabases
    void aVersionThatTwoStoreAtOnceIsStoredOnce(TestDatabase database) throws Exception {
        open(database);
        Map<String, byte[]> second = Packages.saisine("procedure.yaml", "version: 1", "version: 2");
        Map<String, byte[]> other = Packages.saisine("procedure.yaml", "version: 1", "version: 3", "messages_fr.properties", "title=Écrire", "title=Écrivez");
        Map<String, byte[]> third = Packages.saisine("procedure.yaml", "version: 1", "version: 3");
        CyclicBarrier together = new CyclicBarrier(2);
        ExecutorService jobs = Executors.newFixedThreadPool(2);
        try {
            for (List<Map<String, byte[]>> pair : List.of(List.of(second, second), List.of(third, other))) {
                List<Future<Procedures.Installed>> done = new ArrayList<>();
                for (Map<String, byte[]> files : pair) {
                    done.add(jobs.submit(() -> {
                        together.await();
                        return fixture.procedures.install(files, "folder", null);
                    }));
                }
                List<Procedures.Installed> installed = List.of(done.get(0).get(), done.get(1).get());
                assertThat(installed).filteredOn(Procedures.Installed::fresh).hasSize(1);
                assertThat(installed).filteredOn(one -> !one.faults().isEmpty()).hasSize(pair.get(0) == pair.get(1) ? 0 : 1);
            }
        } finally {
            jobs.shutdownNow();
        }
    }

    @OnBothDatabases
    void saysFileLineAndReasonOfEachFaultAndKeepsTheGoodVersion(TestDatabase database) throws Exception {
        open(database);
        Response refused = sent(Packages.zip(Packages.saisine("procedure.yaml", "version: 1", "version: 2", "workflow.yaml", "to: review, by: [case_worker, reception]", "to: nowhere, by: [case_worker]")));
        assertThat(refused.status()).isEqualTo(422);
        assertThat(fixture.html.html(refused, FakeRequestSites.TERRITORY))
                .contains("<th scope=\"row\">workflow.yaml</th><td>10</td><td>L’état « nowhere » n’existe pas.".replace("« ", "«\u00a0").replace(" »", "\u00a0»"));
        assertThat(newest()).isEqualTo(1);
        assertThat(fixture.html.html(sent("no zip".getBytes(UTF_8)), FakeRequestSites.TERRITORY)).contains("Le paquet entier");
        // Cut within the bytes of its first file.
        byte[] cut = Arrays.copyOf(Packages.zip(Packages.saisine()), 80);
        for (byte[] zip : List.of(cut, folderWithBytes())) {
            assertThat(fixture.html.html(sent(zip), FakeRequestSites.TERRITORY)).contains("Ce n’est pas un fichier ZIP lisible");
        }
        assertThat(fixture.html.html(sent(new byte[0]), FakeRequestSites.TERRITORY)).contains("Choisissez un fichier ZIP");
        Response changed = sent(Packages.zip(Packages.saisine("messages_fr.properties", "title=Écrire à la mairie", "title=Autre chose")));
        assertThat(changed.status()).isEqualTo(422);
    }

    /** What is skipped is inflated all the same: a folder is the place for a bomb that no limit counts. */
    private static byte[] folderWithBytes() throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(out)) {
            zip.putNextEntry(new ZipEntry("saisine/"));
            zip.write(new byte[1 << 20]);
            for (Map.Entry<String, byte[]> file : Packages.saisine("procedure.yaml", "version: 1", "version: 2").entrySet()) {
                zip.putNextEntry(new ZipEntry("saisine/" + file.getKey()));
                zip.write(file.getValue());
            }
        }
        return out.toByteArray();
    }

    @OnBothDatabases
    void aWithdrawnVersionLeavesItsPlaceToTheOneBeforeAndItsFilesGoOn(TestDatabase database) throws Exception {
        open(database);
        fixture.offer(RODEZ, "saisine");
        packages.install(Packages.saisine("procedure.yaml", "version: 1", "version: 2", "messages_fr.properties", "title=Écrire à la mairie", "title=Nouveau titre"));
        CaseFile file = packages.send(RODEZ, Packages.ANSWERS);
        FakeRequest second = on(FakeRequest.post("/")).with("procedure", "saisine").with("version", "2");
        answer(packages.bouquet, "POST", "/demarches-bouquet/{procedure}/{version}/retirer", second);
        assertThat(newest()).isEqualTo(1);
        assertThat(one("retracted")).contains("La version est retirée", "Retirée");
        assertThat(fixture.view.procedure(file).title(FRENCH)).isEqualTo("Nouveau titre");
        answer(packages.bouquet, "POST", "/demarches-bouquet/{procedure}/{version}/retirer", on(FakeRequest.post("/")).with("procedure", "saisine").with("version", "1"));
        assertThat(fixture.procedures.newest("saisine")).isEmpty();
        assertThat(fixture.offers.offered(RODEZ.id(), "saisine")).isEmpty();
        FakeRequest queue = FakeRequest.get("/").at(fixture.now).as(DemarchesFixture.WORKER);
        assertThat(fixture.page(answer(fixture.queue, "GET", "/demarches", queue))).contains(file.number());
        answer(packages.bouquet, "POST", "/demarches-bouquet/{procedure}/{version}/remettre", second);
        assertThat(newest()).isEqualTo(2);
        assertThat(fixture.audit.of(TenantId.TERRITORY, "demarches.retract")).hasSize(2);
        assertThat(fixture.audit.of(TenantId.TERRITORY, "demarches.restore")).hasSize(1);
    }

    /** As if a later plugin had checks that the one which stored version 2 did not have. */
    private void storeFaulty(String... changes) {
        Map<String, byte[]> files = Packages.saisine(changes);
        fixture.database.database().of(TenantId.TERRITORY).write(transaction -> {
            VersionTable.insert(
                    transaction, new VersionTable.Version("saisine", 2, "0".repeat(64), "folder", Instant.parse("2026-11-12T08:00:00Z"), null), Packages.zip(files));
            transaction.touch(Procedures.TAG);
        });
    }

    @OnBothDatabases
    void filesOfAStoredVersionThatIsFoundFaultyLaterGoOnAndTheOperatorIsTold(TestDatabase database) throws Exception {
        open(database);
        fixture.offer(RODEZ, "saisine");
        CaseFile first = packages.send(RODEZ, Packages.ANSWERS);
        storeFaulty(
                "procedure.yaml", "version: 1", "version: 2", "procedure.yaml", "retention: P1Y", "retention: one year", "schema.json", "^[0-9]{14}$", "^(?=x)y$",
                "ui.json", "\"SHOW\"", "\"ENABLE\"", "messages_en.properties", "title=", "titel=");
        assertThat(newest()).isEqualTo(1);
        database.database().of(RODEZ.id()).write(transaction -> MigrationTable.move(transaction, first, 2, fixture.now));
        CaseFile file = fixture.cases.get(RODEZ.id(), first.id());
        FakeRequest request = FakeRequest.get("/").at(fixture.now).with("id", file.id().toString()).as(DemarchesFixture.WORKER);
        assertThat(fixture.page(answer(fixture.desk, "GET", "/demarches/{id}", request))).contains("Rue du Lavoir, depuis lundi.", "Demander un complément");
        FakeRequest refuse = FakeRequest.post("/").at(fixture.now).with("id", file.id().toString()).as(DemarchesFixture.WORKER)
                .field("way", "refuse").field("revision", String.valueOf(file.revision())).field("refuse.reason", "Hors de la compétence de la commune.");
        assertThat(answer(fixture.desk, "POST", "/demarches/{id}/avancer", refuse).status()).isEqualTo(303);
        assertThat(fixture.cases.get(RODEZ.id(), file.id()).stand().purgeAt()).isNull();
        assertThat(one("")).contains("Fautive", "Fautes de la version 2", "<th scope=\"row\">schema.json</th><td>21</td>");
    }

    @OnBothDatabases
    void aVersionOfWhichNothingCanBeReadStillShowsItsFile(TestDatabase database) throws Exception {
        open(database);
        fixture.offer(RODEZ, "saisine");
        CaseFile first = packages.send(RODEZ, Packages.ANSWERS);
        storeFaulty(
                "procedure.yaml", "version: 1", "version: [", "schema.json", "{", "", "workflow.yaml", "initial: received", "initial: gone");
        database.database().of(RODEZ.id()).write(transaction -> MigrationTable.move(transaction, first, 2, fixture.now));
        FakeRequest request = FakeRequest.get("/").at(fixture.now).with("id", first.id().toString()).as(DemarchesFixture.WORKER);
        assertThat(fixture.page(answer(fixture.desk, "GET", "/demarches/{id}", request))).contains(first.number(), "Zoé Exemple");
        assertThat(fixture.page(answer(fixture.queue, "GET", "/demarches", FakeRequest.get("/").at(fixture.now).as(DemarchesFixture.WORKER)))).contains(first.number());
        assertThat(one("")).contains("Fautes de la version 2");
    }

    @OnBothDatabases
    void isNotInTheBackOfficeOfACommune(TestDatabase database) {
        open(database);
        assertThatThrownBy(() -> answer(packages.bouquet, "GET", "/demarches-bouquet", FakeRequest.get("/").as(FakeRequestSites.operator()))).isInstanceOf(NotFound.class);
        assertThatThrownBy(() -> answer(packages.bouquet, "GET", "/demarches-bouquet/{procedure}", on(FakeRequest.get("/")).with("procedure", "absent")))
                .isInstanceOf(NotFound.class);
    }
}
