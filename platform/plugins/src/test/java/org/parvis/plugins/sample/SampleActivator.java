package org.parvis.plugins.sample;

import java.util.List;
import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;
import org.parvis.api.route.Response;
import org.parvis.api.route.Route;
import org.parvis.api.route.Routes;

/** A plugin with one route, whose path is its version; it works from its start to its stop, and not a moment longer. */
public final class SampleActivator implements BundleActivator {

    private volatile boolean running;

    @Override
    public void start(BundleContext context) {
        running = true;
        String version = context.getBundle().getVersion().toString();
        context.registerService(Routes.class, () -> routes(version), null);
    }

    private List<Route> routes(String version) {
        if (!running) {
            throw new IllegalStateException("used after it was stopped");
        }
        return List.of(Route.get("/" + version, request -> Response.text("text/plain", version)));
    }

    @Override
    public void stop(BundleContext context) {
        running = false;
    }
}
