package org.parvis.testkit;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.parvis.api.plugin.ActivePlugins;
import org.parvis.api.plugin.Contributed;
import org.parvis.api.plugin.PluginRef;

/** Plugins that are folders: templates, messages and static files, no services. */
record PagesPlugins(Map<String, Path> folders) implements ActivePlugins {

    @Override
    public List<PluginRef> plugins() {
        return folders.keySet().stream().map(id -> new PluginRef(id, "0")).toList();
    }

    @Override
    public <T> List<Contributed<T>> contributions(Class<T> kind) {
        return List.of();
    }

    @Override
    public boolean has(String pluginId) {
        return folders.containsKey(pluginId);
    }

    @Override
    public List<String> resources(PluginRef plugin, String folder) {
        Path start = folders.get(plugin.id()).resolve(folder);
        if (!Files.isDirectory(start)) {
            return List.of();
        }
        try (Stream<Path> paths = Files.walk(start)) {
            return paths.filter(Files::isRegularFile).map(path -> start.relativize(path).toString().replace('\\', '/')).toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    @Override
    public Optional<InputStream> resource(PluginRef plugin, String path) throws IOException {
        Path file = folders.get(plugin.id()).resolve(path);
        return Files.isRegularFile(file) ? Optional.of(Files.newInputStream(file)) : Optional.empty();
    }

    @Override
    public Optional<Hold> hold() {
        return Optional.of(() -> {});
    }
}
