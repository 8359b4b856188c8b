package org.parvis.demarches.procedure;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.MessageFormat;
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
            for (JsonNode choice : SampleAnswers.choices(field)) {
                Answers answers = SampleAnswers.with(procedure, field, choice);
                assertThat(AnswersCheck.check(procedure, answers, SampleAnswers.TODAY)).as(folder.getFileName() + " with " + field.path() + " " + choice).isEmpty();
                for (Field asked : procedure.screens().asked(answers.json())) {
                    if (asked.required() && asked.kind() != Field.Kind.CHECK) {
                        Answers without = answers.with(asked.path(), JsonNodeFactory.instance.missingNode()).pruned(procedure.screens());
                        assertThat(AnswersCheck.check(procedure, without, SampleAnswers.TODAY)).as(asked.path() + " left out").extracting(Problem::name).contains(asked.path());
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
                assertThat(letter).contains("[reason]").containsPattern("tribunal|gendarmerie|\\[contest]");
            }
        }
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
