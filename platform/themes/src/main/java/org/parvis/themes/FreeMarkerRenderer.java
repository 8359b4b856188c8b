package org.parvis.themes;

import java.util.Locale;
import java.util.Map;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.parvis.api.plugin.ActivePlugins;
import org.parvis.api.tenant.Site;
import org.parvis.api.view.Renderer;

/** Renders with FreeMarker. */
@Component
public final class FreeMarkerRenderer implements Renderer {
    private final ThemeEngine engine;

    @Activate
    public FreeMarkerRenderer(@Reference ThemeEngine engine) {
        this.engine = engine;
    }

    @Override
    public byte[] render(Site site, ActivePlugins plugins, Locale language, String template, Map<String, ?> model) {
        return engine.render(site, plugins, language, template, model);
    }
}
