package org.parvis.demarches.sheet;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** What is in a file, without anything but elements, attributes and texts. */
sealed interface Node {
    /** Words. */
    record Text(String text) implements Node {}

    /** An element; {@code name} with its prefix, if it has one. */
    record Tag(String name, Map<String, String> attributes, List<Node> children) implements Node {
        static Tag of(String name, Map<String, String> attributes) {
            return new Tag(name, attributes, new ArrayList<>());
        }

        String attribute(String key) {
            return attributes.getOrDefault(key, "");
        }

        Stream<Tag> tags(String... names) {
            Set<String> wanted = Set.of(names);
            return children.stream().filter(Tag.class::isInstance).map(Tag.class::cast).filter(tag -> wanted.contains(tag.name()));
        }

        Optional<Tag> first(String wanted) {
            return tags(wanted).findFirst();
        }

        /** All words in it, spaces made one. */
        String words() {
            StringBuilder all = new StringBuilder();
            collect(this, all);
            return all.toString().replaceAll("\\s+", " ").strip();
        }

        private static void collect(Tag tag, StringBuilder into) {
            for (Node child : tag.children()) {
                if (child instanceof Text text) {
                    into.append(text.text());
                } else {
                    collect((Tag) child, into);
                }
            }
        }

        /** Whether an element of that name with those words is anywhere in it. */
        boolean holds(String wanted, String text) {
            return children.stream()
                    .filter(Tag.class::isInstance)
                    .map(Tag.class::cast)
                    .anyMatch(tag -> tag.name().equals(wanted) && tag.words().equals(text) || tag.holds(wanted, text));
        }
    }
}
