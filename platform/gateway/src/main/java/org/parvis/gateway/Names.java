package org.parvis.gateway;

import java.util.Collection;
import java.util.List;
import org.parvis.api.plugin.Plugins;
import org.parvis.api.route.Request;
import org.parvis.api.view.Themes;

/** Things that plugins name with a dot: {@code news.write}, shown by the message {@code news.scope.write}. */
public final class Names {

    private Names() {}

    /** A name and what people read for it. */
    public record Named(String value, String label) {}

    /** @param word between the plugin's id and the rest of the name: {@code scope}, {@code event} */
    public static List<Named> named(Collection<String> names, String word, Request request, Themes themes, Plugins plugins) {
        return names.stream()
                .distinct()
                .sorted()
                .map(name -> new Named(name, themes.text(
                        "base", plugins.of(request.tenant()), request.language(), name.replaceFirst("\\.", "." + word + "."))))
                .toList();
    }
}
