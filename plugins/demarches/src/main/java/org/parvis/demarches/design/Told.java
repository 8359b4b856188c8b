package org.parvis.demarches.design;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.parvis.api.route.FieldError;
import org.parvis.demarches.procedure.Fault;
import org.parvis.demarches.procedure.ProcedureReader;

/** The faults of a package, each beside the thing that it is about; in the order of the pages on which they are mended. */
final class Told {
    /** What is edited on a page of its own. */
    enum Area {
        SHEET,
        STEP,
        PIECE,
        QUESTION,
        STATE,
        WAY,
        LETTER,
        /** Of the package as a whole. */
        WHOLE
    }

    /**
     * A fault in its place.
     *
     * @param name of the thing: a path, a key, an id; empty where the area has one thing alone
     * @param field of the form of the thing
     */
    record One(Area area, String name, String field, Fault fault) {
        /** In the words of who edits forms and not files. */
        FieldError error() {
            return PLAIN.contains(fault.messageKey())
                    ? FieldError.of(field, fault.messageKey().replace("demarches.fault.", "demarches.design.fault."))
                    : FieldError.of(field, fault.messageKey(), fault.arguments().toArray());
        }

        /** Of texts of the sheet, as its page has them; what else is wrong with it comes below. */
        private int place() {
            int text = SheetForm.TEXTS.indexOf(field.replaceFirst("\\..*", ""));
            return area == Area.SHEET && text < 0 ? SheetForm.TEXTS.size() : text;
        }

        /** Whether it is about a thing. */
        boolean about(Area which, String thing) {
            return area == which && name.equals(thing);
        }
    }

    private static final Set<String> PLAIN = Stream.of(
                    "message.missing", "document", "choices", "applicant", "path", "ui.empty", "ui.never", "ui.cycle", "ui.later", "workflow.initial", "workflow.from",
                    "workflow.by", "workflow.unreachable", "workflow.closed", "workflow.endless", "workflow.waiting", "workflow.clock", "workflow.clock.to",
                    "workflow.ask", "workflow.due", "workflow.reason", "workflow.alone")
            .map("demarches.fault."::concat).collect(Collectors.toUnmodifiableSet());
    private static final Pattern MESSAGES = Pattern.compile("messages_(.+)\\.properties");
    private static final Pattern LETTER = Pattern.compile("documents/(.+)_(fr|en)\\.txt");
    private static final Set<String> ABOUT_TEXTS = Set.of("message.missing", "message.unknown", "long", "twice");
    /** How fields of the sheet are named where the file says it otherwise. */
    private static final Map<String, String> SHEET = Map.of(
            "silence", "means", "silence/means", "means", "silence/after", "after", "silence/law", "silencelaw", "audience", "audience.person", "channels", "channels.counter");

    private final Parts parts;

    private Told(Parts parts) {
        this.parts = parts;
    }

    static List<One> of(Parts parts) {
        Told told = new Told(parts);
        List<One> found = ProcedureReader.read(parts.files()).faults().stream().map(told::placed).toList();
        List<String> things = found.stream().map(one -> one.area() + one.name()).distinct().toList();
        return found.stream()
                .sorted(Comparator.comparing(One::area)
                        .thenComparing(one -> things.indexOf(one.area() + one.name()))
                        .thenComparing(One::place)
                        .thenComparing(one -> one.field().contains(".en")))
                .toList();
    }

    private One placed(Fault fault) {
        String what = fault.messageKey().replace("demarches.fault.", "");
        Matcher letter = LETTER.matcher(fault.file());
        if (ABOUT_TEXTS.contains(what) && !fault.arguments().isEmpty() && (fault.arguments().size() > 1 || MESSAGES.matcher(fault.file()).matches())) {
            return text(String.valueOf(fault.arguments().get(0)), variant(fault), fault);
        }
        if (letter.matches()) {
            return new One(Area.LETTER, letter.group(1), "text." + letter.group(2), fault);
        }
        return switch (fault.file()) {
            case Parts.HEADER -> header(fault);
            case Parts.SCREENS -> screen(fault);
            case Parts.DATA -> data(fault);
            case Parts.WORKFLOW -> flow(fault);
            default -> whole(fault);
        };
    }

    private static One whole(Fault fault) {
        return new One(Area.WHOLE, "", "", fault);
    }

    private static String variant(Fault fault) {
        Matcher named = MESSAGES.matcher(fault.arguments().size() > 1 ? String.valueOf(fault.arguments().get(1)) : fault.file());
        return named.matches() ? named.group(1) : "fr";
    }

    /** About a message: to whom it belongs. */
    private One text(String key, String variant, Fault fault) {
        if (SheetForm.TEXTS.contains(key)) {
            return new One(Area.SHEET, "", key + "." + variant, fault);
        }
        String[] names = key.split("\\.");
        if (names.length > 1) {
            switch (names[0]) {
                case "fee", "cosigner":
                    return new One(Area.SHEET, "", names[0] + "." + row(names[0], names[1]) + "." + variant, fault);
                case "state":
                    return new One(Area.STATE, names[1], (names.length > 2 ? "description." : "label.") + variant, fault);
                case "transition":
                    return new One(Area.WAY, names[1], names.length > 2 ? "field." + index(parts.workflow().path("transitions").path(names[1]).path("fields"), names[2]) + "." + variant : "label." + variant, fault);
                case "document":
                    return new One(Area.LETTER, names[1], "title." + variant, fault);
                default:
                    break;
            }
        }
        return screenText(key, variant, fault);
    }

    private int row(String list, String name) {
        if (list.equals("fee")) {
            return index(parts.header().path("fees"), name);
        }
        List<String> roles = new ArrayList<>();
        parts.header().path("cosigners").forEach(each -> roles.add(each.path("role").asText()));
        return Math.max(0, roles.indexOf(name));
    }

    private static int index(JsonNode object, String name) {
        List<String> names = new ArrayList<>();
        object.fieldNames().forEachRemaining(names::add);
        return Math.max(0, names.indexOf(name));
    }

    private One screenText(String key, String variant, Fault fault) {
        Outline outline = new Outline(parts);
        return Outline.questions(parts.screens()).stream()
                .filter(node -> key.startsWith(node.path("i18n").asText(Outline.path(node)) + "."))
                .max(Comparator.comparingInt(node -> node.path("i18n").asText(Outline.path(node)).length()))
                .map(node -> {
                    String rest = key.substring(node.path("i18n").asText(Outline.path(node)).length() + 1);
                    return new One(Area.QUESTION, Outline.path(node), field(Outline.path(node), rest, variant), fault);
                })
                .orElseGet(() -> {
                    String thing = key.replaceFirst("\\.[^.]*$", "");
                    String field = key.substring(key.lastIndexOf('.') + 1) + "." + variant;
                    Area area = outline.step(thing).isPresent() ? Area.STEP : outline.piece(thing).isPresent() ? Area.PIECE : Area.WHOLE;
                    return new One(area, area == Area.WHOLE ? "" : thing, field, fault);
                });
    }

    private String field(String path, String rest, String variant) {
        int value = Question.of(parts, path).map(question -> question.values().indexOf(rest)).orElse(-1);
        return value >= 0 ? "option." + value + "." + variant : List.of("label", "description", "error").contains(rest) ? rest + "." + variant : "columns";
    }

    private static One header(Fault fault) {
        String at = fault.pointer().isEmpty() ? "" : fault.pointer().substring(1);
        String field = SHEET.getOrDefault(at, at.replace('/', '.'));
        if (at.matches("law(/[0-9]+)?")) {
            field = at.equals("law") ? "law.0.text" : at.replace('/', '.') + ".text";
        } else if (at.equals("applicant")) {
            field = "applicant.email";
        } else if (at.startsWith("cosigners/")) {
            field = at.replaceFirst("cosigners", "cosigner").replace('/', '.') + (at.matches("cosigners/[0-9]+") ? ".fr" : "");
        }
        return new One(Area.SHEET, "", field, fault);
    }

    private One screen(Fault fault) {
        JsonNode node = parts.screens();
        One found = null;
        Matcher index = Pattern.compile("/elements/([0-9]+)").matcher(fault.pointer());
        int from = 0;
        while (index.find() && index.start() == from) {
            node = node.path("elements").path(Integer.parseInt(index.group(1)));
            from = index.end();
            Area area = node.path("type").asText().equals("Category") ? Area.STEP : Outline.control(node) ? Area.QUESTION : Area.PIECE;
            if (!Outline.name(node).isEmpty()) {
                found = new One(area, Outline.name(node), fault.pointer().contains("/rule") ? "effect" : "label.fr", fault);
            }
        }
        return found == null ? whole(fault) : found;
    }

    private One data(Fault fault) {
        String path = "";
        Matcher name = Pattern.compile("/properties/([^/]+)").matcher(fault.pointer());
        int from = 0;
        One found = null;
        while (name.find() && name.start() == from) {
            path = path.isEmpty() ? name.group(1) : path + "." + name.group(1);
            from = name.end();
            if (new Outline(parts).question(path).isPresent()) {
                String keyword = fault.pointer().substring(from);
                String field = keyword.matches("(/items)?/enum") ? "option.0.fr" : keyword.matches("/(min|max)(Length|imum|Items)") ? (keyword.startsWith("/min") ? "least" : "most") : keyword.startsWith("/items") ? "columns" : "kind";
                found = new One(Area.QUESTION, path, field, fault);
            }
        }
        return found == null ? whole(fault) : found;
    }

    private static One flow(Fault fault) {
        String[] at = fault.pointer().split("/");
        if (at.length > 2 && at[1].equals("states")) {
            return new One(Area.STATE, at[2], at.length > 3 ? at[3] : "label.fr", fault);
        }
        if (at.length > 2 && at[1].equals("transitions")) {
            return new One(Area.WAY, at[2], at.length > 3 ? at[3] : "label.fr", fault);
        }
        return whole(fault);
    }
}
