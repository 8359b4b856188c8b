package org.parvis.site.care;

import java.util.Locale;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.parvis.api.plugin.Plugins;
import org.parvis.api.view.Themes;

/** What people call a page or a list, and where it is edited. */
@Component(service = CareTexts.class)
public final class CareTexts {

    private final Themes themes;
    private final Plugins plugins;

    @Activate
    public CareTexts(@Reference Themes themes, @Reference Plugins plugins) {
        this.themes = themes;
        this.plugins = plugins;
    }

    String title(Cared cared, Locale language) {
        return CareList.of(cared.id())
                .map(list -> themes.text("base", plugins.of(cared.tenant()), language, list.labelKey()))
                .orElse(cared.title());
    }

    static String path(Cared cared) {
        return CareList.of(cared.id()).map(CareList::path).orElse("/pages/" + cared.id());
    }
}
