package org.parvis.tenancy;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.text.MessageFormat;
import java.util.Locale;
import java.util.Properties;

/** Messages of this module in one language: for reports that are no page. */
final class Sentences {
    private final Properties messages = new Properties();
    private final Locale language;

    Sentences(Locale language) {
        this.language = language;
        String path = "/plugin/i18n/messages_" + language.getLanguage() + ".properties";
        try (InputStream in = Sentences.class.getResourceAsStream(path)) {
            if (in == null) {
                throw new IllegalStateException(path + " is not in the bundle");
            }
            messages.load(new InputStreamReader(in, StandardCharsets.UTF_8));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    String of(Problem problem) {
        String pattern = messages.getProperty(problem.key(), problem.key());
        return new MessageFormat(pattern, language).format(problem.arguments().stream().map(String::valueOf).toArray());
    }
}
