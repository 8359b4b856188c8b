package org.parvis.operations.fleet;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.parvis.api.plugin.Plugins;
import org.parvis.api.view.Themes;

/** Plugins under the names that people know, also of those that serve nobody yet. */
final class PluginNames {

    private final Plugins plugins;
    private final Themes themes;

    PluginNames(Plugins plugins, Themes themes) {
        this.plugins = plugins;
        this.themes = themes;
    }

    /** An option of a list. */
    public record Choice(String value, String label) {}

    String of(String id, Locale language) {
        return themes.find("base", plugins.newest(), language, id + ".plugin.name").orElse(id);
    }

    List<Choice> choices(Locale language) {
        return plugins.installed().stream()
                .map(plugin -> new Choice(plugin.ref().id(), of(plugin.ref().id(), language)))
                .sorted(Comparator.comparing(Choice::label))
                .toList();
    }
}
