package org.parvis.messaging.subscribe;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.parvis.api.notify.AlertSource;
import org.parvis.api.notify.AlertSource.Topic;
import org.parvis.api.plugin.ActivePlugins;
import org.parvis.api.plugin.Plugins;
import org.parvis.api.tenant.Site;
import org.parvis.api.view.Themes;

/** What visitors of a site can subscribe to: its newsletter, and the topics of its plugins. */
@Component(service = Topics.class)
public final class Topics {
    public static final String LETTER = "messaging.letter";

    private final Plugins plugins;
    private final Themes themes;

    @Activate
    public Topics(@Reference Plugins plugins, @Reference Themes themes) {
        this.plugins = plugins;
        this.themes = themes;
    }

    /** A topic as people read it. */
    public record Named(String id, String label) {}

    public List<Named> of(Site site, Locale language) {
        ActivePlugins active = plugins.of(site.id());
        List<Topic> topics = new ArrayList<>();
        topics.add(new Topic(LETTER, "messaging.topic.letter", List.of()));
        active.of(AlertSource.class).forEach(source -> topics.addAll(source.topics(site.id())));
        return topics.stream()
                .map(topic -> new Named(topic.id(), themes.text(site.look().theme(), active, language, topic.labelKey(), topic.arguments().toArray())))
                .toList();
    }

    String text(Site site, Locale language, String key) {
        return themes.text(site.look().theme(), plugins.of(site.id()), language, key);
    }

    List<AlertSource> sources(Site site) {
        return plugins.of(site.id()).of(AlertSource.class);
    }
}
