package org.parvis.site.frame;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.parvis.api.plugin.Plugins;
import org.parvis.api.route.Request;
import org.parvis.api.route.Response;
import org.parvis.api.route.Route;
import org.parvis.api.route.Routes;
import org.parvis.api.tenant.Look;
import org.parvis.api.tenant.Site;
import org.parvis.api.view.Contrast;
import org.parvis.api.view.FrameSource;
import org.parvis.api.view.Theme;
import org.parvis.api.view.Themes;

/** The tenant's own home page in another look, for the back office. */
@Component(service = Routes.class)
public final class LookPreview implements Routes {

    private final HomePage home;
    private final Plugins plugins;
    private final Themes themes;

    @Activate
    public LookPreview(@Reference HomePage home, @Reference Plugins plugins, @Reference Themes themes) {
        this.home = home;
        this.plugins = plugins;
        this.themes = themes;
    }

    @Override
    public List<Route> routes() {
        Set<String> names = new LinkedHashSet<>(List.of(
                "theme", "shown", "color-primary", "color-on-primary", "color-accent", "color-surface", "color-text", "font-heading", "font-body", "radius", "logoDraft",
                "logoRemove", "headerDraft", "headerRemove"));
        themes.all().forEach(theme -> theme.tokens().forEach(token -> names.add(token.name())));
        return List.of(Route.deskGet("/apparence/apercu", this::preview).reads(names.toArray(String[]::new)).requires("backoffice.look"));
    }

    private Response preview(Request request) {
        Look now = request.site().look();
        Theme theme = themes.byId(request.query("theme").orElse(now.theme())).or(() -> themes.byId(now.theme())).orElseThrow(IllegalStateException::new);
        Map<String, String> tokens = new HashMap<>(theme.id().equals(now.theme()) ? now.tokens() : Map.of());
        // Values that the form shows for another theme say nothing of this one.
        boolean own = request.query("shown").orElse(theme.id()).equals(theme.id());
        for (Theme.Token token : own ? theme.tokens() : List.<Theme.Token>of()) {
            request.query(token.name()).filter(value -> isValue(token, value)).ifPresent(value -> tokens.put(token.name(), value));
        }
        Site site = request.site().with(new Look(theme.id(), tokens, picture(request, "logo", now.logo()), picture(request, "header", now.header())));
        Response shown = home.home(new FrameSource.Asked(site, plugins.of(site.id()), request.language(), "/", null, request.now()));
        Response.View view = (Response.View) shown.content();
        return Response.preview(site, view.template(), view.model());
    }

    /** A picture that is sent but not saved, or the one that is there; an id of another tenant shows nothing. */
    private static @Nullable String picture(Request request, String name, @Nullable String now) {
        return request.query(name + "Remove").isPresent() ? null : request.query(name + "Draft").orElse(now);
    }

    private static boolean isValue(Theme.Token token, String value) {
        return token.kind() == Theme.Kind.COLOR ? Contrast.isColor(value) : token.choices().containsKey(value);
    }
}
