package org.parvis.testkit;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.parvis.api.plugin.ActivePlugins;
import org.parvis.api.route.Response;
import org.parvis.api.tenant.Site;
import org.parvis.api.view.Renderer;
import org.parvis.api.view.Themes;
import org.parvis.themes.FreeMarkerRenderer;
import org.parvis.themes.ServedThemes;
import org.parvis.themes.ThemeEngine;
import org.parvis.themes.ThemeSource;
import org.parvis.themes.render.RenderWatch;

/**
 * Renders views as the platform does: the real renderer, the real base theme, the module's own templates and messages.
 *
 * <p>{@code Pages.of("news").html(response, site)}: reads {@code src/main/resources/plugin} of the module under test, and the
 * templates of platform/documents, platform/site and platform/backoffice after it. A frame with plausible texts is in the model unless the test
 * {@link #with gives} its own. A fault in a template fails the test with the template's name and line.
 */
public final class Pages {
    /** Of each plugin the one that all its tests render with: templates are read and parsed once. */
    private static final Map<String, Served> SERVED = new ConcurrentHashMap<>();

    private final ThemeEngine engine;
    private final ActivePlugins plugins;
    private final Map<String, Object> common = new HashMap<>();

    private Pages(Served served) {
        this.engine = served.engine();
        this.plugins = served.plugins();
        common.put("frame", PagesFrame.plausible());
        common.put("path", "/");
        common.put("requestId", "test");
    }

    /** For the module in whose folder the test runs. */
    public static Pages of(String pluginId) {
        return new Pages(SERVED.computeIfAbsent(pluginId, Served::of));
    }

    /** Something more in the model of every page, or in place of what is there: {@code frame}, {@code path}, {@code now}. */
    public Pages with(String key, Object value) {
        common.put(key, value);
        return this;
    }

    /** With the frame of the back office, without menu, in place of that of public pages. */
    public Pages desk() {
        return with("frame", PagesFrame.desk());
    }

    /** The page of a response, in French. */
    public String html(Response response, Site site) {
        return html(response, site, Locale.FRENCH);
    }

    /** @throws AssertionError if the response is no view */
    public String html(Response response, Site site, Locale language) {
        if (response.content() instanceof Response.View view) {
            return html(view.template(), view.model(), site, language);
        }
        if (response.content() instanceof Response.Preview preview) {
            return html(preview.template(), preview.model(), preview.site(), language);
        }
        throw new AssertionError("a view was expected, not " + response.content());
    }

    public String html(String template, Map<String, ?> model, Site site, Locale language) {
        Map<String, Object> all = new HashMap<>(common);
        all.putIfAbsent("now", Instant.now());
        model.forEach(all::put);
        return new String(renderer().render(site, plugins, language, template, all), StandardCharsets.UTF_8);
    }

    /** The real renderer, over the base theme alone. */
    public Renderer renderer() {
        return new FreeMarkerRenderer(engine);
    }

    /** The real themes: the base theme alone. */
    public Themes themes() {
        return new ServedThemes(engine);
    }

    /** The module's own plugin folder, and those of site and backoffice. */
    public ActivePlugins plugins() {
        return plugins;
    }

    private record Served(ThemeEngine engine, ActivePlugins plugins) {

        static Served of(String pluginId) {
            Path root = root();
            Map<String, Path> folders = new LinkedHashMap<>();
            folders.put(pluginId, Path.of("src/main/resources/plugin").toAbsolutePath());
            folders.putIfAbsent("documents", root.resolve("platform/documents/src/main/resources/plugin"));
            folders.putIfAbsent("site", root.resolve("platform/site/src/main/resources/plugin"));
            folders.putIfAbsent("backoffice", root.resolve("platform/backoffice/src/main/resources/plugin"));
            ThemeEngine engine = new ThemeEngine(Path.of("target/pages", pluginId), Clock.systemUTC(), RenderWatch.Budget.DEFAULT);
            engine.install(List.of(ThemeSource.ofFolder("base", null, root.resolve("themes/base/src/main/resources/theme"))));
            return new Served(engine, new PagesPlugins(folders));
        }
    }

    private static Path root() {
        Path folder = Path.of("").toAbsolutePath();
        while (folder != null && !Files.isDirectory(folder.resolve("themes/base"))) {
            folder = folder.getParent();
        }
        if (folder == null) {
            throw new IllegalStateException("themes/base is not above " + Path.of("").toAbsolutePath());
        }
        return folder;
    }
}
