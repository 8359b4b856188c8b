package org.parvis.demarches.design;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;

/** Properties of {@code schema.json}: in the object of the answers, or in an object of it. */
final class DataEdit {
    private final Parts parts;

    DataEdit(Parts parts) {
        this.parts = parts;
    }

    /**
     * A property where it is.
     *
     * @param owner the object that has it
     */
    record Property(ObjectNode owner, String name, ObjectNode schema) {
        boolean required() {
            for (JsonNode each : owner.path("required")) {
                if (each.asText().equals(name)) {
                    return true;
                }
            }
            return false;
        }

        void required(boolean wanted) {
            if (wanted == required()) {
                return;
            }
            ArrayNode list = owner.path("required") instanceof ArrayNode there ? there : owner.putArray("required");
            if (wanted) {
                list.add(name);
                return;
            }
            for (int i = list.size() - 1; i >= 0; i--) {
                if (list.get(i).asText().equals(name)) {
                    list.remove(i);
                }
            }
            if (list.isEmpty()) {
                owner.remove("required");
            }
        }

        void remove() {
            required(false);
            properties(owner).remove(name);
        }
    }

    static ObjectNode properties(ObjectNode owner) {
        return owner.path("properties") instanceof ObjectNode there ? there : owner.putObject("properties");
    }

    Optional<Property> find(String path) {
        ObjectNode owner = parts.data();
        String[] names = path.split("\\.");
        for (int i = 0; i < names.length - 1; i++) {
            if (!(owner.path("properties").path(names[i]) instanceof ObjectNode inner)) {
                return Optional.empty();
            }
            owner = inner;
        }
        return in(owner, names[names.length - 1]);
    }

    /** A property of an object, such as a column of rows. */
    static Optional<Property> in(ObjectNode owner, String name) {
        return owner.path("properties").path(name) instanceof ObjectNode schema ? Optional.of(new Property(owner, name, schema)) : Optional.empty();
    }

    /** A new property; the object around it is made if it is not there. */
    Property add(String path) {
        ObjectNode owner = parts.data();
        if (!owner.has("type")) {
            owner.put("type", "object");
        }
        int dot = path.indexOf('.');
        if (dot > 0) {
            String outer = path.substring(0, dot);
            owner = properties(owner).path(outer) instanceof ObjectNode there ? there : properties(owner).putObject(outer).put("type", "object");
        }
        return add(owner, path.substring(dot + 1));
    }

    static Property add(ObjectNode owner, String name) {
        return new Property(owner, name, properties(owner).putObject(name));
    }

    /** Takes a property away, and the object around it when nothing is left in it. */
    void remove(String path) {
        find(path).ifPresent(property -> {
            property.remove();
            int dot = path.indexOf('.');
            if (dot > 0 && property.owner().path("properties").isEmpty()) {
                find(path.substring(0, dot)).ifPresent(Property::remove);
            }
        });
    }

    /** A name that nothing has yet in the object of the answers or in one of its objects. */
    String free(String group, String wanted) {
        JsonNode there = group.isEmpty() ? parts.data() : parts.data().path("properties").path(group);
        return free(there, wanted);
    }

    static String free(JsonNode owner, String wanted) {
        String name = wanted;
        for (int i = 2; owner.path("properties").has(name); i++) {
            name = wanted + i;
        }
        return name;
    }
}
