package org.parvis.themes;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.parvis.api.view.Theme;
import org.parvis.themes.render.PageTemplates;

/** A theme with its parents: what a site's look resolves to. Immutable; compared by identity. */
final class Chain {
    private static final String STYLE = "style.css";

    private final List<ThemeSource> sources;
    private final Theme theme;
    private final Map<String, Asset> assets;

    /**
     * @param sources the theme first, then its parent, and so on
     * @throws InvalidTheme if tokens, style sheets or templates are wrong
     */
    Chain(List<ThemeSource> sources) {
        this.sources = List.copyOf(sources);
        this.theme = describe();
        this.assets = StaticFiles.of(sources.get(0).owner(), "theme", statics());
        checkTemplates();
    }

    List<ThemeSource> sources() {
        return sources;
    }

    Theme theme() {
        return theme;
    }

    Map<String, Asset> assets() {
        return assets;
    }

    Optional<PageTemplates.Source> template(String name) {
        for (ThemeSource source : sources) {
            byte[] bytes = source.template(name);
            if (bytes != null) {
                return Optional.of(new PageTemplates.Source(source.owner(), bytes));
            }
        }
        return Optional.empty();
    }

    /** Messages in a language, the farthest parent's first. */
    List<Map<String, String>> messages(String language) {
        return parentsFirst().stream().map(source -> source.messages(language)).toList();
    }

    private Theme describe() {
        ThemeSource own = sources.get(0);
        Map<String, String> properties = own.properties();
        List<Map<String, String>> all = parentsFirst().stream().map(ThemeSource::properties).toList();
        return new Theme(
                own.id(),
                own.version(),
                byLanguage(properties, "name", own.id()),
                byLanguage(properties, "description", ""),
                Tokens.read(own.owner(), all));
    }

    private static Map<String, String> byLanguage(Map<String, String> properties, String key, String fallback) {
        Map<String, String> texts = new TreeMap<>();
        for (String language : List.of("fr", "en")) {
            texts.put(language, properties.getOrDefault(key + "." + language, properties.getOrDefault(key + ".fr", fallback)));
        }
        return Collections.unmodifiableMap(texts);
    }

    /** Child over parent; the style sheets one after another, so that a child's holds only what differs. */
    private Map<String, byte[]> statics() {
        Map<String, byte[]> files = new HashMap<>();
        ByteArrayOutputStream style = new ByteArrayOutputStream();
        style.writeBytes(Tokens.defaults(theme.tokens()).getBytes(StandardCharsets.UTF_8));
        for (ThemeSource source : parentsFirst()) {
            files.putAll(source.statics());
            byte[] own = source.statics().get(STYLE);
            if (own != null) {
                style.writeBytes(own);
                style.write('\n');
            }
        }
        files.put(STYLE, style.toByteArray());
        return files;
    }

    private void checkTemplates() {
        ThemeSource own = sources.get(0);
        PageTemplates templates = new PageTemplates(this::template);
        templates.firstProblem(own.templateNames()).ifPresent(problem -> {
            throw new InvalidTheme(problem);
        });
    }

    private List<ThemeSource> parentsFirst() {
        List<ThemeSource> reversed = new ArrayList<>(sources);
        Collections.reverse(reversed);
        return reversed;
    }
}
