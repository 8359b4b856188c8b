package org.parvis.operations;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.parvis.api.plugin.Plugins;
import org.parvis.api.route.FieldError;
import org.parvis.api.route.Invalid;
import org.parvis.api.route.Refusal;
import org.parvis.api.tenant.TenantId;
import org.parvis.api.view.Themes;

/** Turns a refusal into the sentence that its page would show. */
public final class Refusals {

    private Refusals() {}

    public static String sentence(Refusal refusal, Themes themes, Plugins plugins, Locale language) {
        if (refusal instanceof Invalid invalid && !invalid.errors().isEmpty()) {
            return invalid.errors().stream()
                    .map((FieldError error) -> text(themes, plugins, language, error.messageKey(), error.arguments()))
                    .collect(Collectors.joining(" "));
        }
        return text(themes, plugins, language, refusal.messageKey(), refusal.arguments());
    }

    private static String text(Themes themes, Plugins plugins, Locale language, String key, List<Object> arguments) {
        return themes.text("base", plugins.of(TenantId.TERRITORY), language, key, arguments.toArray());
    }
}
