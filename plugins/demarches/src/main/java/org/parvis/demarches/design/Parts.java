package org.parvis.demarches.design;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.parvis.demarches.procedure.Source;
import org.parvis.demarches.procedure.Texts;

/**
 * A package taken apart to be changed. Trees keep whatever the designer knows nothing of, and a file that nobody changed is handed back byte
 * by byte.
 */
public final class Parts {
    static final String HEADER = "procedure.yaml";
    static final String DATA = "schema.json";
    static final String SCREENS = "ui.json";
    static final String WORKFLOW = "workflow.yaml";
    static final List<String> VARIANTS = List.of("fr", "en", "fr" + Texts.SIMPLE, "en" + Texts.SIMPLE);
    static final JsonNodeFactory MAKE = JsonNodeFactory.instance;

    private static final List<String> TREES = List.of(HEADER, DATA, SCREENS, WORKFLOW);
    private static final Pattern LETTER = Pattern.compile("documents/([a-z][a-z0-9_-]*)_(fr|en)\\.txt");

    private final Map<String, byte[]> files;
    private final Map<String, ObjectNode> trees = new LinkedHashMap<>();
    private final Map<String, JsonNode> before = new LinkedHashMap<>();
    private final Map<String, Messages> messages = new LinkedHashMap<>();
    private final Map<String, String> said = new LinkedHashMap<>();
    /** By path in the package. */
    private final Map<String, String> letters = new TreeMap<>();

    private Parts(Map<String, byte[]> files) {
        this.files = new TreeMap<>(files);
    }

    /** Empty if a file of it cannot be read at all. */
    public static Optional<Parts> of(Map<String, byte[]> files) {
        Parts parts = new Parts(files);
        for (String file : TREES) {
            if (files.containsKey(file)) {
                Optional<ObjectNode> tree = Source.of(file, files.get(file)).map(source -> (ObjectNode) source.root());
                if (tree.isEmpty()) {
                    return Optional.empty();
                }
                parts.trees.put(file, tree.get().deepCopy());
            } else {
                parts.trees.put(file, MAKE.objectNode());
            }
            parts.before.put(file, parts.trees.get(file).deepCopy());
        }
        try {
            for (String variant : VARIANTS) {
                Messages read = Messages.read(utf8(files.getOrDefault(name(variant), new byte[0])));
                parts.messages.put(variant, read);
                parts.said.put(variant, read.text());
            }
        } catch (IllegalArgumentException malformed) {
            return Optional.empty();
        }
        files.forEach((file, bytes) -> {
            if (LETTER.matcher(file).matches()) {
                parts.letters.put(file, utf8(bytes));
            }
        });
        return Optional.of(parts);
    }

    private static String utf8(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private static String name(String variant) {
        return "messages_" + variant + ".properties";
    }

    ObjectNode header() {
        return trees.get(HEADER);
    }

    ObjectNode data() {
        return trees.get(DATA);
    }

    ObjectNode screens() {
        return trees.get(SCREENS);
    }

    ObjectNode workflow() {
        return trees.get(WORKFLOW);
    }

    String id() {
        return header().path("id").asText();
    }

    /** Whether an online procedure has all that one is made of, and its id can be one. */
    boolean whole() {
        return id().matches("[a-z][a-z0-9-]{1,39}") && (!online() || List.of(DATA, SCREENS, WORKFLOW).stream().noneMatch(file -> trees.get(file).isEmpty()));
    }

    boolean online() {
        return header().path("kind").asText().equals("online");
    }

    /** Texts of a variant: {@code fr}, {@code en}, {@code fr_simple}, {@code en_simple}. */
    Messages messages(String variant) {
        return messages.get(variant);
    }

    /** In a language, else in French. */
    String text(String language, String key) {
        String text = messages(language.equals("en") ? "en" : "fr").get(key);
        return text.isBlank() ? messages("fr").get(key) : text;
    }

    /** Takes the texts of something that goes away. */
    void forget(String key) {
        messages.values().forEach(variant -> variant.removeAll(key));
    }

    /** Ids of letters. */
    List<String> letters() {
        List<String> ids = new ArrayList<>();
        for (String file : letters.keySet()) {
            Matcher letter = LETTER.matcher(file);
            if (letter.matches() && !ids.contains(letter.group(1))) {
                ids.add(letter.group(1));
            }
        }
        return ids;
    }

    String letter(String id, String language) {
        return letters.getOrDefault(path(id, language), "");
    }

    /** Without text it goes. */
    void letter(String id, String language, String text) {
        String path = path(id, language);
        if (text.isBlank()) {
            letters.remove(path);
        } else if (!text.strip().equals(letters.getOrDefault(path, "").strip())) {
            letters.put(path, text + "\n");
        }
    }

    private static String path(String id, String language) {
        return "documents/" + id + "_" + language + ".txt";
    }

    /** Whether another package has the same files with the same content, however it is set out. */
    boolean saysTheSame(Parts other) {
        Map<String, byte[]> mine = files();
        Map<String, byte[]> theirs = other.files();
        return trees.equals(other.trees) && mine.keySet().equals(theirs.keySet())
                && mine.keySet().stream().allMatch(file -> TREES.contains(file) || Arrays.equals(mine.get(file), theirs.get(file)));
    }

    /** The files as they are now. */
    Map<String, byte[]> files() {
        Map<String, byte[]> now = new TreeMap<>(files);
        trees.forEach((file, tree) -> {
            if (!tree.equals(before.get(file))) {
                now.put(file, TreeWriter.write(file, tree, utf8(files.getOrDefault(file, new byte[0]))));
            }
        });
        messages.forEach((variant, texts) -> {
            if (texts.isEmpty() && variant.endsWith(Texts.SIMPLE)) {
                now.remove(name(variant));
            } else if (!texts.text().equals(said.get(variant))) {
                now.put(name(variant), texts.text().getBytes(StandardCharsets.UTF_8));
            }
        });
        now.keySet().removeIf(file -> LETTER.matcher(file).matches() && !letters.containsKey(file));
        letters.forEach((file, text) -> {
            if (!text.equals(utf8(files.getOrDefault(file, new byte[0])))) {
                now.put(file, text.getBytes(StandardCharsets.UTF_8));
            }
        });
        return now;
    }
}
