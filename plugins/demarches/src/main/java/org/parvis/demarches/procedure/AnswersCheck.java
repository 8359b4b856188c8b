package org.parvis.demarches.procedure;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.ValidationMessage;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.parvis.api.notify.Recipient;
import org.parvis.api.privacy.Person;

/** Checks answers against the schema of the data and against what fields want. */
public final class AnswersCheck {
    private static final Pattern PHONE = Pattern.compile("\\+?[0-9][0-9 .()-]{7,24}");
    private static final int FEWEST_DIGITS = 6;
    private static final Pattern TIME = Pattern.compile("([01][0-9]|2[0-3]):[0-5][0-9]");
    private static final Set<String> SAID = Set.of(
            "required", "pattern", "minLength", "maxLength", "minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "minItems", "maxItems",
            "const", "enum", "format", "type", "multipleOf", "uniqueItems");

    private final Procedure procedure;
    private final List<Field> asked;
    private final Answers answers;
    private final LocalDate today;
    private final List<Problem> problems = new ArrayList<>();
    private final Set<String> wrong = new HashSet<>();

    private AnswersCheck(Procedure procedure, Answers answers, LocalDate today) {
        this.procedure = procedure;
        this.asked = procedure.screens().asked(answers.json());
        this.answers = answers;
        this.today = today;
    }

    /** What is wrong, in the order of the questions, one problem for each at most; {@code answers} are pruned. */
    public static List<Problem> check(Procedure procedure, Answers answers, LocalDate today) {
        return new AnswersCheck(procedure, answers, today).problems();
    }

    /** What is wrong with some of the questions. */
    public static List<Problem> check(Procedure procedure, Answers answers, List<Field> of, LocalDate today) {
        return check(procedure, answers, today).stream().filter(problem -> problem.field() != null && of.contains(problem.field())).toList();
    }

    private List<Problem> problems() {
        for (ValidationMessage message : procedure.schema().validate(answers.withParents(asked).json())) {
            String name = name(message);
            Optional<Field> field = asked(name);
            if (field.isPresent()) {
                add(name, field.get(), SAID.contains(message.getType()) ? message.getType() : "other", limit(message));
            } else if (name.isEmpty() || procedure.screens().fields().stream().noneMatch(hidden -> under(name, hidden))) {
                add("", null, "other", "");
            }
        }
        asked.forEach(this::own);
        problems.sort(Comparator.comparingInt(problem -> problem.field() == null ? asked.size() : asked.indexOf(problem.field())));
        return problems;
    }

    private void add(String name, @Nullable Field field, String keyword, String limit) {
        if (wrong.add(name)) {
            problems.add(new Problem(name, field, keyword, limit));
        }
    }

    /** From {@code $.children[0].name} to {@code children.0.name}. */
    private static String name(ValidationMessage message) {
        String location = message.getInstanceLocation().toString().replaceFirst("^\\$\\.?", "").replaceFirst("^/", "").replace('/', '.');
        String name = location.replaceAll("\\[([0-9]+)]", ".$1").replaceFirst("^\\.", "");
        if (message.getType().equals("required") && message.getProperty() != null) {
            return name.isEmpty() ? message.getProperty() : name + "." + message.getProperty();
        }
        return name;
    }

    private static String limit(ValidationMessage message) {
        JsonNode limit = message.getSchemaNode();
        return limit != null && limit.isNumber() ? limit.asText() : "";
    }

    private Optional<Field> asked(String name) {
        return asked.stream().filter(field -> under(name, field)).findFirst();
    }

    private static boolean under(String name, Field field) {
        return name.equals(field.path()) || name.startsWith(field.path() + ".");
    }

    /** What JSON Schema does not say. */
    private void own(Field field) {
        JsonNode value = answers.at(field);
        if (field.kind() == Field.Kind.ROWS) {
            for (int i = 0; i < value.size(); i++) {
                for (Field column : field.columns()) {
                    text(field.path() + "." + i + "." + column.path(), field, column, value.get(i).path(column.path()).asText(""));
                }
            }
        } else if (value.isTextual()) {
            text(field.path(), field, field, value.asText());
        }
        boolean several = field.kind() == Field.Kind.FILES || field.kind() == Field.Kind.ROWS || field.kind() == Field.Kind.BOXES;
        if (several && field.required() && value.isEmpty()) {
            add(field.path(), field, "required", "");
        }
        if (several && value.size() > field.most() && field.kind() != Field.Kind.BOXES) {
            add(field.path(), field, "maxItems", String.valueOf(field.most()));
        }
    }

    private void text(String name, Field field, Field how, String text) {
        if (text.isEmpty()) {
            return;
        }
        if (text.length() > how.longest()) {
            add(name, field, "maxLength", String.valueOf(how.longest()));
        }
        boolean right = switch (how.kind()) {
            case EMAIL -> Recipient.isEmail(text);
            case PHONE -> PHONE.matcher(text).matches() && callable(text);
            case DATE -> Bounds.day(text) != null;
            case TIME -> TIME.matcher(text).matches();
            case POSITION -> Position.parse(text).isPresent();
            default -> true;
        };
        if (!right) {
            add(name, field, "format", "");
        } else if (how.kind() == Field.Kind.DATE) {
            bounds(name, field, how, Bounds.day(text));
        }
    }

    /** Whether a telephone number has digits enough for anybody to be called, however it is written. */
    public static boolean callable(String phone) {
        return Person.phone(phone).length() >= FEWEST_DIGITS;
    }

    private void bounds(String name, Field field, Field how, @Nullable LocalDate day) {
        // Of the row that a column is in, or of the form.
        String beside = field == how ? "" : name.substring(0, name.lastIndexOf('.') + 1);
        LocalDate first = Bounds.of(how.schema().path("formatMinimum").asText(""), today, path -> answers.text(beside + path));
        LocalDate last = Bounds.of(how.schema().path("formatMaximum").asText(""), today, path -> answers.text(beside + path));
        if (first != null && day != null && day.isBefore(first)) {
            add(name, field, "formatMinimum", first.toString());
        }
        if (last != null && day != null && day.isAfter(last)) {
            add(name, field, "formatMaximum", last.toString());
        }
    }
}
