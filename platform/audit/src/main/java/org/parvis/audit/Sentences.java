package org.parvis.audit;

import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.parvis.api.plugin.ActivePlugins;
import org.parvis.api.plugin.Plugins;
import org.parvis.api.route.Request;
import org.parvis.api.tenant.TenantId;
import org.parvis.api.view.Themes;

/** Says entries in the words of the plugins that wrote them. */
final class Sentences {
    private final Themes themes;
    private final ActivePlugins plugins;
    private final Locale language;

    Sentences(Themes themes, Plugins all, Request request) {
        this.themes = themes;
        // A plugin that no longer serves anybody is still installed: it has the words for what it did.
        this.plugins = request.tenant().equals(TenantId.TERRITORY) ? all.newest() : all.of(request.tenant());
        this.language = request.language();
    }

    String text(String key, Object... arguments) {
        return themes.text("base", plugins, language, key, arguments);
    }

    String actor(Recorded.Content content) {
        return content.actorName() == null ? text("audit.system") : content.actorName();
    }

    @Nullable String behalf(Recorded.Content content) {
        return content.behalfName();
    }

    /** « a publié l’article « Travaux » »; the action itself where its plugin has no words for it. */
    String action(Recorded.Content content) {
        int dot = content.action().indexOf('.');
        String what = content.detail().isEmpty() ? content.subject() : content.detail();
        Optional<String> said = dot <= 0
                ? Optional.empty()
                : themes.find("base", plugins, language, content.action().substring(0, dot) + ".audit" + content.action().substring(dot), what);
        return said.orElseGet(() -> text("audit.unknown", content.action(), what));
    }
}
