package org.parvis.themes;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.parvis.api.plugin.ActivePlugins;
import org.parvis.api.tenant.Look;
import org.parvis.api.view.Theme;
import org.parvis.api.view.Themes;

/** The themes in force, and the style sheets of looks. */
@Component(service = {Themes.class, ServedThemes.class})
public final class ServedThemes implements Themes {
    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9-]*(~[a-z][a-z0-9-]*=[a-z0-9-]+)*~[0-9a-f]{16}\\.css");
    private static final Pattern HEX = Pattern.compile("[0-9a-f]{3}|[0-9a-f]{6}");

    private final ThemeEngine engine;

    @Activate
    public ServedThemes(@Reference ThemeEngine engine) {
        this.engine = engine;
    }

    @Override
    public List<Theme> all() {
        return engine.themes().all();
    }

    @Override
    public Optional<Theme> byId(String id) {
        return engine.themes().exactly(id).map(Chain::theme);
    }

    @Override
    public String asset(String themeId, ActivePlugins plugins, String path) {
        return engine.skin(themeId, plugins).asset(path);
    }

    @Override
    public String css(Look look) {
        return Tokens.css(Tokens.valid(tokens(look), look.tokens()));
    }

    /**
     * {@inheritDoc}
     *
     * <p>Holds the whole look, so that any node can serve it, also for a preview of a look that is nobody's yet:
     * {@code /look/causse~color-primary=1d4e89~font-heading=serif~<digest>.css}.
     */
    @Override
    public String stylesheet(Look look) {
        StringBuilder path = new StringBuilder("/look/").append(look.theme());
        Tokens.chosen(tokens(look), look.tokens()).forEach((name, value) -> path.append('~')
                .append(name)
                .append('=')
                .append(value.startsWith("#") ? value.substring(1) : value));
        return path.append('~').append(digest(css(look))).append(".css").toString();
    }

    /** The look that a file name of {@link #stylesheet} describes. */
    static Optional<Look> look(String file) {
        if (!NAME.matcher(file).matches()) {
            return Optional.empty();
        }
        String[] parts = file.split("~");
        Map<String, String> tokens = new HashMap<>();
        for (int i = 1; i < parts.length - 1; i++) {
            int equals = parts[i].indexOf('=');
            String value = parts[i].substring(equals + 1);
            tokens.put(parts[i].substring(0, equals), HEX.matcher(value).matches() ? "#" + value : value);
        }
        return Optional.of(new Look(parts[0], tokens, null, null));
    }

    static String digest(String css) {
        return Asset.digest(css.getBytes(StandardCharsets.UTF_8));
    }

    private List<Theme.Token> tokens(Look look) {
        return engine.themes().chain(look.theme()).map(chain -> chain.theme().tokens()).orElse(List.of());
    }

    @Override
    public Words words(String themeId, ActivePlugins plugins, Locale language) {
        return engine.skin(themeId, plugins).functions(language).messages();
    }
}
