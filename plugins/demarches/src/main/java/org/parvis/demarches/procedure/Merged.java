package org.parvis.demarches.procedure;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashSet;
import java.util.Set;

/** What somebody changed of answers, made to what has become of them meanwhile: the same form may be open in two tabs or on two devices. */
public final class Merged {
    private Merged() {}

    /**
     * Where both changed the same answer, this change counts; of files and boxes to tick what either added or took away does.
     *
     * @param before the answers that were changed
     * @param onto what they are by now
     */
    public static Answers of(Answers before, Answers after, Answers onto) {
        if (before.equals(onto)) {
            return after;
        }
        ObjectNode merged = onto.json().deepCopy();
        merge(before.json(), after.json(), merged);
        return new Answers(merged);
    }

    private static void merge(JsonNode before, JsonNode after, ObjectNode into) {
        Set<String> names = new LinkedHashSet<>();
        before.fieldNames().forEachRemaining(names::add);
        after.fieldNames().forEachRemaining(names::add);
        for (String name : names) {
            JsonNode was = before.path(name);
            JsonNode is = after.path(name);
            if (was.equals(is)) {
                continue;
            }
            if (is.isObject()) {
                merge(was, is, into.path(name) instanceof ObjectNode there ? there : into.putObject(name));
            } else if (isList(was) && isList(is)) {
                list(was, is, name, into);
            } else if (is.isMissingNode()) {
                into.remove(name);
            } else {
                into.set(name, is);
            }
        }
    }

    /** Texts one beside the other, or none. */
    private static boolean isList(JsonNode node) {
        boolean texts = node.isMissingNode() || node.isArray();
        for (JsonNode each : node) {
            texts &= each.isTextual();
        }
        return texts;
    }

    private static void list(JsonNode was, JsonNode is, String name, ObjectNode into) {
        ArrayNode list = into.arrayNode();
        into.path(name).forEach(each -> {
            if (has(is, each) || !has(was, each)) {
                list.add(each);
            }
        });
        is.forEach(each -> {
            // What the other side took away does not come back by being left as it was.
            if (!has(was, each) && !has(list, each)) {
                list.add(each);
            }
        });
        if (list.isEmpty()) {
            into.remove(name);
        } else {
            into.set(name, list);
        }
    }

    private static boolean has(JsonNode list, JsonNode one) {
        for (JsonNode each : list) {
            if (each.equals(one)) {
                return true;
            }
        }
        return false;
    }
}
