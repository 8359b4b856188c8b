package org.parvis.web;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.ContextHandler;
import org.eclipse.jetty.server.handler.ContextHandlerCollection;
import org.jspecify.annotations.Nullable;

/** Makes a plain Jetty ours: error pages, limits, the fast lane before the servlets and the connector that it needs. */
final class JettySetup {
    /** Bytes per second below which a body comes too slowly: a telephone on the worst of lines sends ten times that. */
    private static final int LEAST_DATA_RATE = 200;

    private final Supplier<@Nullable Hits> hits;
    private final ErrorPages errors = new ErrorPages();

    JettySetup(Supplier<@Nullable Hits> hits) {
        this.hits = hits;
    }

    /** Sets up what stands before and behind the servlets. */
    void handlers(Server server) {
        server.setErrorHandler(errors);
        server.getDescendants(ContextHandler.class).forEach(context -> context.setErrorHandler(errors));
        if (server.getHandler() instanceof ContextHandlerCollection contexts
                && contexts.getHandlers().stream().noneMatch(FastLane.class::isInstance)) {
            List<Handler> all = new ArrayList<>(List.of(new FastLane(contexts, hits, errors)));
            all.addAll(contexts.getHandlers());
            contexts.setHandlers(all);
        }
    }

    /** A connector in place of another, on the same address. */
    Connector instead(ServerConnector other) throws Exception {
        Server server = other.getServer();
        int port = other.getLocalPort() > 0 ? other.getLocalPort() : other.getPort();
        server.removeConnector(other);
        other.stop();
        HttpConfiguration given = other.getConnectionFactory(HttpConnectionFactory.class).getHttpConfiguration();
        QuickConnector connector = connector(server, new HttpConfiguration(given));
        connector.setHost(other.getHost());
        connector.setPort(port);
        connector.setIdleTimeout(other.getIdleTimeout());
        return connector;
    }

    QuickConnector connector(Server server, HttpConfiguration http) {
        http.setSendServerVersion(false);
        http.setMinRequestDataRate(LEAST_DATA_RATE);
        http.setMinResponseDataRate(LEAST_DATA_RATE);
        return new QuickConnector(server, (Runtime.getRuntime().availableProcessors() + 1) / 2, new HttpConnectionFactory(http));
    }
}
