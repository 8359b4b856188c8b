package org.parvis.themes;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.parvis.themes.render.Messages;

/**
 * One version of a theme, copied into memory, so that nothing is read from a bundle that may be going.
 *
 * @param parent id of the theme that it inherits from, or null
 * @param files by path below {@code theme/}: {@code templates/layout/page.ftlh}
 */
public record ThemeSource(String id, String version, @Nullable String parent, Map<String, byte[]> files) {
    private static final Pattern ID = Pattern.compile("[a-z][a-z0-9-]{0,39}");
    private static final String TEMPLATES = "templates/";
    private static final String STATIC = "static/";

    /** @throws InvalidTheme if the id is malformed */
    public ThemeSource {
        if (!ID.matcher(id).matches()) {
            throw new InvalidTheme("A theme's id is lower-case letters, digits and hyphens, not " + id);
        }
        files = Map.copyOf(files);
    }

    /** From a folder: {@code theme/} of a module. */
    public static ThemeSource ofFolder(String id, @Nullable String parent, Path folder) {
        Map<String, byte[]> files = new TreeMap<>();
        try (Stream<Path> paths = Files.walk(folder)) {
            for (Path path : paths.filter(Files::isRegularFile).toList()) {
                files.put(folder.relativize(path).toString().replace('\\', '/'), Files.readAllBytes(path));
            }
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
        return new ThemeSource(id, "0", parent, files);
    }

    String owner() {
        return "theme " + id + " " + version;
    }

    byte @Nullable [] template(String name) {
        return files.get(TEMPLATES + name);
    }

    List<String> templateNames() {
        return files.keySet().stream()
                .filter(path -> path.startsWith(TEMPLATES) && path.endsWith(".ftlh"))
                .map(path -> path.substring(TEMPLATES.length()))
                .sorted()
                .toList();
    }

    /** Static files by path below {@code static/}. */
    Map<String, byte[]> statics() {
        Map<String, byte[]> found = new TreeMap<>();
        files.forEach((path, bytes) -> {
            if (path.startsWith(STATIC)) {
                found.put(path.substring(STATIC.length()), bytes);
            }
        });
        return found;
    }

    Map<String, String> properties() {
        byte[] file = files.get("theme.properties");
        return file == null ? Map.of() : Messages.read(file);
    }

    Map<String, String> messages(String language) {
        byte[] file = files.get("i18n/messages_" + language + ".properties");
        return file == null ? Map.of() : Messages.read(file);
    }
}
