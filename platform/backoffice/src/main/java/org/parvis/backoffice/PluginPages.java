package org.parvis.backoffice;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.parvis.api.audit.Audit;
import org.parvis.api.data.Database;
import org.parvis.api.plugin.ActivePlugins;
import org.parvis.api.plugin.InstalledPlugin;
import org.parvis.api.plugin.Plugins;
import org.parvis.api.route.Request;
import org.parvis.api.route.Response;
import org.parvis.api.route.Route;
import org.parvis.api.route.Routes;
import org.parvis.api.view.Themes;

/** Which services a site offers; alone and as a step of the wizard. */
@Component(service = Routes.class)
public final class PluginPages implements Routes {

    private static final String PERMISSION = "backoffice.plugins";

    /** A service to switch on or off. */
    public record Offer(String id, String name, String description, boolean active) {}

    private final Plugins plugins;
    private final Themes themes;
    private final Marks marks;
    private final Database database;
    private final Audit audit;

    @Activate
    public PluginPages(
            @Reference Plugins plugins, @Reference Themes themes, @Reference Marks marks, @Reference Database database, @Reference Audit audit) {
        this.plugins = plugins;
        this.themes = themes;
        this.marks = marks;
        this.database = database;
        this.audit = audit;
    }

    @Override
    public List<Route> routes() {
        return List.of(
                Route.deskGet("/services", request -> show(request, "")).reads("fait").requires(PERMISSION),
                Route.deskPost("/services", request -> save(request, "")).requires(PERMISSION),
                Route.deskGet("/demarrage/services", request -> show(request, SetupSteps.PLUGINS)).requires(PERMISSION),
                Route.deskPost("/demarrage/services", request -> save(request, SetupSteps.PLUGINS)).requires(PERMISSION));
    }

    private Response show(Request request, String step) {
        ActivePlugins active = plugins.of(request.tenant());
        ActivePlugins newest = plugins.newest();
        List<Offer> offers = plugins.installed().stream()
                .map(plugin -> offer(request, active, newest, plugin.ref().id()))
                .sorted((a, b) -> a.name().compareTo(b.name()))
                .toList();
        Map<String, Object> model = new HashMap<>(Map.of("step", step, "offers", offers));
        request.query("fait").ifPresent(done -> model.put("done", done));
        return Response.view(step.isEmpty() ? "backoffice/plugins" : "backoffice/step-plugins", model);
    }

    private Offer offer(Request request, ActivePlugins active, ActivePlugins newest, String id) {
        // The words of a plugin that is not active here come from its newest version.
        ActivePlugins words = active.has(id) ? active : newest;
        return new Offer(id, text(words, request, id + ".plugin.name", id), text(words, request, id + ".plugin.description", ""), active.has(id));
    }

    private String text(ActivePlugins words, Request request, String key, String otherwise) {
        return themes.find("base", words, request.language(), key).orElse(otherwise);
    }

    private Response save(Request request, String step) throws IOException {
        Set<String> wanted = Set.copyOf(request.form().values("plugin"));
        ActivePlugins active = plugins.of(request.tenant());
        for (InstalledPlugin plugin : plugins.installed()) {
            String id = plugin.ref().id();
            if (wanted.contains(id) && !active.has(id)) {
                plugins.activate(id, List.of(request.tenant()));
                record(request, "backoffice.plugin.activate", id);
            } else if (!wanted.contains(id) && active.has(id)) {
                plugins.deactivate(id, List.of(request.tenant()));
                record(request, "backoffice.plugin.deactivate", id);
            }
        }
        marks.set(request.tenant(), SetupSteps.PLUGINS);
        return step.isEmpty()
                ? Response.seeOther(DeskFrame.ROOT + "/" + request.site().tenant().slug() + "/services?fait=1")
                : Wizard.next(request, step);
    }

    private void record(Request request, String action, String plugin) {
        database.of(request.tenant()).write(transaction -> audit.record(transaction, request.signedIn(), action, plugin, ""));
    }
}
