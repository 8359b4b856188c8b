package org.parvis.demarches.procedure;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.MessageFormat;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every procedure of the bouquet, read and checked; faults with file, line and reason. */
final class BouquetTest {
    static final Path BOUQUET = Path.of("src/main/resources/plugin/procedures");

    private static final List<String> PROMISED = List.of(
            "acte-deces", "acte-mariage", "acte-naissance", "attestation-accueil", "carte-identite-passeport", "chambre-hotes", "concession-cimetiere", "creche",
            "debit-boissons-temporaire", "inscription-scolaire", "legalisation-signature", "liste-electorale", "meuble-tourisme", "occupation-domaine-public",
            "operation-tranquillite-vacances", "periscolaire", "recensement-citoyen", "rendez-vous", "saisine", "salle", "signalement", "stationnement",
            "subvention-association", "urbanisme");
    private static final LocalDate TODAY = LocalDate.of(2027, 3, 1);
    private static final JsonNodeFactory MAKE = JsonNodeFactory.instance;
    /** What the patterns of the bouquet take. */
    private static final List<String> CODES = List.of("12345678901234", "W123456789", "1234567");
    /** A straight apostrophe, or no no-break space where French wants one. */
    private static final Pattern ILL_SET = Pattern.compile("'|[^\\u00a0\\u202f/][?!;\u00bb]|\u00ab[^\\u00a0\\u202f]| :|[^\\u00a0\\u202f]\u20ac");

    static List<Path> procedures() throws IOException {
        try (Stream<Path> folders = Files.list(BOUQUET)) {
            return folders.filter(Files::isDirectory).sorted().toList();
        }
    }

    @Test
    void holdsWhatIsPromised() throws Exception {
        assertThat(procedures().stream().map(folder -> folder.getFileName().toString()).toList()).containsExactlyElementsOf(PROMISED);
    }

    @ParameterizedTest
    @MethodSource("procedures")
    void isWithoutFault(Path folder) throws Exception {
        Map<String, byte[]> files = PackageFiles.folder(folder);
        ProcedureReader.Reading reading = ProcedureReader.read(files);
        assertThat(reading.faults().stream().map(BouquetTest::said).toList()).as("faults of " + folder.getFileName()).isEmpty();
        assertThat(Objects.requireNonNull(reading.procedure()).id()).as("id").isEqualTo(folder.getFileName().toString());
    }

    /** Every choice that a person can make leads to a form that can be sent, and nothing that is required can be left out. */
    @ParameterizedTest
    @MethodSource("procedures")
    void canBeAnsweredWhateverIsChosen(Path folder) throws Exception {
        Procedure procedure = Objects.requireNonNull(ProcedureReader.read(PackageFiles.folder(folder)).procedure());
        for (Field field : procedure.screens().fields()) {
            for (JsonNode choice : choices(field)) {
                Answers answers = answered(procedure, field, choice);
                assertThat(problems(procedure, answers)).as(folder.getFileName() + " with " + field.path() + " " + choice).isEmpty();
                for (Field asked : procedure.screens().asked(answers.json())) {
                    if (asked.required() && asked.kind() != Field.Kind.CHECK) {
                        Answers without = answers.with(asked.path(), MAKE.missingNode()).pruned(procedure.screens());
                        assertThat(AnswersCheck.check(procedure, without, TODAY)).as(asked.path() + " left out").extracting(Problem::name).contains(asked.path());
                    }
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("procedures")
    void isSetInFrench(Path folder) throws Exception {
        List<String> wrong = new ArrayList<>();
        for (Map.Entry<String, byte[]> file : PackageFiles.folder(folder).entrySet()) {
            if (file.getKey().matches(".*_fr(_simple)?\\.(properties|txt)")) {
                new String(file.getValue(), StandardCharsets.UTF_8).lines()
                        .filter(line -> ILL_SET.matcher(line).find()).forEach(line -> wrong.add(file.getKey() + ": " + line));
            }
        }
        assertThat(wrong).isEmpty();
    }

    /** A refusal gives reasons (CRPA, L211-5) and says whom to turn to. */
    @ParameterizedTest
    @MethodSource("procedures")
    void refusesWithReasonsAndWaysOut(Path folder) throws Exception {
        Procedure procedure = Objects.requireNonNull(ProcedureReader.read(PackageFiles.folder(folder)).procedure());
        for (Workflow.Transition way : procedure.workflow().transitions()) {
            if (procedure.workflow().state(way.to()).outcome() == Workflow.Outcome.REFUSED) {
                String letter = String.join("\n", procedure.letter(Objects.requireNonNull(way.document(), way.id()), "fr").orElseThrow().lines());
                assertThat(letter).contains("[reason]").containsPattern("tribunal|gendarmerie");
            }
        }
    }

    private static List<Problem> problems(Procedure procedure, Answers answers) {
        return AnswersCheck.check(procedure, answers, TODAY);
    }

    private static List<JsonNode> choices(Field field) {
        return switch (field.kind()) {
            case RADIOS, SELECT -> field.values().stream().map(value -> (JsonNode) MAKE.textNode(value)).toList();
            case CHECK -> List.of(MAKE.booleanNode(true));
            default -> List.of(sample(field));
        };
    }

    /** The least that can be sent with an answer given; a question that is hidden is answered only if it comes up. */
    private static Answers answered(Procedure procedure, Field chosen, JsonNode choice) {
        Answers answers = Answers.none();
        for (int round = 0; round < 100; round++) {
            List<Field> asked = procedure.screens().asked(answers.json());
            if (asked.contains(chosen) && answers.at(chosen).isMissingNode()) {
                answers = answers.with(chosen.path(), choice);
                continue;
            }
            List<Problem> missing = problems(procedure, answers).stream()
                    .filter(problem -> problem.field() != null && problem.keyword().equals("required")).toList();
            if (missing.isEmpty()) {
                return answers;
            }
            Field first = Objects.requireNonNull(missing.get(0).field());
            answers = answers.with(first.path(), sample(first)).pruned(procedure.screens());
        }
        throw new AssertionError("no end with " + chosen.path());
    }

    private static JsonNode sample(Field field) {
        return switch (field.kind()) {
            case CHECK -> MAKE.booleanNode(true);
            case BOXES -> array(field.values());
            case FILES -> array(List.of("0190c0de-0000-7000-8000-000000000001"));
            case INTEGER, NUMBER -> MAKE.numberNode(Math.max(1, field.schema().path("minimum").asInt(1)));
            case RADIOS, SELECT -> MAKE.textNode(field.values().get(0));
            case ROWS -> {
                ObjectNode row = MAKE.objectNode();
                field.columns().forEach(column -> row.set(column.path(), sample(column)));
                yield MAKE.arrayNode().add(row);
            }
            case DATE -> MAKE.textNode(TODAY.toString());
            case TIME -> MAKE.textNode("10:00");
            case EMAIL -> MAKE.textNode("essai@example.org");
            case PHONE -> MAKE.textNode("05 65 00 00 00");
            case ADDRESS -> MAKE.textNode("1 place du Marché, 12000 Essai");
            case POSITION -> MAKE.textNode("44.35000, 2.57000");
            case TEXT, AREA -> MAKE.textNode(text(field));
        };
    }

    private static String text(Field field) {
        if (field.schema().has("pattern")) {
            Pattern pattern = Pattern.compile(field.schema().path("pattern").asText());
            return CODES.stream().filter(code -> pattern.matcher(code).find()).findFirst().orElseThrow();
        }
        String text = "Une réponse assez longue pour chaque question";
        return text.substring(0, Math.min(text.length(), field.longest()));
    }

    private static ArrayNode array(List<String> values) {
        ArrayNode array = MAKE.arrayNode();
        values.forEach(array::add);
        return array;
    }

    static String said(Fault fault) {
        Properties messages = new Properties();
        try (Reader reader = new InputStreamReader(
                Objects.requireNonNull(BouquetTest.class.getResourceAsStream("/plugin/i18n/messages_en.properties")), StandardCharsets.UTF_8)) {
            messages.load(reader);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        String message = messages.getProperty(fault.messageKey(), fault.messageKey());
        return fault.file() + ":" + fault.line() + ": " + new MessageFormat(message.replace("'", "''")).format(fault.arguments().toArray());
    }
}
