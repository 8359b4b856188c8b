package org.parvis.data;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads the settings of {@code org.parvis.data}: the URL given at the start wins, then the configured one, then Derby among the data. */
final class Configuration {
    private Configuration() {}

    /** @param property looks up a property of the framework or the system, null when there is none */
    static DataSettings read(Map<String, Object> configuration, Lookup property) {
        String url = text(property.get("parvis.database"));
        if (url == null) {
            url = text(configuration.get("url"));
        }
        if (url == null) {
            url = "jdbc:derby:" + directory(property) + "/db";
        }
        return new DataSettings(
                url,
                text(configuration.get("user")),
                text(configuration.get("password")),
                text(configuration.get("ownerUser")),
                text(configuration.get("ownerPassword")));
    }

    private static String directory(Lookup property) {
        String own = text(property.get("parvis.data"));
        if (own != null) {
            return own;
        }
        String karaf = text(property.get("karaf.data"));
        return (karaf == null ? "data" : karaf) + "/parvis";
    }

    /** A setting that says something: not blank, nor a placeholder that nothing replaced. */
    private static @Nullable String text(@Nullable Object value) {
        String text = value == null ? "" : value.toString().strip();
        return text.isEmpty() || text.startsWith("${") ? null : text;
    }

    /** Finds a property. */
    @FunctionalInterface
    interface Lookup {
        @Nullable String get(String name);
    }
}
