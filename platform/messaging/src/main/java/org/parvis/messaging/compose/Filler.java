package org.parvis.messaging.compose;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.parvis.api.data.Reader;
import org.parvis.api.notify.Kind;
import org.parvis.api.plugin.Plugins;
import org.parvis.api.tenant.Site;

/** Words a message of this module's own kinds. */
@Component(service = Filler.class)
public final class Filler {
    private final Wordings wordings;
    private final Plugins plugins;

    @Activate
    public Filler(@Reference Wordings wordings, @Reference Plugins plugins) {
        this.wordings = wordings;
        this.plugins = plugins;
    }

    public Wording.Filled fill(Reader tenant, Site site, Kind kind, Locale language, Map<String, String> values) {
        Map<String, String> all = new HashMap<>(values);
        all.putAll(Wordings.sender(site));
        return wordings.of(tenant, site, plugins.of(site.id()), kind, language).fill(all);
    }
}
