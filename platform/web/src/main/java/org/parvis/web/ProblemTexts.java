package org.parvis.web;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.text.MessageFormat;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/** Texts of problems in both languages, for when nobody else has one. */
final class ProblemTexts {
    private final Properties french = load("problems_fr.properties");
    private final Properties english = load("problems_en.properties");

    /** A text of ours, or null if we have none under that key. */
    @Nullable String find(Locale language, String key, List<Object> arguments) {
        String pattern = texts(language).getProperty(key);
        return pattern == null ? null : new MessageFormat(pattern, language).format(arguments.toArray());
    }

    String title(Locale language, int status) {
        return withFallback(language, status, ".title");
    }

    /** What to do about it, in general. */
    String advice(Locale language, int status) {
        String text = withFallback(language, status, "");
        return new MessageFormat(text, language).format(new Object[] {""});
    }

    private String withFallback(Locale language, int status, String suffix) {
        Properties texts = texts(language);
        String text = texts.getProperty("problem." + status + suffix);
        return text != null ? text : texts.getProperty("problem." + (status < 500 ? 400 : 500) + suffix);
    }

    private Properties texts(Locale language) {
        return language.getLanguage().equals("en") ? english : french;
    }

    private static Properties load(String name) {
        try (Reader in = new InputStreamReader(
                Objects.requireNonNull(ProblemTexts.class.getResourceAsStream(name), name), StandardCharsets.UTF_8)) {
            Properties texts = new Properties();
            texts.load(in);
            return texts;
        } catch (IOException e) {
            throw new UncheckedIOException(name, e);
        }
    }
}
