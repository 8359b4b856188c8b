package org.parvis.demarches;

import static org.parvis.demarches.DemarchesFixture.NOW;
import static org.parvis.demarches.DemarchesFixture.RODEZ;
import static org.parvis.demarches.DemarchesFixture.WORKER;
import static org.parvis.demarches.DemarchesFixture.answer;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.parvis.api.content.Json;
import org.parvis.api.data.Ids;
import org.parvis.demarches.clock.ClockEvent;
import org.parvis.demarches.procedure.Answers;
import org.parvis.demarches.procedure.AnswersCheck;
import org.parvis.demarches.procedure.Problem;
import org.parvis.demarches.procedure.Procedure;
import org.parvis.demarches.procedure.ProcedureReader;
import org.parvis.demarches.procedure.Texts.Wanted;
import org.parvis.demarches.procedure.Workflow;
import org.parvis.testkit.FakeRequest;
import org.parvis.testkit.OnBothDatabases;
import org.parvis.testkit.Pages;
import org.parvis.testkit.TestDatabase;

/**
 * Measures the agents' queue over many files, the clocks of many open ones, a long form, many procedures. Run by
 * {@code bench/parts/demarches.sh} alone: its name keeps it out of the tests. {@code PARVIS_BENCH_FILES=2000} makes fewer files.
 */
final class DemarchesBench {
    private static final int FILES = Integer.parseInt(Optional.ofNullable(System.getenv("PARVIS_BENCH_FILES")).orElse("200000"));
    private static final int ROUNDS = 10;
    private static final int BATCH = 1_000;
    private static final List<String> PROCEDURES = List.of("saisine", "creche", "signalement", "rendez-vous");
    private static final List<String> NAMES = List.of("Martin", "Exemple", "Fictif", "Modèle", "Essai", "Preuve", "Trame", "Gabarit");

    private static void said(String what, Object on, double[] millis) {
        Arrays.sort(millis);
        System.out.printf(Locale.ROOT, "DEMARCHES|%s|%s|%.1f|%.1f%n", what, on, millis[millis.length / 2], millis[millis.length - 1]);
    }

    /** Something to be measured. */
    @FunctionalInterface
    private interface Work {
        void run() throws Exception;
    }

    private static double[] rounds(int rounds, Work work) throws Exception {
        for (int i = 0; i < rounds; i++) {
            work.run();
        }
        double[] millis = new double[rounds];
        for (int i = 0; i < rounds; i++) {
            long begin = System.nanoTime();
            work.run();
            millis[i] = (System.nanoTime() - begin) / 1e6;
        }
        return millis;
    }

    @OnBothDatabases
    void theQueueAnswersAnyFilter(TestDatabase database) throws Exception {
        DemarchesFixture fixture = new DemarchesFixture(database);
        fixture.html.desk();
        fill(fixture);
        Map<String, Map<String, String>> filters = new LinkedHashMap<>();
        filters.put("open", Map.of());
        filters.put("waiting", Map.of("etat", "waiting"));
        filters.put("late", Map.of("etat", "late"));
        filters.put("closed", Map.of("etat", "closed"));
        filters.put("all", Map.of("etat", "all"));
        filters.put("all, page 30", Map.of("etat", "all", "page", "30"));
        filters.put("one procedure", Map.of("demarche", "creche"));
        filters.put("one procedure, closed", Map.of("demarche", "creche", "etat", "closed"));
        filters.put("mine", Map.of("agent", "moi"));
        filters.put("nobody's", Map.of("agent", "personne", "etat", "all"));
        filters.put("a number", Map.of("q", "2026-00A1B2", "etat", "all"));
        filters.put("a name", Map.of("q", "preuve prenom42", "etat", "all"));
        filters.put("a name that many have", Map.of("q", "martin"));
        filters.put("a word that nobody has", Map.of("q", "introuvable", "etat", "all"));
        filters.put("a name, a procedure, late", Map.of("q", "modele", "demarche", "saisine", "etat", "late"));
        for (Map.Entry<String, Map<String, String>> filter : filters.entrySet()) {
            said("queue of " + FILES + " files: " + filter.getKey(), database, rounds(ROUNDS, () -> {
                FakeRequest request = FakeRequest.get("/").at(NOW).as(WORKER);
                filter.getValue().forEach(request::query);
                fixture.html.html(answer(fixture.queue, "GET", "/demarches", request), RODEZ);
            }));
        }
    }

    /** Three of four are closed; of the others a tenth waits, and each has its own deadline. */
    private static void fill(DemarchesFixture fixture) {
        Map<String, Integer> versions = new LinkedHashMap<>();
        PROCEDURES.forEach(id -> versions.put(id, fixture.procedures.newest(id).orElseThrow().version()));
        for (int begin = 0; begin < FILES; begin += BATCH) {
            int first = begin;
            fixture.database.database().of(RODEZ.id()).write(transaction -> {
                for (int i = first; i < Math.min(FILES, first + BATCH); i++) {
                    CaseTable.insert(transaction, file(i, versions), new CaseTable.Held("x".repeat(64), null, NOW));
                }
            });
        }
        fixture.database.database().of(RODEZ.id()).write(transaction -> {
            transaction.execute("update demarches_file f set silence_at = null where f.tenant_id = :tenant and f.kind = 'CLOSED'");
        });
        if (fixture.database.toString().equals("postgresql")) {
            counted(fixture.database);
        }
    }

    /** What PostgreSQL does by itself within a minute of so many changes. */
    private static void counted(TestDatabase database) {
        try (Connection connection = database.owner(); Statement statement = connection.createStatement()) {
            statement.execute("vacuum analyze");
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static CaseFile file(int i, Map<String, Integer> versions) {
        boolean closed = i % 4 != 0;
        boolean waiting = !closed && i % 40 == 0;
        var kind = closed
                ? Workflow.Kind.CLOSED
                : waiting ? Workflow.Kind.WAITING : Workflow.Kind.OPEN;
        Instant received = NOW.minus(Duration.ofMinutes(i));
        String name = NAMES.get(i % NAMES.size()) + " Prenom" + i;
        String procedure = PROCEDURES.get(i % PROCEDURES.size());
        return new CaseFile(
                Ids.next(), "2026-" + String.format("%06X", i), procedure, versions.getOrDefault(procedure, 1), new CaseFile.Stand("received", kind, null, null, null),
                Answers.of("{\"request\": {\"subject\": \"Objet " + i + "\"}}"), new CaseFile.Applicant(name, "p" + i + "@example.org", "", null, "fr"),
                CaseFile.Channel.WEB, "Objet " + i, received, List.of(new ClockEvent.Received(received)), NOW.plus(Duration.ofMinutes(i / 4)), null, received, 1);
    }

    @OnBothDatabases
    void clocksOfAllOpenFilesAreEvaluated(TestDatabase database) throws Exception {
        DemarchesFixture fixture = new DemarchesFixture(database);
        Procedure procedure = fixture.procedures.newest("saisine").orElseThrow();
        int open = FILES / 2;
        List<List<ClockEvent>> all = new ArrayList<>();
        for (int i = 0; i < open; i++) {
            Instant received = NOW.minus(Duration.ofHours(i % 1_400));
            all.add(List.of(
                    new ClockEvent.Received(received), new ClockEvent.Asked(received.plus(Duration.ofHours(1)), LocalDate.parse("2026-12-01")),
                    new ClockEvent.Came(received.plus(Duration.ofHours(30)))));
        }
        said("clocks of " + open + " open files evaluated", database, rounds(3, () -> {
            int over = 0;
            for (List<ClockEvent> events : all) {
                over += Clocks.of(RODEZ.tenant(), procedure.header().silence(), events, NOW).over(NOW) ? 1 : 0;
            }
            if (over > open) {
                throw new IllegalStateException();
            }
        }));
    }

    @OnBothDatabases
    void manyProceduresAreRead(TestDatabase database) throws Exception {
        Map<String, Map<String, byte[]>> many = new TreeMap<>();
        List<Map<String, byte[]>> shipped = DemarchesFixture.shipped().values().stream().filter(files -> files.containsKey("workflow.yaml")).toList();
        DemarchesFixture fixture = new DemarchesFixture(database);
        for (int i = 0; i < 500; i++) {
            Map<String, byte[]> files = new TreeMap<>(shipped.get(i % shipped.size()));
            String header = new String(files.get("procedure.yaml"), StandardCharsets.UTF_8);
            files.put("procedure.yaml", header.replaceFirst("(?m)^id: .*$", "id: p" + i).getBytes(StandardCharsets.UTF_8));
            many.put("p" + i, files);
        }
        many.values().forEach(files -> fixture.procedures.install(files, "folder", null));
        said("500 procedures read into the catalogue", database, rounds(1, () -> {
            Procedures fresh = new Procedures(database.database(), fixture.audit, fixture.clock);
            if (fresh.newest().size() < 500) {
                throw new IllegalStateException("only " + fresh.newest().size());
            }
        }));
    }

    @OnBothDatabases
    void aLongFormIsCheckedAndShown(TestDatabase database) throws Exception {
        Procedure procedure = longForm(200);
        Map<String, Object> data = new LinkedHashMap<>();
        for (int i = 0; i < 200; i++) {
            data.put("f" + i, i % 3 == 0 ? "oui" : "Réponse " + i);
        }
        Answers answers = Answers.of(Json.of(Map.of("a", data)));
        Pages pages = Pages.of("demarches").desk();
        said("form of 200 questions with conditions, checked and rendered", database, rounds(100, () -> {
            List<Problem> problems = AnswersCheck.check(procedure, answers, LocalDate.parse("2026-11-12"));
            Screen screen = new Screen(procedure, Wanted.of(Locale.FRENCH), id -> Optional.empty());
            Map<String, Object> model = new LinkedHashMap<>();
            model.put("procedure", "long");
            model.put("title", "Long");
            model.put("draft", "");
            model.put("parts", procedure.screens().shown(answers.json()).stream()
                    .map(step -> new Screen.Part(screen.label(step.key()), "", screen.widgets(step, answers)))
                    .toList());
            model.put("asked", procedure.screens().asked(answers.json()).stream().map(field -> field.path()).toList());
            model.put("today", "2026-11-12");
            model.put("typed", Map.of());
            model.put("errors", problems.stream().map(screen::error).toList());
            pages.html("demarches/desk-counter", model, RODEZ, Locale.FRENCH);
        }));
    }

    private static Procedure longForm(int questions) {
        Map<String, byte[]> files = new TreeMap<>(DemarchesFixture.shipped().get("saisine"));
        StringBuilder properties = new StringBuilder();
        StringBuilder controls = new StringBuilder();
        StringBuilder texts = new StringBuilder();
        for (int i = 0; i < questions; i++) {
            String separator = i == 0 ? "" : ",";
            properties.append(separator).append("\"f").append(i).append("\":").append(i % 3 == 0
                    ? "{\"type\":\"string\",\"enum\":[\"oui\",\"non\"]}"
                    : "{\"type\":\"string\",\"minLength\":3,\"maxLength\":100}");
            String rule = i % 3 == 0 ? "" : ",\"rule\":{\"effect\":\"SHOW\",\"condition\":{\"scope\":\"#/properties/a/properties/f" + (i - i % 3)
                    + "\",\"schema\":{\"const\":\"oui\"}}}";
            controls.append(separator).append("{\"type\":\"Control\",\"scope\":\"#/properties/a/properties/f").append(i).append('"').append(rule).append('}');
            texts.append("a.f").append(i).append(".label=Question ").append(i).append('\n');
            if (i % 3 == 0) {
                texts.append("a.f").append(i).append(".oui=Oui\na.f").append(i).append(".non=Non\n");
            }
        }
        String schema = text(files, "schema.json").replaceFirst("\"properties\": \\{", "\"properties\": {\"a\": {\"type\": \"object\", \"properties\": {" + properties + "}},");
        String ui = text(files, "ui.json").replaceFirst("\"elements\": \\[", "\"elements\": [{\"type\":\"Category\",\"i18n\":\"long\",\"elements\":[" + controls + "]},");
        files.put("schema.json", schema.getBytes(StandardCharsets.UTF_8));
        files.put("ui.json", ui.getBytes(StandardCharsets.UTF_8));
        for (String name : List.of("messages_fr.properties", "messages_en.properties")) {
            files.put(name, (text(files, name) + "\nlong.label=Long\n" + texts).getBytes(StandardCharsets.UTF_8));
        }
        ProcedureReader.Reading reading = ProcedureReader.read(files);
        if (reading.procedure() == null) {
            throw new IllegalStateException(reading.faults().toString());
        }
        return reading.procedure();
    }

    private static String text(Map<String, byte[]> files, String name) {
        return new String(files.get(name), StandardCharsets.UTF_8);
    }
}
