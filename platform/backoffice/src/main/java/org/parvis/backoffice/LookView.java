package org.parvis.backoffice;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.parvis.api.plugin.ActivePlugins;
import org.parvis.api.tenant.Look;
import org.parvis.api.view.Theme;
import org.parvis.api.view.Themes;

/** Themes and their tokens for the form of the look. */
final class LookView {

    /** A theme to choose. */
    public record Gallery(String id, String name, String description, boolean current) {}

    /** A value of a token that is chosen among some. */
    public record Option(String value, String label) {}

    /** A token to set; {@code kind} is COLOR, FONT or CHOICE. */
    public record Setting(String name, String label, String kind, String value, String defaultValue, List<Option> options) {}

    private final Themes themes;
    private final ActivePlugins plugins;
    private final Locale language;

    LookView(Themes themes, ActivePlugins plugins, Locale language) {
        this.themes = themes;
        this.plugins = plugins;
        this.language = language;
    }

    List<Gallery> gallery(String current) {
        return themes.all().stream()
                .map(theme -> new Gallery(theme.id(), said(theme.name(), theme.id()), said(theme.description(), ""), theme.id().equals(current)))
                .toList();
    }

    private String said(Map<String, String> texts, String otherwise) {
        return texts.getOrDefault(language.getLanguage(), texts.getOrDefault("fr", otherwise));
    }

    List<Setting> settings(Theme theme, Look look) {
        List<Setting> settings = new ArrayList<>();
        for (Theme.Token token : theme.tokens()) {
            settings.add(new Setting(
                    token.name(), text(theme, "theme.token." + token.name(), token.name()), token.kind().name(),
                    LookForm.value(theme, look.tokens(), token.name()), token.defaultValue(), options(theme, token)));
        }
        return settings;
    }

    private List<Option> options(Theme theme, Theme.Token token) {
        return token.choices().keySet().stream()
                .map(choice -> new Option(choice, text(theme, "theme.choice." + token.name() + "." + choice, choice)))
                .toList();
    }

    private String text(Theme theme, String key, String otherwise) {
        return themes.find(theme.id(), plugins, language, key).orElse(otherwise);
    }
}
