package org.parvis.demarches.procedure;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.regex.Pattern;

/** Reads {@code messages_<variant>.properties}, in UTF-8. */
final class TextsReader {
    private static final Pattern KEY = Pattern.compile("[ \\t]*([A-Za-z0-9_.-]+)[ \\t]*[=:].*");
    private static final int LONGEST = 2_000;

    private final Map<String, Map<String, String>> variants = new LinkedHashMap<>();
    private final Map<String, Map<String, Integer>> lines = new HashMap<>();

    static TextsReader read(Map<String, byte[]> files, Faults faults) {
        TextsReader reader = new TextsReader();
        for (String language : Texts.LANGUAGES) {
            String file = name(language);
            if (files.containsKey(file)) {
                reader.variant(language, files.get(file), faults);
            } else {
                faults.add(file, 0, "missing");
            }
            if (files.containsKey(name(language + Texts.SIMPLE))) {
                reader.variant(language + Texts.SIMPLE, files.get(name(language + Texts.SIMPLE)), faults);
            }
        }
        return reader;
    }

    static String name(String variant) {
        return "messages_" + variant + ".properties";
    }

    /** Text in UTF-8; empty, with a fault, if it is not. */
    static Optional<String> utf8(String file, byte[] bytes, Faults faults) {
        try {
            return Optional.of(StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString());
        } catch (CharacterCodingException other) {
            faults.add(file, 0, "utf8");
            return Optional.empty();
        }
    }

    private void variant(String variant, byte[] bytes, Faults faults) {
        String file = name(variant);
        Optional<String> text = utf8(file, bytes, faults);
        if (text.isEmpty()) {
            return;
        }
        Properties properties = new Properties();
        try {
            properties.load(new StringReader(text.get()));
        } catch (IllegalArgumentException malformed) {
            faults.add(file, 0, "syntax", String.valueOf(malformed.getMessage()));
            return;
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        Map<String, Integer> at = new HashMap<>();
        List<String> all = text.get().lines().toList();
        for (int i = 0; i < all.size(); i++) {
            var matcher = KEY.matcher(all.get(i));
            if (matcher.matches() && at.put(matcher.group(1), i + 1) != null) {
                faults.add(file, i + 1, "twice", matcher.group(1));
            }
        }
        Map<String, String> texts = new HashMap<>();
        for (String key : properties.stringPropertyNames()) {
            if (properties.getProperty(key).length() > LONGEST) {
                faults.add(file, at.getOrDefault(key, 0), "long", key, LONGEST);
            }
            texts.put(key, properties.getProperty(key));
        }
        variants.put(variant, Map.copyOf(texts));
        lines.put(variant, at);
    }

    Texts texts() {
        return new Texts(Map.copyOf(variants));
    }

    int line(String variant, String key) {
        return lines.getOrDefault(variant, Map.of()).getOrDefault(key, 0);
    }
}
