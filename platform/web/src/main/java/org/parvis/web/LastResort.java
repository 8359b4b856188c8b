package org.parvis.web;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/** The page for when no theme can make one: French, then English, without anything to load. */
final class LastResort {
    private final String page = load("last-resort.html");
    private final ProblemTexts texts;

    LastResort(ProblemTexts texts) {
        this.texts = texts;
    }

    byte[] page(int status, String id) {
        return page(status, id, texts.title(Locale.FRENCH, status), texts.advice(Locale.FRENCH, status),
                texts.title(Locale.ENGLISH, status), texts.advice(Locale.ENGLISH, status));
    }

    /** The page of a site that its tenant has closed, or of a host that leads nowhere. */
    byte[] notice(int status, String id, String key) {
        return page(status, id, text(Locale.FRENCH, key + ".title"), text(Locale.FRENCH, key),
                text(Locale.ENGLISH, key + ".title"), text(Locale.ENGLISH, key));
    }

    private byte[] page(int status, String id, String frenchTitle, String french, String englishTitle, String english) {
        return page.replace("{status}", Integer.toString(status)).replace("{id}", escape(id))
                .replace("{title.fr}", escape(frenchTitle)).replace("{text.fr}", escape(french))
                .replace("{title.en}", escape(englishTitle)).replace("{text.en}", escape(english))
                .getBytes(StandardCharsets.UTF_8);
    }

    private String text(Locale language, String key) {
        return Objects.requireNonNull(texts.find(language, key, List.of()), key);
    }

    private static String escape(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\"", "&quot;");
    }

    private static String load(String name) {
        try (InputStream in = Objects.requireNonNull(LastResort.class.getResourceAsStream(name), name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(name, e);
        }
    }
}
