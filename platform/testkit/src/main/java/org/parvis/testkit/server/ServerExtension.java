package org.parvis.testkit.server;

import java.util.List;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Starts a server before the first test class that wants it and stops it after the last. */
public final class ServerExtension implements BeforeAllCallback, ParameterResolver {

    private static final Namespace NAMESPACE = Namespace.create(ServerExtension.class);

    @Override
    public void beforeAll(ExtensionContext context) {
        server(context);
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == Server.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return server(context);
    }

    private static Server server(ExtensionContext context) {
        Parvis settings = context.getRequiredTestClass().getAnnotation(Parvis.class);
        if (settings == null) {
            throw new IllegalStateException(context.getRequiredTestClass() + " lacks the annotation @Parvis");
        }
        return context.getRoot().getStore(NAMESPACE)
                .getOrComputeIfAbsent(settings.name(), name -> new Shared(Server.start(settings)), Shared.class).server();
    }

    /** Closed by JUnit when the whole run ends. */
    private record Shared(Server server, boolean cleanLog) implements AutoCloseable {

        Shared(Server server) {
            this(server, server.wantsCleanLog());
        }

        @Override
        public void close() {
            server.stop();
            List<String> errors = server.log().errors();
            if (cleanLog && !errors.isEmpty()) {
                throw new AssertionError("The log of the server holds errors:\n" + String.join("\n", errors));
            }
        }
    }
}
