package org.parvis.themes.render;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.parvis.api.view.Themes;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** All messages of one language, from themes and plugins, looked up once and for all. */
public final class Messages implements Themes.Words {
    private static final Logger LOG = LoggerFactory.getLogger(Messages.class);
    private static final int MISSING_NAMED = 500;

    private final Locale language;
    private final Map<String, Message> byKey = new HashMap<>();
    private final Set<String> missing = ConcurrentHashMap.newKeySet();

    /** @param layers least important first; a later one replaces messages of an earlier one */
    public Messages(Locale language, List<Map<String, String>> layers) {
        this.language = language;
        Map<String, String> texts = new HashMap<>();
        layers.forEach(texts::putAll);
        texts.forEach((key, text) -> byKey.put(key, Message.of(text, language)));
    }

    /** Reads a properties file in UTF-8. */
    public static Map<String, String> read(byte[] file) {
        Properties properties = new Properties();
        try {
            properties.load(new InputStreamReader(new ByteArrayInputStream(file), StandardCharsets.UTF_8));
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        Map<String, String> texts = new HashMap<>();
        properties.stringPropertyNames().forEach(key -> texts.put(key, properties.getProperty(key)));
        return texts;
    }

    /** A message that says the same each time: there is one, and it has no places. */
    Optional<String> plain(String key) {
        return byKey.get(key) instanceof Message.Plain plain ? Optional.of(plain.text()) : Optional.empty();
    }

    @Override
    public Optional<String> find(String key, Object... arguments) {
        return Optional.ofNullable(byKey.get(key)).map(message -> message.with(arguments));
    }

    @Override
    public String text(String key, Object... arguments) {
        Message message = byKey.get(key);
        if (message == null) {
            if (missing.size() < MISSING_NAMED && missing.add(key)) {
                LOG.warn("There is no message {} in {}", key, language.toLanguageTag());
            }
            return key;
        }
        return message.with(arguments);
    }
}
