package org.parvis.demarches.design;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.parvis.api.route.Fields;
import org.parvis.api.route.Form;
import org.parvis.demarches.procedure.Fault;
import org.parvis.demarches.procedure.PackageFiles;
import org.parvis.demarches.procedure.ProcedureReader;
import org.parvis.demarches.procedure.Source;
import org.parvis.testkit.FakeRequest;

/** Packages taken apart and put together again: nothing that was in them is lost, whoever wrote them. */
final class PartsTest {
    private static final Path BOUQUET = Path.of("src/main/resources/plugin/procedures");
    private static final List<String> TREES = List.of(Parts.HEADER, Parts.DATA, Parts.SCREENS, Parts.WORKFLOW);

    static List<Path> procedures() throws IOException {
        try (Stream<Path> folders = Files.list(BOUQUET)) {
            return folders.filter(Files::isDirectory).sorted().toList();
        }
    }

    private static Map<String, String> texts(Map<String, byte[]> files) {
        Map<String, String> texts = new TreeMap<>();
        files.forEach((file, bytes) -> texts.put(file, new String(bytes, StandardCharsets.UTF_8)));
        return texts;
    }

    private static Parts opened(Path folder) throws Exception {
        return Parts.of(PackageFiles.folder(folder)).orElseThrow();
    }

    private static Form form(Map<String, String> typed) throws IOException {
        FakeRequest request = FakeRequest.post("/");
        // What is not ticked is not sent.
        typed.forEach((name, value) -> {
            if (!value.isEmpty() || !name.matches("required|accept\\..*|(field|option)\\.[0-9]+\\.(required|drop)|initial|archive")) {
                request.field(name, value);
            }
        });
        return request.form();
    }

    @ParameterizedTest
    @MethodSource("procedures")
    void aPackageThatNobodyChangesStaysByteByByte(Path folder) throws Exception {
        Map<String, byte[]> files = PackageFiles.folder(folder);
        assertThat(texts(Parts.of(files).orElseThrow().files())).isEqualTo(texts(files));
    }

    @ParameterizedTest
    @MethodSource("procedures")
    void aFileThatIsWrittenAnewSaysTheSameAndKeepsItsComments(Path folder) throws Exception {
        for (Map.Entry<String, byte[]> file : PackageFiles.folder(folder).entrySet()) {
            if (TREES.contains(file.getKey())) {
                ObjectNode tree = (ObjectNode) Source.of(file.getKey(), file.getValue()).orElseThrow().root();
                String old = new String(file.getValue(), StandardCharsets.UTF_8);
                byte[] written = TreeWriter.write(file.getKey(), tree, old);
                assertThat(Source.of(file.getKey(), written).orElseThrow().root()).isEqualTo(tree);
                List<String> comments = old.lines().map(String::strip).filter(line -> line.startsWith("#")).toList();
                assertThat(new String(written, StandardCharsets.UTF_8).lines().map(String::strip).filter(comments::contains).toList()).isEqualTo(comments);
            }
        }
    }

    /** Opening each form of a procedure and saving it as it stands changes nothing in any file. */
    @ParameterizedTest
    @MethodSource("procedures")
    void formsThatAreSavedAsTheyStandChangeNothing(Path folder) throws Exception {
        Parts parts = opened(folder);
        Map<String, String> before = texts(parts.files());
        List<Fields> all = new ArrayList<>();
        Form sheet = form(new SheetForm(parts).typed());
        all.add(new Fields(sheet));
        new SheetForm(parts).apply(sheet, all.get(0));
        assertThat(texts(parts.files())).as("sheet").isEqualTo(before);
        for (ObjectNode node : Outline.questions(parts.screens())) {
            Question question = Question.of(parts, Outline.path(node)).orElseThrow();
            save(question, all);
            for (String name : question.columns()) {
                save(question.column(name).orElseThrow(), all);
            }
            assertThat(texts(parts.files())).as(question.path()).isEqualTo(before);
            all.add(new Fields(form(new Asked(parts, "fr").typed(node))));
            new Asked(parts, "fr").apply(node, form(new Asked(parts, "fr").typed(node)), all.get(all.size() - 1));
            assertThat(texts(parts.files())).as("condition of " + question.path()).isEqualTo(before);
        }
        Flow flow = new Flow(parts);
        for (String state : flow.states()) {
            Form form = form(flow.typedState(state));
            all.add(new Fields(form));
            flow.applyState(state, form, all.get(all.size() - 1));
        }
        for (String way : flow.ways()) {
            Form form = form(new WayForm(parts, way).typed());
            all.add(new Fields(form));
            new WayForm(parts, way).apply(form, all.get(all.size() - 1));
        }
        for (String letter : parts.letters()) {
            parts.letter(letter, "fr", parts.letter(letter, "fr").strip());
            parts.letter(letter, "en", parts.letter(letter, "en").strip());
        }
        assertThat(texts(parts.files())).isEqualTo(before);
        assertThat(all).allSatisfy(fields -> assertThat(fields.errors()).isEmpty());
    }

    private static void save(Question question, List<Fields> all) throws IOException {
        Form form = form(new QuestionForm(question).typed());
        all.add(new Fields(form));
        new QuestionForm(question).apply(form, all.get(all.size() - 1));
    }

    /** Whatever is done in whatever order: what is written can be read again, and says what was meant. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
    void manyChangesInAnyOrderLeaveAPackageThatCanBeRead(int seed) throws Exception {
        Random random = new Random(seed);
        List<Path> all = procedures().stream().filter(folder -> Files.exists(folder.resolve(Parts.SCREENS))).toList();
        Parts parts = opened(all.get(random.nextInt(all.size())));
        for (int i = 0; i < 60; i++) {
            change(parts, random);
            Parts again = Parts.of(parts.files()).orElseThrow();
            assertThat(again.header()).isEqualTo(parts.header());
            assertThat(again.data()).isEqualTo(parts.data());
            assertThat(again.screens()).isEqualTo(parts.screens());
            assertThat(again.workflow()).isEqualTo(parts.workflow());
            for (String variant : Parts.VARIANTS) {
                assertThat(again.messages(variant).text()).isEqualTo(parts.messages(variant).text());
            }
            // Faults are told, each somewhere; nothing breaks.
            assertThat(Told.of(again)).hasSameSizeAs(ProcedureReader.read(again.files()).faults());
            parts = again;
        }
    }

    private static void change(Parts parts, Random random) {
        Outline outline = new Outline(parts);
        List<ObjectNode> questions = Outline.questions(parts.screens());
        List<QuestionKind> kinds = Stream.of(QuestionKind.values()).filter(kind -> kind != QuestionKind.KEPT).toList();
        QuestionKind kind = kinds.get(random.nextInt(kinds.size()));
        ObjectNode question = questions.isEmpty() ? null : questions.get(random.nextInt(questions.size()));
        int which = random.nextInt(9);
        if (which == 0 || outline.steps().isEmpty()) {
            outline.addStep("Étape n°" + random.nextInt(5) + " = \\ # : ", "Step");
        } else if (which == 1) {
            Question.add(parts, (ObjectNode) outline.steps().get(0), random.nextBoolean() ? "" : "demande", kind, "Où, quand\u00a0?\n# ligne", " two ");
        } else if (question == null) {
            outline.addPiece((ObjectNode) outline.steps().get(0), "Group", "Groupe", "Group");
        } else if (which == 2) {
            Question.of(parts, Outline.path(question)).ifPresent(one -> kind.into(one.property(), one.control()));
        } else if (which == 3) {
            Outline.move(outline.question(Outline.path(question)).orElseThrow(), random.nextBoolean() ? 1 : -1);
        } else if (which == 4) {
            outline.remove(outline.question(Outline.path(question)).orElseThrow());
        } else if (which == 5) {
            new Condition(Condition.Effect.SHOW, Outline.path(question), List.of("a", "b")).into(questions.get(0), parts);
        } else if (which == 6) {
            outline.moveInto(outline.question(Outline.path(question)).orElseThrow(), Outline.key(outline.steps().get(random.nextInt(outline.steps().size()))));
        } else if (which == 7) {
            Flow flow = new Flow(parts);
            flow.removeState(flow.states().get(random.nextInt(flow.states().size())));
            flow.addState("oui", "yes");
            flow.addWay("123", "null");
        } else {
            Outline.move(outline.step(Outline.key(outline.steps().get(0))).orElseThrow(), 1);
        }
    }

    @Test
    void whatIsWrittenByHandIsToldAndKept() throws Exception {
        Parts parts = opened(BOUQUET.resolve("saisine"));
        Question siret = Question.of(parts, "applicant.siret").orElseThrow();
        assertThat(siret.kept()).containsEntry("pattern", "^[0-9]{14}$");
        Form form = form(Map.of("label.fr", "SIRET", "label.en", "SIRET", "kind", "text", "most", "20"));
        new QuestionForm(siret).apply(form, new Fields(form));
        assertThat(siret.property().schema().path("pattern").asText()).isEqualTo("^[0-9]{14}$");
        assertThat(siret.property().schema().path("maxLength").asInt()).isEqualTo(20);
    }

    @Test
    void aConditionOnAnythingButAChoiceOrABoxIsKept() throws Exception {
        Parts parts = opened(BOUQUET.resolve("saisine"));
        ObjectNode earlier = new Outline(parts).question("request.earlierNumber").orElseThrow().node();
        assertThat(Condition.of(earlier, parts)).isEqualTo(new Condition(Condition.Effect.SHOW, "request.earlier", List.of("true")));
        new Condition(Condition.Effect.HIDE, "request.subject", List.of("x")).into(earlier, parts);
        String written = earlier.path("rule").toString();
        assertThat(new Asked(parts, "fr").typed(earlier)).containsEntry("effect", "kept");
        new Asked(parts, "fr").apply(earlier, form(new Asked(parts, "fr").typed(earlier)), new Fields(form(Map.of())));
        assertThat(earlier.path("rule")).hasToString(written);
        assertThat(Question.of(parts, "request.earlierNumber").orElseThrow().kept()).containsEntry("rule", written);
    }

    @Test
    void commentsStayAboveWhatTheyStoodAboveAndThoseOfWhatIsGoneMoveUp() throws Exception {
        String old = """
                # Whose it is.
                id: a
                # Why two.
                list:
                  - text: "a # b"   # in the line
                  # Of the second.
                  - text: c
                last: x
                # The end.
                """;
        ObjectNode tree = (ObjectNode) Source.of("x.yaml", old.getBytes(StandardCharsets.UTF_8)).orElseThrow().root();
        tree.withArray("list").remove(1);
        tree.put("last", "y");
        assertThat(new String(TreeWriter.write("x.yaml", tree, old), StandardCharsets.UTF_8)).isEqualTo("""
                # Whose it is.
                id: a
                # Why two.
                # Of the second.
                list:
                # in the line
                - text: "a # b"
                last: "y"
                # The end.
                """);
    }

    @Test
    void aFeeByAChoiceIsKeptWhenTheSheetIsSaved() throws Exception {
        Parts parts = opened(BOUQUET.resolve("saisine"));
        ObjectNode fee = parts.header().putObject("fees").putObject("copy").put("by", "request.theme");
        fee.putObject("amounts").put("road", 250);
        String written = parts.header().path("fees").toString();
        new SheetForm(parts).apply(form(new SheetForm(parts).typed()), new Fields(form(Map.of())));
        assertThat(parts.header().path("fees")).hasToString(written);
    }

    @Test
    void aProcedureFromNothingLacksWordsAndLawsAlone() {
        for (String kind : Skeleton.KINDS) {
            Parts parts = Skeleton.of(kind);
            parts.header().put("id", "essai");
            SheetForm.TEXTS.forEach(key -> List.of("fr", "en").forEach(language -> parts.messages(language).set(key, "Un texte.")));
            List<String> faults = ProcedureReader.read(parts.files()).faults().stream().map(Fault::messageKey).toList();
            List<String> expected = switch (kind) {
                case "link" -> List.of("demarches.fault.law", "demarches.fault.link");
                case "sheet" -> List.of("demarches.fault.law", "demarches.fault.sheet");
                default -> List.of("demarches.fault.law");
            };
            assertThat(faults).as(kind).containsExactlyInAnyOrderElementsOf(expected);
        }
    }
}
