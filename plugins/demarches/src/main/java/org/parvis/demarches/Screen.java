package org.parvis.demarches;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.parvis.api.file.Attachment;
import org.parvis.api.route.FieldError;
import org.parvis.demarches.procedure.Answers;
import org.parvis.demarches.procedure.Element;
import org.parvis.demarches.procedure.Field;
import org.parvis.demarches.procedure.Needed;
import org.parvis.demarches.procedure.Problem;
import org.parvis.demarches.procedure.Procedure;
import org.parvis.demarches.procedure.Screens;
import org.parvis.demarches.procedure.Texts;

/** A procedure's questions and answers as templates show them, in the words that a person reads. */
public final class Screen {
    /** For which there is a text {@code demarches.invalid.<keyword>}. */
    private static final Set<String> SAID = Set.of(
            "required", "pattern", "minLength", "maxLength", "minimum", "maximum", "minItems", "maxItems", "const", "formatMinimum", "formatMaximum",
            "format.email", "format.phone", "format.date", "format.time", "type.integer", "type.number");

    private final Procedure procedure;
    private final Texts texts;
    private final Texts.Wanted wanted;
    private final Function<String, Optional<Attachment>> files;

    /** @param files by id */
    public Screen(Procedure procedure, Texts.Wanted wanted, Function<String, Optional<Attachment>> files) {
        this.procedure = procedure;
        this.texts = procedure.texts();
        this.wanted = wanted;
        this.files = files;
    }

    /** The questions of a step. */
    public record Part(String label, String hint, List<Widget> widgets) {}

    /** What a step asks, as things stand. */
    public List<Widget> widgets(Screens.Step step, Answers answers) {
        return widgets(step.elements(), answers);
    }

    private List<Widget> widgets(List<Element> elements, Answers answers) {
        List<Widget> widgets = new ArrayList<>();
        for (Element element : elements) {
            if (element.shown(answers.json())) {
                widgets.add(widget(element, answers));
            }
        }
        return widgets;
    }

    private Widget widget(Element element, Answers answers) {
        if (element instanceof Element.Control control) {
            return field(control.field(), answers.at(control.field()), needed(control.field()), answers);
        }
        if (element instanceof Element.Box box) {
            String kind = box.horizontal() ? "columns" : "box";
            return Widget.box(kind, label(box.key()), description(box.key()), widgets(box.elements(), answers));
        }
        String key = ((Element.Words) element).key();
        return Widget.box("words", label(key), description(key), List.of());
    }

    public Texts.Wanted wanted() {
        return wanted;
    }

    public String title() {
        return procedure.title(wanted);
    }

    public String label(String key) {
        return key.isEmpty() ? "" : texts.text(wanted, key + ".label");
    }

    public String description(String key) {
        return key.isEmpty() ? "" : texts.text(wanted, key + ".description");
    }

    /** Of what is typed in one line, which is what an answer asks for by itself. */
    private @Nullable Needed needed(Field field) {
        boolean line = field.kind() == Field.Kind.TEXT || field.kind() == Field.Kind.EMAIL || field.kind() == Field.Kind.PHONE;
        return line && !field.required() ? Needed.of(procedure, field.path()).orElse(null) : null;
    }

    private Widget field(Field field, JsonNode value, @Nullable Needed needed, Answers answers) {
        Widget widget = field(field, value);
        if (needed == null) {
            return widget;
        }
        boolean now = answers.text(needed.path()).equals(needed.value());
        return widget.needed(now, procedure.screens().fields().stream()
                .filter(other -> other.path().equals(needed.path()) && !now)
                .map(other -> texts.text(wanted, other.key() + "." + needed.value()))
                .findFirst()
                .orElse(""));
    }

    private Widget field(Field field, JsonNode value) {
        List<Widget.Row> rows = field.kind() == Field.Kind.ROWS ? rows(field, value) : List.of();
        return new Widget(
                field.kind().name().toLowerCase(Locale.ROOT), field.path(), label(field.key()), description(field.key()), typed(field, value),
                field.required() || field.fewest() > 0 && field.kind() != Field.Kind.ROWS, options(field, value), field.option("autocomplete"),
                field.option("inputmode"), field.kind() == Field.Kind.FILES || field.kind() == Field.Kind.ROWS ? field.most() : field.longest(),
                field.kind() == Field.Kind.FILES ? String.join(",", field.accepted()) : "", rows, List.of(),
                field.kind() == Field.Kind.FILES ? attached(value) : List.of(), field.option("position"), "");
    }

    private static String typed(Field field, JsonNode value) {
        boolean number = field.kind() == Field.Kind.INTEGER || field.kind() == Field.Kind.NUMBER;
        return value.isContainerNode() ? "" : number ? value.asText("").replace('.', ',') : value.asText("");
    }

    private List<Widget.Option> options(Field field, JsonNode value) {
        List<String> chosen = new ArrayList<>();
        value.forEach(each -> chosen.add(each.asText()));
        return field.values().stream()
                .map(option -> new Widget.Option(
                        option, texts.text(wanted, field.key() + "." + option), value.isArray() ? chosen.contains(option) : option.equals(value.asText(""))))
                .toList();
    }

    private List<Widget.Row> rows(Field field, JsonNode value) {
        List<Widget.Row> rows = new ArrayList<>();
        int count = Math.max(value.size(), Math.max(field.fewest(), field.required() ? 1 : 0));
        for (int i = 0; i < count; i++) {
            String name = field.path() + "." + i;
            JsonNode row = value.path(i);
            List<Widget> within = field.columns().stream().map(column -> field(column, row.path(column.path())).in(name, typed(column, row.path(column.path())))).toList();
            rows.add(new Widget.Row(name, texts.text(wanted, field.key() + ".item.label"), within));
        }
        return rows;
    }

    private List<Widget.Attached> attached(JsonNode ids) {
        List<Widget.Attached> attached = new ArrayList<>();
        ids.forEach(id -> files.apply(id.asText())
                .ifPresent(file -> attached.add(new Widget.Attached(file.id(), file.fileName(), Pieces.path(file), Widget.kilobytes(file.size())))));
        return attached;
    }

    /** What was answered in a step. */
    public List<Widget.Answer> answers(Screens.Step step, Answers answers) {
        List<Widget.Answer> all = new ArrayList<>();
        for (Field field : step.asked(answers.json())) {
            JsonNode value = answers.at(field);
            if (field.kind() == Field.Kind.POSITION && value.isMissingNode()) {
                continue;
            }
            List<String> lines = field.kind() == Field.Kind.FILES || field.kind() == Field.Kind.ROWS ? List.of() : said(field, value);
            List<Widget.Attached> attached = field.kind() == Field.Kind.FILES ? attached(value) : List.of();
            all.add(new Widget.Answer(label(field.key()), lines, attached, field.kind() == Field.Kind.ROWS ? entries(field, value) : List.of()));
        }
        return all;
    }

    /** Each with what was answered in it; what was left out is not said again and again. */
    private List<Widget.Entry> entries(Field field, JsonNode rows) {
        String item = texts.text(wanted, field.key() + ".item.label");
        List<Widget.Entry> entries = new ArrayList<>();
        for (JsonNode row : rows) {
            List<Widget.Answer> cells = field.columns().stream()
                    .map(column -> new Widget.Answer(label(column.key()), said(column, row.path(column.path())), List.of()))
                    .filter(cell -> !cell.lines().isEmpty())
                    .toList();
            entries.add(new Widget.Entry((item.isEmpty() ? label(field.key()) : item) + " " + (entries.size() + 1), cells));
        }
        return entries;
    }

    /** An answer in words. */
    public List<String> said(Field field, JsonNode value) {
        if (value.isMissingNode() || value.isNull()) {
            return List.of();
        }
        return switch (field.kind()) {
            case RADIOS, SELECT -> List.of(texts.text(wanted, field.key() + "." + value.asText()));
            case CHECK -> List.of(wanted.language().equals("en") ? (value.asBoolean() ? "Yes" : "No") : (value.asBoolean() ? "Oui" : "Non"));
            case BOXES -> each(value, one -> texts.text(wanted, field.key() + "." + one.asText()));
            case FILES -> each(value, one -> files.apply(one.asText()).map(Attachment::fileName).orElse(""));
            case ROWS -> each(value, row -> row(field, row));
            case DATE -> List.of(day(value.asText()));
            case TIME -> List.of(time(value.asText()));
            case AREA -> value.asText().lines().toList();
            default -> List.of(typed(field, value));
        };
    }

    private String day(String written) {
        try {
            return Wording.date(LocalDate.parse(written), Locale.forLanguageTag(wanted.language()));
        } catch (DateTimeException malformed) {
            return written;
        }
    }

    /** « 9 h », « 10 h 30 »; as typed in English. */
    private String time(String written) {
        return wanted.language().equals("en")
                ? written
                : written.replaceFirst("^0?(\\d+):00$", "$1\u00a0h").replaceFirst("^0?(\\d+):(\\d\\d)$", "$1\u00a0h\u00a0$2");
    }

    private static List<String> each(JsonNode values, Function<JsonNode, String> say) {
        List<String> said = new ArrayList<>();
        values.forEach(value -> said.add(say.apply(value)));
        return said;
    }

    private String row(Field field, JsonNode row) {
        List<String> cells = new ArrayList<>();
        for (Field column : field.columns()) {
            String cell = String.join(" ", said(column, row.path(column.path())));
            if (!cell.isBlank()) {
                cells.add(label(column.key()) + (wanted.language().equals("en") ? ": " : "\u00a0: ") + cell);
            }
        }
        return String.join(" – ", cells);
    }

    /** A problem as forms say it: in the procedure's own words if it has some. */
    public FieldError error(Problem problem) {
        Field field = problem.field();
        if (field == null) {
            return FieldError.of(problem.name(), "demarches.invalid.other");
        }
        Optional<String> own = texts.find(wanted, field.key() + ".error." + problem.keyword()).or(() -> texts.find(wanted, field.key() + ".error"));
        if (own.isPresent()) {
            return FieldError.of(problem.name(), "demarches.said", own.get());
        }
        Field asked = field.columns().stream().filter(column -> problem.name().endsWith("." + column.path())).findFirst().orElse(field);
        String kind = problem.keyword().equals("format") || problem.keyword().equals("type")
                ? "." + asked.kind().name().toLowerCase(Locale.ROOT)
                : "";
        return FieldError.of(problem.name(), "demarches.invalid." + (known(problem.keyword() + kind) ? problem.keyword() + kind : "other"),
                problem.keyword().startsWith("formatM") ? day(problem.limit()) : problem.limit());
    }

    private static boolean known(String keyword) {
        return SAID.contains(keyword);
    }
}
