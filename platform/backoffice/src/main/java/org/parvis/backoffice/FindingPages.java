package org.parvis.backoffice;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.parvis.api.content.AccessibilityCheck;
import org.parvis.api.desk.CheckedContent;
import org.parvis.api.identity.Permissions;
import org.parvis.api.plugin.ActivePlugins;
import org.parvis.api.plugin.Plugins;
import org.parvis.api.route.Request;
import org.parvis.api.route.Response;
import org.parvis.api.route.Route;
import org.parvis.api.route.Routes;

/** All that is public and has something to mend for accessibility. Nothing is stored: texts are read again each time. */
@Component(service = Routes.class)
public final class FindingPages implements Routes {

    private static final String PERMISSION = "backoffice.findings";
    /** Of each kind. */
    private static final int TEXTS = 500;
    private static final int PAGE_SIZE = 15;
    /** Files are read once: what is not reached in that time is reached the next time that somebody looks. */
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final Plugins plugins;
    private final Permissions permissions;

    @Activate
    public FindingPages(@Reference Plugins plugins, @Reference Permissions permissions) {
        this.plugins = plugins;
        this.permissions = permissions;
    }

    /** A text with what was found in it. */
    public record Line(String labelKey, String title, String path, List<AccessibilityCheck.Finding> findings) {}

    @Override
    public List<Route> routes() {
        return List.of(Route.deskGet("/accessibilite", this::list).reads("erreurs", "page").requires(PERMISSION));
    }

    private Response list(Request request) {
        boolean errorsOnly = request.query("erreurs").isPresent();
        Reading reading = lines(request, errorsOnly);
        List<Line> all = reading.lines();
        int pages = Math.max(1, (all.size() + PAGE_SIZE - 1) / PAGE_SIZE);
        int page = Math.min(pages, request.query("page").filter(text -> text.matches("[1-9][0-9]{0,5}")).map(Integer::parseInt).orElse(1));
        Map<String, Object> model = new HashMap<>();
        model.put("lines", all.subList((page - 1) * PAGE_SIZE, Math.min(all.size(), page * PAGE_SIZE)));
        model.put("total", all.size());
        model.put("page", page);
        model.put("pages", pages);
        model.put("errorsOnly", errorsOnly);
        model.put("partial", !reading.complete());
        return Response.view("backoffice/findings", model);
    }

    private record Reading(List<Line> lines, boolean complete) {}

    private Reading lines(Request request, boolean errorsOnly) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        ActivePlugins active = plugins.of(request.tenant());
        List<AccessibilityCheck> checks = active.of(AccessibilityCheck.class);
        List<Line> lines = new ArrayList<>();
        for (CheckedContent content : active.of(CheckedContent.class)) {
            if (permissions.may(request.signedIn(), content.kind().permission(), request.tenant())) {
                for (CheckedContent.Text text : content.texts(request.tenant(), request.now(), TEXTS)) {
                    if (System.nanoTime() - end > 0) {
                        return new Reading(lines, false);
                    }
                    List<AccessibilityCheck.Finding> found = checks.stream()
                            .flatMap(check -> Stream.concat(
                                    check.check(request.tenant(), text.html()).stream(), check.checkFiles(request.tenant(), text.files()).stream()))
                            .filter(finding -> finding.error() || !errorsOnly)
                            .toList();
                    if (!found.isEmpty()) {
                        lines.add(new Line(content.kind().labelKey(), text.title(), text.path(), found));
                    }
                }
            }
        }
        return new Reading(lines, true);
    }
}
