package org.parvis.themes;

import java.nio.file.Path;
import java.time.Clock;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.parvis.themes.render.RenderWatch;

/** Ties the engine to the container: theme bundles in, the data directory. */
@Component(service = ThemeHost.class)
public final class ThemeHost {
    private final ThemeEngine engine;
    private final ThemeBundles bundles;

    @Activate
    public ThemeHost(BundleContext context, @Reference Clock clock) {
        String data = context.getProperty("parvis.data");
        Path folder = data == null ? Path.of(System.getProperty("java.io.tmpdir"), "parvis") : Path.of(data);
        this.engine = new ThemeEngine(folder.resolve("assets"), clock, RenderWatch.Budget.DEFAULT);
        this.bundles = new ThemeBundles(context, engine);
        bundles.open();
    }

    @Deactivate
    void close() {
        bundles.close();
        engine.close();
    }

    ThemeEngine engine() {
        return engine;
    }
}
