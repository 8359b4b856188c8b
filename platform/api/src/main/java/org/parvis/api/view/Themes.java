package org.parvis.api.view;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;
import org.parvis.api.plugin.ActivePlugins;
import org.parvis.api.tenant.Look;

/** Installed themes, their tokens, and the addresses of assets. */
@ProviderType
public interface Themes {

    /** Themes that a site may choose ({@code base} included), by id. */
    List<Theme> all();

    Optional<Theme> byId(String id);

    /**
     * Fingerprinted address of a static file: of a theme ({@code theme/logo.svg} is looked up along the inheritance) or of a plugin
     * ({@code news/feed.svg}).
     *
     * @throws IllegalArgumentException if there is no such file
     */
    String asset(String themeId, ActivePlugins plugins, String path);

    /** The style sheet of a look: its tokens as custom properties, those not chosen left to the theme; never holds anything but valid values. */
    String css(Look look);

    /** Path of the style sheet of a look, the same on every site; it names the content, so that browsers may keep it for ever. */
    String stylesheet(Look look);

    /** The words of one page: what is looked up once for many texts. */
    Words words(String themeId, ActivePlugins plugins, Locale language);

    /** Text of a message key in a language, from theme, then plugins; the key itself when it is missing. */
    default String text(String themeId, ActivePlugins plugins, Locale language, String key, Object... arguments) {
        return words(themeId, plugins, language).text(key, arguments);
    }

    /** As {@link #text}, of a message that need not be there. */
    default Optional<String> find(String themeId, ActivePlugins plugins, Locale language, String key, Object... arguments) {
        return words(themeId, plugins, language).find(key, arguments);
    }

    /** Texts in one language, of one theme and its plugins' versions; not to be kept longer than the request. */
    @ProviderType
    interface Words {
        /** Text of a message key; the key itself when it is missing, which is a fault and logged as such. */
        String text(String key, Object... arguments);

        /** Text of a message that need not be there. */
        Optional<String> find(String key, Object... arguments);
    }
}
