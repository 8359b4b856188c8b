package org.parvis.themes;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.parvis.api.plugin.ActivePlugins;
import org.parvis.api.tenant.Site;
import org.parvis.api.view.Renderer.RenderFailed;
import org.parvis.themes.render.PageRenderer;
import org.parvis.themes.render.RenderWatch;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the services of this module share: installed themes, skins, assets, and the renderer. */
@Component(service = ThemeEngine.class)
public final class ThemeEngine implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ThemeEngine.class);

    private final InstalledThemes themes = new InstalledThemes();
    private final AssetStore store;
    private final Skins skins;
    private final RenderWatch watch;
    private final PageRenderer renderer;
    private @Nullable ThemeBundles bundles;

    /** In the container: follows theme bundles, keeps assets in the data directory. */
    @Activate
    public ThemeEngine(BundleContext context, @Reference Clock clock) {
        this(folder(context.getProperty("parvis.data")).resolve("assets"), clock, RenderWatch.Budget.DEFAULT);
        bundles = new ThemeBundles(context, this);
        bundles.open();
    }

    /** @param assets folder for static files of the last days */
    public ThemeEngine(Path assets, Clock clock, RenderWatch.Budget budget) {
        this.store = new AssetStore(assets);
        this.skins = new Skins(themes, store);
        this.watch = new RenderWatch(budget);
        this.renderer = new PageRenderer(watch, clock);
    }

    private static Path folder(@Nullable String data) {
        return data == null ? Path.of(System.getProperty("java.io.tmpdir"), "parvis") : Path.of(data);
    }

    /** Puts themes in force, one version of each. */
    public void install(Collection<ThemeSource> sources) {
        install(InstalledThemes.only(sources));
    }

    /** @param candidates of each theme its versions, the preferred one first; one that is invalid leaves its place to the next */
    void install(Map<String, List<ThemeSource>> candidates) {
        themes.install(candidates);
        themes.chains().forEach(chain -> store.addAll(chain.assets().values()));
        skins.forgetReplaced();
    }

    byte[] render(Site site, ActivePlugins plugins, Locale language, String template, Map<String, ?> model) {
        Skin skin;
        try {
            skin = skins.of(site.look().theme(), plugins);
        } catch (IllegalStateException nothingInstalled) {
            LOG.error("Site {} cannot be rendered: {}", site.host(), nothingInstalled.getMessage());
            throw new RenderFailed(String.valueOf(nothingInstalled.getMessage()));
        }
        return renderer.render(skin.templates(language), skin.functions(language), site, template, model);
    }

    Skin skin(String theme, ActivePlugins plugins) {
        return skins.of(theme, plugins);
    }

    InstalledThemes themes() {
        return themes;
    }

    Optional<Asset> asset(String hash, String path) {
        return store.find(hash, path);
    }

    void pluginsChanged() {
        skins.forgetReplaced();
    }

    void purgeAssets(Instant now) {
        store.purge(skins.liveAssets(), now);
    }

    @Deactivate
    @Override
    public void close() {
        if (bundles != null) {
            bundles.close();
        }
        watch.close();
    }
}
