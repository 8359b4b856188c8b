package org.parvis.plugins;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Version;
import org.parvis.api.plugin.PluginFleet.Refused;
import org.parvis.api.identity.Role;
import org.parvis.api.plugin.PluginRef;

/**
 * What the headers of a bundle say about it.
 *
 * @param label the version's name: the bundle's version, for development builds (qualifier SNAPSHOT) followed by a digest of the jar
 */
record Descriptor(Kind kind, String id, Version version, String label, boolean core, Map<String, String> permissions) {

    private static final Pattern ID = Pattern.compile("[a-z][a-z0-9]{0,39}");
    private static final Pattern ATTRIBUTE = Pattern.compile(";\\s*([\\w-]+):?=(?:\"([^\"]*)\"|([^;,\"]*))");

    enum Kind {
        PLUGIN,
        THEME
    }

    PluginRef ref() {
        return new PluginRef(id, label);
    }

    /** Where the framework keeps it: one location for each version. */
    String location() {
        return "parvis:" + fileName().replace(".jar", "");
    }

    String fileName() {
        return (kind == Kind.THEME ? "theme." : "") + id + "-" + label + ".jar";
    }

    static boolean isDevelopment(Version version) {
        return version.getQualifier().endsWith("SNAPSHOT");
    }

    /**
     * Reads the headers.
     *
     * @param digest of the jar, in hexadecimal; null for a bundle that the container itself installed
     * @return empty if it is neither a plugin nor a theme
     * @throws Refused if the headers make no sense
     */
    static Optional<Descriptor> read(UnaryOperator<@Nullable String> headers, @Nullable String digest) {
        String plugin = headers.apply("Parvis-Plugin");
        String theme = headers.apply("Parvis-Theme");
        if (plugin == null && theme == null) {
            return Optional.empty();
        }
        String clause = plugin != null ? plugin : String.valueOf(theme);
        String id = clause.split(";", 2)[0].strip();
        if (!ID.matcher(id).matches()) {
            throw new Refused("« " + id + " » is no id of a plugin or theme: lower-case letters and digits, 40 at most");
        }
        Map<String, String> attributes = attributes(clause);
        Version version = version(headers.apply("Bundle-Version"), id);
        String label = version + (digest != null && isDevelopment(version) ? "-" + digest.substring(0, 8) : "");
        return Optional.of(new Descriptor(
                plugin != null ? Kind.PLUGIN : Kind.THEME,
                id,
                version,
                label,
                Boolean.parseBoolean(attributes.get("core")),
                permissions(attributes.getOrDefault("permissions", ""), id)));
    }

    private static Version version(@Nullable String header, String id) {
        try {
            return Version.parseVersion(header);
        } catch (IllegalArgumentException e) {
            throw new Refused(id + " has no valid Bundle-Version: " + header);
        }
    }

    private static Map<String, String> attributes(String clause) {
        Map<String, String> attributes = new HashMap<>();
        Matcher matcher = ATTRIBUTE.matcher(clause);
        while (matcher.find()) {
            attributes.put(matcher.group(1), matcher.group(2) != null ? matcher.group(2) : matcher.group(3).strip());
        }
        return attributes;
    }

    /** As they are, each one known. */
    private static String roles(String text, String id) {
        for (String name : text.split("\\|", -1)) {
            if (Arrays.stream(Role.values()).noneMatch(role -> role.name().toLowerCase(Locale.ROOT).equals(name))) {
                throw new Refused(id + " declares a permission for a role that does not exist: " + name);
            }
        }
        return text;
    }

    private static Map<String, String> permissions(String text, String id) {
        Map<String, String> permissions = new HashMap<>();
        for (String pair : text.split(",")) {
            if (!pair.isBlank()) {
                String[] parts = pair.strip().split("=");
                if (parts.length != 2) {
                    throw new Refused(id + " declares a permission without its role: " + pair.strip());
                }
                permissions.put(parts[0].strip(), roles(parts[1].strip(), id));
            }
        }
        return Map.copyOf(permissions);
    }
}
