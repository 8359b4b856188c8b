package org.parvis.web;

import jakarta.servlet.Servlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.osgi.framework.Constants;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.parvis.api.data.ChangeListener;
import org.parvis.api.plugin.Plugins;
import org.parvis.api.plugin.PluginsChanged;
import org.parvis.api.tenant.Tenants;
import org.parvis.api.view.Renderer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one servlet: every request of every site.
 *
 * <p>Its service comes last among change listeners, so that a page begun after the tags were touched already sees what others keep
 * in memory anew.
 */
@Component(
        service = {FrontServlet.class, Servlet.class, ChangeListener.class, PluginsChanged.class, Supplier.class},
        configurationPid = "org.parvis.web",
        immediate = true,
        property = {
            "osgi.http.whiteboard.servlet.name=parvis",
            "osgi.http.whiteboard.servlet.pattern=/",
            "parvis.metrics=web",
            Constants.SERVICE_RANKING + ":Integer=-2147483648"
        })
public final class FrontServlet extends HttpServlet implements ChangeListener, PluginsChanged, Supplier<Map<String, Long>> {
    private static final long serialVersionUID = 1L;
    private static final Logger LOG = LoggerFactory.getLogger(FrontServlet.class);

    private final transient Clock clock;
    private final transient WebSettings settings;
    private final transient Kept kept;
    private final transient RouteTables tables = new RouteTables();
    private final transient Hits hits;
    private final transient Front front;
    private final transient Metrics metrics = new Metrics();
    private final transient Watchdog watchdog = new Watchdog();

    @Activate
    public FrontServlet(@Reference Tenants tenants, @Reference(target = "(parvis.booted=true)") Plugins plugins,
            @Reference Renderer renderer, @Reference Clock clock, @Reference OptionalServices services, Map<String, Object> properties) {
        this(tenants, plugins, renderer, clock, services, WebSettings.of(properties));
    }

    FrontServlet(Tenants tenants, Plugins plugins, Renderer renderer, Clock clock, Optionals services, WebSettings settings) {
        this.clock = clock;
        this.settings = settings;
        SecurityHeaders security = new SecurityHeaders(settings.frameAncestors());
        Pages pages = new Pages(renderer, security);
        Responder responder = new Responder(security);
        Views views = new Views(services);
        this.kept = new Kept(new PageCache(settings.cacheBytes()), clock, plugins);
        this.hits = new Hits(tenants, kept, settings, security, metrics, views);
        Answers answers = new Answers(kept, settings.cache(), pages, new Door(services), responder, watchdog, services, metrics, views);
        Problems problems = new Problems(pages, security, services::themes);
        this.front = new Front(tenants, plugins, tables, answers, problems, responder, metrics);
        watchdog.start();
    }

    @Deactivate
    void stop() {
        watchdog.close();
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse answer) throws IOException {
        try {
            Kept.Moment begun = kept.now();
            front.serve(new Exchange(request, answer, Client.of(request, settings), clock.instant(), begun));
        } catch (IOException e) {
            breakOff(request, e);
        }
    }

    /** The connection must break, else half an answer looks whole. Thrown, it would be logged as a fault of the server. */
    private static void breakOff(HttpServletRequest request, IOException e) throws IOException {
        if (!(request.getAttribute(FastLane.BREAK) instanceof Runnable breaking)) {
            throw e;
        }
        LOG.debug("A connection is broken off: {}", e.toString());
        breaking.run();
    }

    /** The way around this servlet for pages that are kept, for the connector. */
    Hits hits() {
        return hits;
    }

    @Override
    public void changed(List<Change> changes) {
        kept.changed(changes);
    }

    @Override
    public void everything() {
        kept.everythingChanged();
    }

    @Override
    public void pluginsChanged() {
        tables.clear();
        kept.pluginsChanged();
    }

    @Override
    public Map<String, Long> get() {
        Map<String, Long> all = new LinkedHashMap<>(metrics.snapshot());
        all.putAll(kept.metrics());
        return all;
    }
}
