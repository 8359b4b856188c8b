package org.parvis.identity;

import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.parvis.api.notify.Choices;
import org.parvis.api.plugin.Plugins;
import org.parvis.api.route.Request;
import org.parvis.api.view.Themes;

/** Kinds of notifications to tick, of an agent or of an account. */
@Component(service = OptionalKinds.class)
public final class OptionalKinds {
    private final Choices choices;
    private final Plugins plugins;
    private final Themes themes;

    @Activate
    public OptionalKinds(@Reference Choices choices, @Reference Plugins plugins, @Reference Themes themes) {
        this.choices = choices;
        this.plugins = plugins;
        this.themes = themes;
    }

    /** A kind of notification to tick. */
    public record Choice(String id, String label, boolean on) {}

    public List<Choice> of(Request request, Choices.Whose whose, UUID person) {
        Set<String> off = choices.off(person);
        String theme = request.site().look().theme();
        return choices.optionalKinds(whose).stream()
                .sorted()
                .map(kind -> new Choice(kind, themes.text(theme, plugins.all(), request.language(), kind + ".label"), !off.contains(kind)))
                .toList();
    }

    /** What is not ticked in the form is switched off. */
    public void save(Request request, Choices.Whose whose, UUID person) throws IOException {
        Set<String> off = new HashSet<>(choices.optionalKinds(whose));
        request.form().values("kind").forEach(off::remove);
        choices.switchOff(person, off);
    }
}
