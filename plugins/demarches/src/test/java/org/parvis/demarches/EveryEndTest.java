package org.parvis.demarches;

import static org.assertj.core.api.Assertions.assertThat;
import static org.parvis.demarches.DemarchesFixture.NOW;
import static org.parvis.demarches.DemarchesFixture.RODEZ;
import static org.parvis.demarches.DemarchesFixture.WORKER;
import static org.parvis.demarches.DemarchesFixture.answer;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.parvis.api.document.Documents;
import org.parvis.api.notify.Notification;
import org.parvis.api.route.Response;
import org.parvis.api.route.Routes;
import org.parvis.demarches.procedure.Letter;
import org.parvis.demarches.procedure.Procedure;
import org.parvis.demarches.procedure.ProcedureReader;
import org.parvis.demarches.procedure.SampleAnswers;
import org.parvis.demarches.procedure.Texts.Wanted;
import org.parvis.demarches.procedure.Workflow;
import org.parvis.demarches.procedure.Workflow.Actor;
import org.parvis.demarches.procedure.Workflow.Kind;
import org.parvis.demarches.procedure.Workflow.Outcome;
import org.parvis.demarches.procedure.Workflow.Transition;
import org.parvis.testkit.FakeRequest;
import org.parvis.testkit.FakeRequestSites;
import org.parvis.testkit.FakeTenants;
import org.parvis.testkit.TestDatabase;

/** Each way in which a request of the bouquet can end, gone from its arrival on: by agents, by who sent it, by the clock. */
final class EveryEndTest {
    private static final String EMAIL = "essai@example.org";
    /** Acts of the commune, which are made in French alone (constitution, article 2). */
    private static final Set<String> ACTS = Set.of(
            "agreement", "cessation", "certificate", "deed", "order", "permit", "receipt");
    /** Why it ended is known to both: nobody came to the appointment. */
    private static final Set<String> WITHOUT_WORD = Set.of("rendez-vous miss");

    private static DemarchesFixture fixture;

    /** A way that ends a request, after those that lead there. */
    private record End(Procedure procedure, List<Transition> before, Transition last, String language) {
        Workflow.State state() {
            return procedure.workflow().state(last.to());
        }

        boolean byAgents() {
            return last.byAgents();
        }

        @Override
        public String toString() {
            return procedure.id() + " " + last.id() + " " + language;
        }
    }

    @BeforeAll
    static void install() {
        fixture = new DemarchesFixture(TestDatabase.derby());
    }

    static List<End> ends() {
        List<End> ends = new ArrayList<>();
        for (Map<String, byte[]> files : DemarchesFixture.shipped().values()) {
            Procedure procedure = Objects.requireNonNull(ProcedureReader.read(files).procedure());
            for (Transition way : procedure.workflow().transitions()) {
                if (procedure.workflow().state(way.to()).kind() == Kind.CLOSED) {
                    List<Transition> before = before(procedure.workflow(), way);
                    Stream.of("fr", "en").forEach(language -> ends.add(new End(procedure, before, way, language)));
                }
            }
        }
        return ends;
    }

    /** The shortest way to where another can be gone. */
    private static List<Transition> before(Workflow workflow, Transition wanted) {
        Map<String, List<Transition>> found = new HashMap<>(Map.of(workflow.initial(), List.of()));
        Deque<String> next = new ArrayDeque<>(List.of(workflow.initial()));
        while (!next.isEmpty()) {
            String state = next.poll();
            if (wanted.from().contains(state)) {
                return found.get(state);
            }
            for (Transition way : workflow.from(state)) {
                if (workflow.state(way.to()).kind() != Kind.CLOSED && !found.containsKey(way.to())) {
                    found.put(way.to(), Stream.concat(found.get(state).stream(), Stream.of(way)).toList());
                    next.add(way.to());
                }
            }
        }
        throw new AssertionError("nothing leads to " + wanted.id());
    }

    @Test
    void areFoundForEachProcedureThatIsDoneOnline() {
        Map<String, Set<String>> found = ends().stream().collect(Collectors.groupingBy(
                end -> end.procedure().id(), Collectors.mapping(end -> end.last().id(), Collectors.toCollection(TreeSet::new))));
        assertThat(found).hasSize(17);
        assertThat(found.get("creche")).containsExactly("admit", "decline", "lapse", "refuse", "withdraw");
        assertThat(found.get("debit-boissons-temporaire")).containsExactly("authorise", "lapse", "refuse", "withdraw");
    }

    @ParameterizedTest
    @MethodSource("ends")
    void isReachedAndToldWithItsLetter(End end) throws Exception {
        CaseFile file = sent(end);
        for (Transition way : end.before()) {
            file = go(file, way);
        }
        int letters = fixture.printed.size();
        fixture.sent.clear();
        CaseFile closed = go(file, end.last());
        assertThat(closed.stand().state()).isEqualTo(end.last().to());
        assertThat(closed.closed()).isTrue();
        assertThat(closed.silenceAt()).isNull();
        assertThat(closed.stand().outcome()).isEqualTo(end.state().outcome());
        told(end);
        assertThat(fixture.printed.size() - letters).as("letters").isEqualTo(end.last().document() == null ? 0 : 1);
        if (end.last().document() != null) {
            letter(end, fixture.printed.get(letters));
        }
        String state = end.procedure().texts().text(wanted(end), "state." + end.last().to());
        String page = fixture.html.html(fixture.follow.page(FakeRequest.get("/").at(fixture.now).in(Locale.forLanguageTag(end.language())), closed.id().toString()), RODEZ);
        assertThat(page).contains(state);
        if (end.last().document() != null) {
            assertThat(page).contains("/piece/");
        }
    }

    private static Wanted wanted(End end) {
        return Wanted.of(Locale.forLanguageTag(end.language()));
    }

    private static CaseFile sent(End end) {
        fixture.now = NOW;
        Draft begun = fixture.drafts.begin(RODEZ.id(), end.procedure(), Holder.fresh(), null, false, NOW);
        Draft draft = fixture.drafts.save(RODEZ.id(), begun, SampleAnswers.of(end.procedure(), EMAIL), NOW);
        return fixture.cases.submit(
                RODEZ, draft, end.procedure(), Locale.forLanguageTag(end.language()), Cases.Origin.web(Holder.fresh(), NOW), code -> {});
    }

    private static CaseFile go(CaseFile file, Transition way) throws Exception {
        fixture.now = fixture.now.plus(Duration.ofHours(1));
        if (way.byAgents()) {
            byAgent(file, way);
        } else if (way.by().contains(Actor.CITIZEN)) {
            byCitizen(file, way);
        } else {
            fixture.now = Objects.requireNonNull(file.silenceAt());
            new SilenceJob(fixture.database.database(), FakeTenants.of(RODEZ, FakeRequestSites.AGEN), fixture.procedures, fixture.handling).run(fixture.now);
        }
        return fixture.cases.get(RODEZ.id(), file.id());
    }

    private static void byAgent(CaseFile file, Transition way) throws Exception {
        FakeRequest request = request(file).as(WORKER).field("way", way.id()).field("revision", String.valueOf(file.revision()));
        way.requires().forEach(need -> request.field(
                way.id() + "." + need.name().toLowerCase(Locale.ROOT), need == Workflow.Need.DUE ? "2026-12-24" : given(need.name().toLowerCase(Locale.ROOT))));
        way.fields().forEach(field -> request.field(way.id() + "." + field.name(), value(field)));
        gone(fixture.desk, "/demarches/{id}/avancer", request);
    }

    private static String value(Workflow.Asked field) {
        return switch (field.type()) {
            case "date" -> "2026-12-24";
            case Workflow.AMOUNT -> "120,50";
            default -> given(field.name());
        };
    }

    private static String given(String name) {
        return "Précision sur " + name;
    }

    private static void byCitizen(CaseFile file, Transition way) throws Exception {
        FakeRequest request = request(file).cookie("opened", file.id().toString());
        if (fixture.view.procedure(file).workflow().state(way.to()).kind() == Kind.CLOSED) {
            gone(fixture.follow, "/teleservices/suivi/{id}/retirer", request.field("confirm", "true"));
        } else {
            gone(fixture.follow, "/teleservices/suivi/{id}", request.field("text", "Voici.").field("complete", "true"));
        }
    }

    private static FakeRequest request(CaseFile file) {
        return FakeRequest.post("/").at(fixture.now).with("id", file.id().toString());
    }

    private static void gone(Routes routes, String pattern, FakeRequest request) throws Exception {
        Response response = answer(routes, "POST", pattern, request);
        assertThat(response.status()).as(pattern).isEqualTo(303);
    }

    /** The message has the new state in the language of the request, and the agent's words; whoever is refused something is told why. */
    private static void told(End end) {
        boolean explained = end.last().requires().contains(Workflow.Need.REASON) || end.last().requires().contains(Workflow.Need.MESSAGE);
        if (end.byAgents() && end.state().outcome() != Outcome.GRANTED && !WITHOUT_WORD.contains(end.procedure().id() + " " + end.last().id())) {
            assertThat(explained).as("an agent says why").isTrue();
        }
        if (!end.last().tells()) {
            assertThat(fixture.sent).isEmpty();
            return;
        }
        Notification message = fixture.sent.get(fixture.sent.size() - 1);
        assertThat(message.kind()).isEqualTo(Kinds.MOVED);
        assertThat(message.values()).containsEntry("state", end.procedure().texts().text(wanted(end), "state." + end.last().to()));
        if (explained) {
            assertThat(message.values().get("text")).startsWith("Précision sur ");
        }
    }

    private static void letter(End end, Documents.Printed printed) {
        assertThat(printed.language()).isEqualTo(Locale.FRENCH);
        List<Letter.Block> french = blocks(printed, "blocks");
        List<Letter.Block> translation = blocks(printed, "translation");
        assertThat(translation.isEmpty()).as("without translation").isEqualTo(end.language().equals("fr") || ACTS.contains(end.last().document()));
        filled(end, french);
        if (!translation.isEmpty()) {
            filled(end, translation);
        }
        if (end.last().document().equals("not_found")) {
            assertThat(text(french)).as("where else to ask").contains("procureur de la République", "Service central d’état civil");
        }
        if (end.state().outcome() == Outcome.REFUSED) {
            refused(end, text(french), "Si vous contestez cette décision", "deux mois", "tribunal administratif", "procureur de la République");
            if (!translation.isEmpty()) {
                refused(end, text(translation), "If you do not agree", "two months", "administrative court", "public prosecutor");
            }
        }
    }

    /** What the agent had to give is in it, and no variable is left open. */
    private static void filled(End end, List<Letter.Block> blocks) {
        assertThat(blocks.get(0).kind()).isEqualTo("title");
        String text = text(blocks);
        assertThat(text).doesNotContain("[", "]").doesNotContain(" ,", "« »", "null");
        end.last().requires().stream().filter(need -> need != Workflow.Need.DUE && need != Workflow.Need.PAID)
                .forEach(need -> assertThat(text).contains(given(need.name().toLowerCase(Locale.ROOT))));
        end.last().fields().stream().filter(field -> field.required() && !field.type().equals("date"))
                .filter(field -> text(end, field.name()))
                .forEach(field -> assertThat(text).contains(given(field.name())));
    }

    private static boolean text(End end, String variable) {
        return end.procedure().letter(Objects.requireNonNull(end.last().document()), "fr").orElseThrow().lines().stream().anyMatch(line -> line.contains("[" + variable + "]"));
    }

    /**
     * Reasons (CRPA, L211-2 and L211-5), then before whom and until when the decision can be contested, else the time never runs out (Code de justice
     * administrative, R421-5): two months (R421-1); records of civil status are the prosecutor's (Code civil, article 34-1).
     */
    private static void refused(End end, String letter, String heading, String months, String court, String prosecutor) {
        assertThat(letter).contains(given("reason"), heading);
        if (end.procedure().id().startsWith("acte-")) {
            assertThat(letter).contains(prosecutor, "34-1");
        } else {
            assertThat(letter).contains(months, court, "R421-1", "www.telerecours.fr", "L411-2");
        }
    }

    private static List<Letter.Block> blocks(Documents.Printed printed, String name) {
        return ((List<?>) printed.model().get(name)).stream().map(Letter.Block.class::cast).toList();
    }

    private static String text(List<Letter.Block> blocks) {
        return blocks.stream().map(Letter.Block::text).collect(Collectors.joining("\n"));
    }
}
