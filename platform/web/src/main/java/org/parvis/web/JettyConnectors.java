package org.parvis.web;

import java.util.Arrays;
import org.apache.felix.http.jetty.ConnectorFactory;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.LocalConnector;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where the HTTP service hands out its Jetty: asked once for each server, when its own connector is up.
 *
 * <p>That connector gives its place, with the address that the operator configured for it, to ours.
 */
@Component(service = ConnectorFactory.class, immediate = true)
public final class JettyConnectors implements ConnectorFactory {
    private static final Logger LOG = LoggerFactory.getLogger(JettyConnectors.class);

    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC, policyOption = ReferencePolicyOption.GREEDY)
    private volatile @Nullable FrontServlet front;

    private final JettySetup setup = new JettySetup(this::hits);

    @Activate
    public JettyConnectors() {
        // The servlet comes later than the port: until then each request is told that the platform starts.
    }

    @Override
    public Connector createConnector(Server server) {
        setup.handlers(server);
        return Arrays.stream(server.getConnectors())
                .filter(connector -> connector.getClass() == ServerConnector.class)
                .map(ServerConnector.class::cast)
                .filter(connector -> connector.getProtocols().get(0).equals("http/1.1"))
                .findFirst()
                .map(this::replace)
                .orElseGet(() -> new LocalConnector(server));
    }

    private Connector replace(ServerConnector other) {
        try {
            return setup.instead(other);
        } catch (Exception e) {
            LOG.error("The connector of the HTTP service could not be replaced", e);
            return new LocalConnector(other.getServer());
        }
    }

    private @Nullable Hits hits() {
        FrontServlet known = front;
        return known == null ? null : known.hits();
    }
}
