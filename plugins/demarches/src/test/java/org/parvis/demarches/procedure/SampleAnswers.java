package org.parvis.demarches.procedure;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Answers to procedures of the bouquet that can be sent, for tests. */
public final class SampleAnswers {
    static final LocalDate TODAY = LocalDate.of(2027, 3, 1);

    private static final JsonNodeFactory MAKE = JsonNodeFactory.instance;
    /** What the patterns of the bouquet take. */
    private static final List<String> CODES = List.of("12345678901234", "W123456789", "1234567");

    private SampleAnswers() {}

    /** The least that can be sent, of somebody with this address. */
    public static Answers of(Procedure procedure, String email) {
        Answers answers = filled(procedure, null, MAKE.missingNode());
        return answers.with(Objects.requireNonNull(procedure.header().filing().applicant()).email(), MAKE.textNode(email));
    }

    /** The least that can be sent with an answer given; a question that is hidden is answered only if it comes up. */
    static Answers with(Procedure procedure, Field chosen, JsonNode choice) {
        return filled(procedure, chosen, choice);
    }

    private static Answers filled(Procedure procedure, @Nullable Field chosen, JsonNode choice) {
        Answers answers = Answers.none();
        for (int round = 0; round < 100; round++) {
            List<Field> asked = procedure.screens().asked(answers.json());
            if (chosen != null && asked.contains(chosen) && answers.at(chosen).isMissingNode()) {
                answers = answers.with(chosen.path(), choice);
                continue;
            }
            List<Problem> missing = AnswersCheck.check(procedure, answers, TODAY).stream()
                    .filter(problem -> problem.field() != null && problem.keyword().equals("required")).toList();
            if (missing.isEmpty()) {
                return answers;
            }
            Field first = Objects.requireNonNull(missing.get(0).field());
            answers = answers.with(first.path(), sample(first)).pruned(procedure.screens());
        }
        throw new AssertionError("no end of " + procedure.id());
    }

    static List<JsonNode> choices(Field field) {
        return switch (field.kind()) {
            case RADIOS, SELECT -> field.values().stream().map(value -> (JsonNode) MAKE.textNode(value)).toList();
            case CHECK -> List.of(MAKE.booleanNode(true));
            default -> List.of(sample(field));
        };
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
}
