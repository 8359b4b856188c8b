package org.parvis.identity.citizen;

import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.parvis.api.notify.Choices;
import org.parvis.api.notify.Devices;
import org.parvis.api.plugin.Plugins;
import org.parvis.api.route.Request;
import org.parvis.api.route.Response;
import org.parvis.api.route.Route;
import org.parvis.api.route.Routes;
import org.parvis.api.route.Scope;
import org.parvis.api.view.Themes;

/** Which notifications a person wants. */
@Component
public final class ChoicesPages implements Routes {
    static final String PATH = PersonPaths.HOME + "/preferences";

    private final Choices choices;
    private final Plugins plugins;
    private final Themes themes;
    private final Devices devices;

    @Activate
    public ChoicesPages(@Reference Choices choices, @Reference Plugins plugins, @Reference Themes themes, @Reference Devices devices) {
        this.choices = choices;
        this.plugins = plugins;
        this.themes = themes;
        this.devices = devices;
    }

    /** A kind of notification to tick. */
    public record Choice(String id, String label, boolean on) {}

    @Override
    public List<Route> routes() {
        return List.of(
                Route.of("GET", Scope.TERRITORY, PATH, this::show).requiresAccount(),
                Route.of("POST", Scope.TERRITORY, PATH, this::save).requiresAccount());
    }

    Response show(Request request) {
        Set<String> off = choices.off(ProfilePages.id(request));
        String theme = request.site().look().theme();
        List<Choice> all = choices.optionalKinds().stream()
                .sorted()
                .map(kind -> new Choice(kind, themes.text(theme, plugins.all(), request.language(), kind + ".label"), !off.contains(kind)))
                .toList();
        return Response.view("identity/person-choices", Map.of("choices", all, "devices", devices.offered()));
    }

    Response save(Request request) throws IOException {
        Set<String> off = new HashSet<>(choices.optionalKinds());
        request.form().values("kind").forEach(off::remove);
        choices.switchOff(ProfilePages.id(request), off);
        return Response.seeOther(PersonPaths.in(request, PersonPaths.HOME) + "?fait=preferences");
    }
}
