package org.parvis.gateway.rest;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.parvis.api.content.Json;
import org.parvis.api.plugin.ActivePlugins;
import org.parvis.api.plugin.Plugins;
import org.parvis.api.rest.Resource;
import org.parvis.api.route.Request;
import org.parvis.api.route.Response;
import org.parvis.api.route.Route;
import org.parvis.api.route.Routes;
import org.parvis.api.tenant.PublicUrls;
import org.parvis.api.tenant.Site;
import org.parvis.api.view.SitemapSource;
import org.parvis.api.view.Themes;

/** What the API offers: for people, and for programs. */
@Component(service = {Routes.class, SitemapSource.class})
public final class DescriptionPages implements Routes, SitemapSource {
    private static final String DESCRIPTION = ApiPages.ROOT + "/openapi.json";

    private final Plugins plugins;
    private final Themes themes;
    private final PublicUrls urls;

    @Activate
    public DescriptionPages(@Reference Plugins plugins, @Reference Themes themes, @Reference PublicUrls urls) {
        this.plugins = plugins;
        this.themes = themes;
        this.urls = urls;
    }

    /** An operation in the list. */
    public record Operation(String method, String path, String summary, String scope, boolean readable) {}

    @Override
    public List<Route> routes() {
        return List.of(Route.get("/api", this::page), Route.get(DESCRIPTION, this::description));
    }

    @Override
    public List<Entry> entries(Site site, Instant now) {
        return List.of(Entry.named("/api", "gateway.api.title"));
    }

    private OpenApi.Words words(Request request) {
        ActivePlugins active = plugins.of(request.tenant());
        return (key, arguments) -> themes.text(request.site().look().theme(), active, request.language(), key, arguments);
    }

    private Response page(Request request) {
        OpenApi.Words words = words(request);
        List<Operation> operations = Catalogue.of(plugins.of(request.tenant())).all().stream()
                .map(one -> new Operation(
                        one.method(), ApiPages.ROOT + one.path(), words.of(one.summaryKey()), one.scope() == null ? "" : one.scope(), readable(one)))
                .toList();
        return Response.view("gateway/api", Map.of("operations", operations, "root", urls.of(request.site(), ApiPages.ROOT), "description", DESCRIPTION))
                .tagged("site");
    }

    /** Whether it can be looked at in a browser as it is. */
    private static boolean readable(Resource resource) {
        return resource.scope() == null && resource.path().indexOf('{') < 0;
    }

    private Response description(Request request) {
        OpenApi.Words words = words(request);
        String title = words.of("gateway.api.title") + " – " + request.site().tenant().name().name();
        Map<String, Object> document =
                new OpenApi(words).document(title, urls.of(request.site(), ApiPages.ROOT), Catalogue.of(plugins.of(request.tenant())).all());
        return Response.bytes("application/json", Json.of(document).getBytes(StandardCharsets.UTF_8))
                .header("Access-Control-Allow-Origin", "*")
                .tagged("site");
    }
}
