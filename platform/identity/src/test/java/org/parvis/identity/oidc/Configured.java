package org.parvis.identity.oidc;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.Map;
import org.parvis.api.data.Database;

/** The configuration of a provider, as Declarative Services would hand it over. */
public final class Configured {
    private final Map<String, Object> values = new HashMap<>();

    private Configured(Map<String, Object> values) {
        this.values.putAll(values);
    }

    /** A client that the provider of the tests knows: {@code plain} or {@code signed}. */
    public static Configured as(String id, String issuer, String client) {
        return new Configured(Map.of("id", id, "issuer", issuer, "clientId", client, "clientSecretFile", secret("secret of " + client).toString(),
                "development", true));
    }

    public Configured with(String name, Object value) {
        Configured other = new Configured(values);
        other.values.put(name, value);
        return other;
    }

    /** The service with this provider alone. */
    public OpenIdConnect service(Database database) {
        OpenIdConnect connect = new OpenIdConnect(database);
        connect.addProvider(new ConfiguredProvider(config()));
        return connect;
    }

    /** The service with these providers. */
    public static OpenIdConnect service(Database database, Configured... all) {
        OpenIdConnect connect = new OpenIdConnect(database);
        for (Configured one : all) {
            connect.addProvider(new ConfiguredProvider(one.config()));
        }
        return connect;
    }

    ProviderConfig config() {
        return (ProviderConfig) Proxy.newProxyInstance(ProviderConfig.class.getClassLoader(), new Class<?>[] {ProviderConfig.class},
                (proxy, method, arguments) -> values.getOrDefault(method.getName(), method.getDefaultValue()));
    }

    static Path secret(String text) {
        try {
            Path file = Files.createTempFile(Path.of("target"), "secret", "", PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            file.toFile().deleteOnExit();
            return Files.writeString(file, text + "\n");
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
