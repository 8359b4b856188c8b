package org.parvis.themes;

import java.time.Duration;
import java.time.Instant;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.parvis.api.job.Job;
import org.parvis.api.plugin.PluginsChanged;

/** Deletes static files of versions that have been gone for seven days; forgets replaced versions at once. */
@Component
public final class AssetPurge implements Job, PluginsChanged {
    private final ThemeEngine engine;

    @Activate
    public AssetPurge(@Reference ThemeEngine engine) {
        this.engine = engine;
    }

    @Override
    public String name() {
        return "themes.assets";
    }

    @Override
    public Duration every() {
        return Duration.ofHours(6);
    }

    @Override
    public void run(Instant now) {
        engine.purgeAssets(now);
    }

    @Override
    public void pluginsChanged() {
        engine.pluginsChanged();
    }
}
