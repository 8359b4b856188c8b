package org.parvis.themes;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.parvis.api.route.NotFound;
import org.parvis.api.route.Request;
import org.parvis.api.route.Response;
import org.parvis.api.route.Route;
import org.parvis.api.route.Routes;

/** Serves static files and the style sheets of looks; their addresses name their content, so that browsers ask once. */
@Component
public final class AssetRoutes implements Routes {
    private static final String FOR_EVER = "public, max-age=31536000, immutable";

    private final ThemeEngine engine;
    private final ServedThemes themes;

    @Activate
    public AssetRoutes(@Reference ThemeEngine engine, @Reference ServedThemes themes) {
        this.engine = engine;
        this.themes = themes;
    }

    @Override
    public List<Route> routes() {
        return List.of(Route.get("/assets/{hash}/{path...}", this::asset), Route.get("/look/{file}", this::look));
    }

    private Response asset(Request request) {
        Asset asset = engine.asset(request.variable("hash"), request.variable("path")).orElseThrow(NotFound::new);
        String etag = "\"" + asset.hash() + "\"";
        if (request.header("If-None-Match").filter(known -> known.contains(asset.hash())).isPresent()) {
            return new Response(304, new Response.Empty(), Map.of("ETag", etag, "Cache-Control", FOR_EVER), List.of(), Set.of(), null);
        }
        byte[] gzip = asset.gzip();
        boolean compressed = gzip != null && acceptsGzip(request);
        Response response = Response.bytes(asset.type(), compressed && gzip != null ? gzip : asset.bytes())
                .header("Cache-Control", FOR_EVER)
                .header("ETag", etag);
        if (gzip != null) {
            response = response.header("Vary", "Accept-Encoding");
        }
        return compressed ? response.header("Content-Encoding", "gzip") : response;
    }

    /** The style sheet of a look; kept by browsers as long as the theme gives the tokens the values that the name was made of. */
    private Response look(Request request) {
        String file = request.variable("file");
        String css = themes.css(ServedThemes.look(file).orElseThrow(NotFound::new));
        boolean same = file.endsWith("~" + ServedThemes.digest(css) + ".css");
        return Response.text("text/css", css).header("Cache-Control", same ? FOR_EVER : "no-cache");
    }

    private static boolean acceptsGzip(Request request) {
        return request.header("Accept-Encoding").filter(AssetRoutes::namesGzip).isPresent();
    }

    private static boolean namesGzip(String header) {
        for (String coding : header.split(",")) {
            String compact = coding.replace(" ", "");
            if (compact.startsWith("gzip") || compact.startsWith("*")) {
                return !compact.matches(".*;q=0(\\.0*)?");
            }
        }
        return false;
    }
}
