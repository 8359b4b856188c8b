package org.parvis.themes;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.parvis.api.plugin.ActivePlugins;
import org.parvis.api.plugin.Contributed;
import org.parvis.api.plugin.PluginRef;
import org.parvis.api.tenant.Look;
import org.parvis.api.tenant.PlaceName;
import org.parvis.api.tenant.Site;
import org.parvis.api.tenant.SiteState;
import org.parvis.api.tenant.Tenant;
import org.parvis.api.tenant.TenantId;
import org.parvis.api.tenant.TenantKind;
import org.parvis.themes.render.RenderWatch;

/** Themes, plugins and a site written in a few lines. */
public final class Sample {
    public static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-22T13:30:00Z"), ZoneOffset.UTC);
    public static final Site SITE = site("12202", "Rodez");

    private Sample() {}

    public static Site site(String insee, String name) {
        Tenant tenant = new Tenant(
                TenantId.of("00000000-0000-7000-8000-0000000" + insee), TenantKind.COMMUNE, name.toLowerCase(Locale.ROOT), new PlaceName(name), insee, null,
                List.of("12000"), 24_000, TenantId.TERRITORY, null, ZoneId.of("Europe/Paris"));
        return new Site(tenant, name.toLowerCase(Locale.ROOT) + ".localhost", List.of(), Look.of("base"), SiteState.LIVE);
    }

    public static ThemeEngine engine(Path folder, RenderWatch.Budget budget, ThemeSource... themes) {
        ThemeEngine engine = new ThemeEngine(folder, CLOCK, budget);
        engine.install(Arrays.asList(themes));
        return engine;
    }

    /**
     * @param id with a version if it matters: {@code base@1.1.0}
     * @param files path and text in turn
     */
    public static ThemeSource theme(String id, @Nullable String parent, String... files) {
        String[] idAndVersion = (id + "@1.0.0").split("@");
        Map<String, byte[]> bytes = new HashMap<>();
        for (int i = 0; i < files.length; i += 2) {
            bytes.put(files[i], files[i + 1].getBytes(StandardCharsets.UTF_8));
        }
        return new ThemeSource(idAndVersion[0], idAndVersion[1], parent, bytes);
    }

    /** Plugins of one id; files by path below {@code plugin/}. */
    public static SamplePlugins plugins(String id, String... files) {
        Map<String, String> texts = new TreeMap<>();
        for (int i = 0; i < files.length; i += 2) {
            texts.put(files[i], files[i + 1]);
        }
        return new SamplePlugins(new PluginRef(id, "1.0.0"), texts);
    }

    /** Plugins that can be replaced. */
    public static final class SamplePlugins implements ActivePlugins {
        private final PluginRef ref;
        private final Map<String, String> files;
        private boolean replaced;

        SamplePlugins(PluginRef ref, Map<String, String> files) {
            this.ref = ref;
            this.files = files;
        }

        public void replace() {
            replaced = true;
        }

        @Override
        public List<PluginRef> plugins() {
            return List.of(ref);
        }

        @Override
        public <T> List<Contributed<T>> contributions(Class<T> kind) {
            return List.of();
        }

        @Override
        public boolean has(String pluginId) {
            return ref.id().equals(pluginId);
        }

        @Override
        public List<String> resources(PluginRef plugin, String folder) {
            return files.keySet().stream().filter(path -> path.startsWith(folder + "/")).map(path -> path.substring(folder.length() + 1)).toList();
        }

        @Override
        public Optional<InputStream> resource(PluginRef plugin, String path) {
            return Optional.ofNullable(files.get(path)).map(text -> new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
        }

        @Override
        public Optional<Hold> hold() {
            return replaced ? Optional.empty() : Optional.of(() -> {});
        }
    }
}
