package org.parvis.site;

import java.util.Locale;
import org.parvis.api.plugin.ActivePlugins;
import org.parvis.api.tenant.Site;
import org.parvis.api.view.FrameSource;
import org.parvis.api.view.Themes;

/** Texts and addresses of one page: in its language, in the words of its theme. */
public record Texts(Themes.Words words, Site site, ActivePlugins plugins, Locale language) {

    public Texts(Themes themes, Site site, ActivePlugins plugins, Locale language) {
        this(themes.words(site.look().theme(), plugins, language), site, plugins, language);
    }

    public static Texts of(Themes themes, FrameSource.Asked asked) {
        return new Texts(themes, asked.site(), asked.plugins(), asked.language());
    }

    /** Text of a message. */
    public String of(String key, Object... arguments) {
        return words.text(key, arguments);
    }

    /** Text of a message, or a fallback when there is none. */
    public String or(String key, String fallback) {
        return words.find(key).orElse(fallback);
    }

    /** A path of the site with the prefix of the language. */
    public String url(String path) {
        return english() ? ("/".equals(path) ? "/en/" : "/en" + path) : path;
    }

    public boolean english() {
        return language.getLanguage().equals("en");
    }
}
