package org.parvis.themes;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.parvis.api.plugin.ActivePlugins;
import org.parvis.api.plugin.PluginRef;
import org.parvis.themes.render.Messages;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Templates, messages and static files of one version of a plugin, copied into memory. */
record PluginContent(
        PluginRef plugin, Map<String, byte[]> templates, Map<String, Map<String, String>> messages, Map<String, Asset> assets) {
    private static final Logger LOG = LoggerFactory.getLogger(PluginContent.class);

    static PluginContent of(ActivePlugins plugins, PluginRef plugin) {
        Map<String, Map<String, String>> messages = new HashMap<>();
        read(plugins, plugin, "i18n").forEach((path, bytes) -> {
            if (path.startsWith("messages_") && path.endsWith(".properties")) {
                messages.put(path.substring("messages_".length(), path.length() - ".properties".length()), Messages.read(bytes));
            }
        });
        return new PluginContent(plugin, read(plugins, plugin, "templates"), Map.copyOf(messages), assets(plugins, plugin));
    }

    String owner() {
        return "plugin " + plugin;
    }

    private static Map<String, Asset> assets(ActivePlugins plugins, PluginRef plugin) {
        try {
            return StaticFiles.of("plugin " + plugin, plugin.id(), read(plugins, plugin, "static"));
        } catch (InvalidTheme refused) {
            LOG.error("The static files of plugin {} are not served: {}", plugin, refused.getMessage());
            return Map.of();
        }
    }

    private static Map<String, byte[]> read(ActivePlugins plugins, PluginRef plugin, String folder) {
        Map<String, byte[]> files = new HashMap<>();
        for (String path : plugins.resources(plugin, folder)) {
            try {
                Optional<InputStream> resource = plugins.resource(plugin, folder + "/" + path);
                if (resource.isPresent()) {
                    try (InputStream in = resource.get()) {
                        files.put(path, in.readAllBytes());
                    }
                }
            } catch (IOException unreadable) {
                throw new UncheckedIOException(unreadable);
            }
        }
        return Map.copyOf(files);
    }
}
