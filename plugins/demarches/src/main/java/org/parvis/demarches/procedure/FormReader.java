package org.parvis.demarches.procedure;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.parvis.api.route.Form;

/**
 * Takes answers out of a form, as they were typed: what is no number stays a text, which the check refuses, so that it comes back to be
 * mended.
 */
public final class FormReader {
    private static final JsonNodeFactory MAKE = JsonNodeFactory.instance;
    private static final Pattern DAY = Pattern.compile("([0-9]{1,2})[/. -]([0-9]{1,2})[/. -]([0-9]{4})");
    /** Longer texts are cut: what is refused is kept for its author to shorten, but not without end. */
    private static final int MOST = 20_000;

    private FormReader() {}

    /** With the answers of some questions; files are left as they are. */
    public static Answers read(Answers before, List<Field> fields, Form form) {
        Answers answers = before;
        for (Field field : fields) {
            if (field.kind() == Field.Kind.ROWS) {
                answers = answers.with(field.path(), rows(field, form));
            } else if (field.kind() != Field.Kind.FILES) {
                answers = answers.with(field.path(), value(field, field.path(), form));
            }
        }
        return answers;
    }

    private static JsonNode rows(Field field, Form form) {
        ArrayNode rows = MAKE.arrayNode();
        int count = count(form.value(field.path() + "._count"), field.most());
        String removed = form.value("_remove");
        for (int i = 0; i < count; i++) {
            if (removed.equals(field.path() + "." + i)) {
                continue;
            }
            ObjectNode row = MAKE.objectNode();
            for (Field column : field.columns()) {
                JsonNode value = value(column, field.path() + "." + i + "." + column.path(), form);
                if (!value.isMissingNode()) {
                    row.set(column.path(), value);
                }
            }
            rows.add(row);
        }
        if (form.value("_add").equals(field.path()) && rows.size() < field.most()) {
            rows.addObject();
        }
        return rows;
    }

    private static int count(String text, int most) {
        return text.matches("[0-9]{1,2}") ? Math.min(Integer.parseInt(text), most) : 0;
    }

    private static JsonNode value(Field field, String name, Form form) {
        if (field.kind() == Field.Kind.CHECK) {
            return MAKE.booleanNode(form.ticked(name));
        }
        if (field.kind() == Field.Kind.BOXES) {
            ArrayNode ticked = MAKE.arrayNode();
            field.values().stream().filter(form.values(name)::contains).forEach(ticked::add);
            return ticked.isEmpty() ? MAKE.missingNode() : ticked;
        }
        String text = form.value(name);
        String typed = text.substring(0, Math.min(text.length(), MOST));
        if (typed.isEmpty()) {
            return MAKE.missingNode();
        }
        return switch (field.kind()) {
            case INTEGER, NUMBER -> number(field, typed);
            case DATE -> MAKE.textNode(day(typed));
            case TEXT, EMAIL, PHONE -> MAKE.textNode(typed.replace('\n', ' '));
            default -> MAKE.textNode(typed);
        };
    }

    private static JsonNode number(Field field, String typed) {
        String plain = typed.replace(" ", "").replace("\u00a0", "").replace("\u202f", "").replace(',', '.');
        if (!plain.matches("-?[0-9]{1,12}(\\.[0-9]{1,6})?")) {
            return MAKE.textNode(typed);
        }
        BigDecimal number = new BigDecimal(plain);
        boolean whole = field.kind() == Field.Kind.INTEGER && number.stripTrailingZeros().scale() <= 0;
        return whole ? MAKE.numberNode(number.longValueExact()) : MAKE.numberNode(number);
    }

    /** Days as people write them are days as browsers send them. */
    private static String day(String typed) {
        Matcher day = DAY.matcher(typed);
        return day.matches()
                ? day.group(3) + "-" + two(day.group(2)) + "-" + two(day.group(1))
                : typed;
    }

    private static String two(String digits) {
        return digits.length() == 1 ? "0" + digits : digits;
    }
}
