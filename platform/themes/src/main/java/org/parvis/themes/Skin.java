package org.parvis.themes;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.parvis.themes.render.Functions;
import org.parvis.themes.render.Messages;
import org.parvis.themes.render.PageTemplates;

/** A theme with its parents and the versions of plugins that it dresses: shared by all sites that have both. */
final class Skin {
    private static final String FALLBACK_LANGUAGE = "fr";

    private final Chain chain;
    private final List<PluginContent> plugins;
    private final Map<String, Asset> assets = new HashMap<>();
    private final Map<String, Tongue> byLanguage = new ConcurrentHashMap<>();

    private record Tongue(Functions functions, PageTemplates templates) {}

    Skin(Chain chain, List<PluginContent> plugins) {
        this.chain = chain;
        this.plugins = List.copyOf(plugins);
        for (PluginContent plugin : plugins) {
            plugin.assets().forEach(assets::putIfAbsent);
        }
        assets.putAll(chain.assets());
    }

    PageTemplates templates(Locale language) {
        return in(language).templates();
    }

    Functions functions(Locale language) {
        return in(language).functions();
    }

    private Tongue in(Locale language) {
        String tag = language.getLanguage();
        Tongue known = byLanguage.get(tag);
        return known != null ? known : byLanguage.computeIfAbsent(tag, key -> {
            Functions functions = new Functions(language, messages(language), this::asset);
            return new Tongue(functions, new PageTemplates(this::template, functions));
        });
    }

    String asset(String path) {
        Asset asset = assets.get(path);
        if (asset == null) {
            throw new IllegalArgumentException("there is no static file " + path + " in theme " + chain.theme().id() + " or the active plugins");
        }
        return asset.url();
    }

    Collection<Asset> assets() {
        return assets.values();
    }

    private Optional<PageTemplates.Source> template(String name) {
        Optional<PageTemplates.Source> themed = chain.template(name);
        if (themed.isPresent()) {
            return themed;
        }
        for (PluginContent plugin : plugins) {
            byte[] bytes = plugin.templates().get(name);
            if (bytes != null) {
                return Optional.of(new PageTemplates.Source(plugin.owner(), bytes));
            }
        }
        return Optional.empty();
    }

    /** The language over French, in each of them the theme over its parents over the plugins. */
    private Messages messages(Locale language) {
        List<Map<String, String>> layers = new ArrayList<>();
        layers.addAll(layers(FALLBACK_LANGUAGE));
        if (!language.getLanguage().equals(FALLBACK_LANGUAGE)) {
            layers.addAll(layers(language.getLanguage()));
        }
        return new Messages(language, layers);
    }

    private List<Map<String, String>> layers(String language) {
        List<Map<String, String>> layers = new ArrayList<>();
        for (int i = plugins.size() - 1; i >= 0; i--) {
            layers.add(plugins.get(i).messages().getOrDefault(language, Map.of()));
        }
        layers.addAll(chain.messages(language));
        return layers;
    }
}
