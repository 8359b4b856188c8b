package org.parvis.themes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.parvis.api.tenant.Look;
import org.parvis.api.view.Theme;
import org.parvis.themes.render.RenderWatch;

class AssetsTest {
    private static final String PROPERTIES = """
            name.fr=Causse
            name.en=Causse
            tokens=color-primary,color-surface,font-heading
            token.color-primary.kind=color
            token.color-primary.default=#1d4e89
            token.color-primary.against=color-surface
            token.color-surface.kind=color
            token.color-surface.default=#fff
            token.font-heading.kind=font
            token.font-heading.choices=serif,sans
            token.font-heading.choice.serif=Georgia, "Times New Roman", serif
            token.font-heading.choice.sans=system-ui, sans-serif
            token.font-heading.default=serif
            """;

    @TempDir
    private Path folder;

    @Test
    void theStyleSheetIsDefaultsThenParentThenChild() {
        ThemeSource base = Sample.theme("base", null, "theme.properties", PROPERTIES, "static/style.css", "body{margin:0}");
        ThemeSource child = Sample.theme("child", "base", "theme.properties", "name.fr=Enfant\ntoken.color-primary.default=#7a2f1d", "static/style.css", "h1{color:red}");
        try (ThemeEngine engine = engine(base, child)) {
            String css = content(engine, new ServedThemes(engine).asset("child", Sample.plugins("news"), "theme/style.css"));
            assertThat(css).isEqualTo(
                    ":root{--color-primary:#7a2f1d;--color-surface:#fff;--font-heading:Georgia, \"Times New Roman\", serif;}\nbody{margin:0}\nh1{color:red}\n");
        }
    }

    @Test
    void referencesOfAStyleSheetAreFingerprinted() {
        ThemeSource base = Sample.theme("base", null,
                "static/style.css", "a{background:url( 'img/a.svg' )} b{background:url(#x)} c{background:url(data:,x)} d{mask:url(img/a.svg#id)}",
                "static/img/a.svg", "<svg/>");
        ThemeSource child = Sample.theme("child", "base", "static/img/a.svg", "<svg><g/></svg>");
        try (ThemeEngine engine = engine(base, child)) {
            String ofBase = Asset.of("theme/img/a.svg", "<svg/>".getBytes(StandardCharsets.UTF_8)).url();
            String ofChild = Asset.of("theme/img/a.svg", "<svg><g/></svg>".getBytes(StandardCharsets.UTF_8)).url();
            ServedThemes themes = new ServedThemes(engine);
            assertThat(content(engine, themes.asset("base", Sample.plugins("news"), "theme/style.css")))
                    .contains("a{background:url(\"" + ofBase + "\")}", "url(\"#x\")", "url(\"data:,x\")", ofBase + "#id");
            assertThat(content(engine, themes.asset("child", Sample.plugins("news"), "theme/style.css"))).contains(ofChild);
            assertThat(content(engine, ofChild)).isEqualTo("<svg><g/></svg>");
        }
    }

    @Test
    void aStyleSheetThatImportsOrRefersToNothingIsRefused() {
        assertThatThrownBy(() -> new Chain(List.of(Sample.theme("base", null, "static/style.css", "@import 'x.css';")))).hasMessageContaining("imports");
        assertThatThrownBy(() -> new Chain(List.of(Sample.theme("base", null, "static/style.css", "a{background:url(https://cdn.example/x.png)}"))))
                .isInstanceOf(InvalidTheme.class);
        assertThatThrownBy(() -> new Chain(List.of(Sample.theme("base", null, "static/../x.css", "")))).isInstanceOf(InvalidTheme.class);
    }

    @Test
    void filesOfAPluginAreFoundUnderItsId() {
        try (ThemeEngine engine = engine(Sample.theme("base", null))) {
            ServedThemes themes = new ServedThemes(engine);
            Sample.SamplePlugins plugins = Sample.plugins("news", "static/feed.svg", "<svg/>", "static/news/own.svg", "<svg></svg>");
            assertThat(content(engine, themes.asset("base", plugins, "news/feed.svg"))).isEqualTo("<svg/>");
            assertThat(content(engine, themes.asset("base", plugins, "news/own.svg"))).isEqualTo("<svg></svg>");
            assertThatThrownBy(() -> themes.asset("base", plugins, "news/none.svg")).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void filesOfAnOldVersionAreServedAfterARestartAndPurgedAfterSevenDays() throws IOException {
        String old;
        try (ThemeEngine engine = engine(Sample.theme("base", null, "static/site.js", "one"))) {
            old = new ServedThemes(engine).asset("base", Sample.plugins("news"), "theme/site.js");
        }
        try (ThemeEngine engine = engine(Sample.theme("base", null, "static/site.js", "two"))) {
            String current = new ServedThemes(engine).asset("base", Sample.plugins("news"), "theme/site.js");
            assertThat(content(engine, old)).isEqualTo("one");
            Instant now = Instant.now();
            engine.purgeAssets(now.plus(Duration.ofDays(6)));
            assertThat(content(engine, old)).isEqualTo("one");
            Files.setLastModifiedTime(file(current), FileTime.from(now));
            engine.purgeAssets(now.plus(Duration.ofDays(8)));
            assertThat(find(engine, old)).isEmpty();
            assertThat(file(old)).doesNotExist();
            assertThat(file(old).getParent()).doesNotExist();
            assertThat(content(engine, current)).isEqualTo("two");
            assertThat(file(current)).exists();
        }
    }

    @Test
    void onlyFingerprintedPathsAreLookedUpOnDisk() throws IOException {
        Files.writeString(folder.resolveSibling("secret"), "secret");
        try (ThemeEngine engine = engine(Sample.theme("base", null))) {
            assertThat(engine.asset("..", "secret")).isEmpty();
            assertThat(engine.asset("0123456789abcdef", "../../secret")).isEmpty();
            assertThat(engine.asset("0123456789abcdef", "%2e%2e/secret")).isEmpty();
            assertThat(engine.asset("0123456789abcdef", ".hidden")).isEmpty();
        }
    }

    @Test
    void aFileChangedOnDiskIsNotServedUnderItsOldName() throws IOException {
        String url;
        try (ThemeEngine engine = engine(Sample.theme("base", null, "static/site.js", "one"))) {
            url = new ServedThemes(engine).asset("base", Sample.plugins("news"), "theme/site.js");
        }
        Files.writeString(file(url), "broken");
        try (ThemeEngine engine = engine(Sample.theme("base", null))) {
            assertThat(find(engine, url)).isEmpty();
        }
    }

    @Test
    void aLookIsWrittenWithValidValuesAlone() {
        try (ThemeEngine engine = engine(Sample.theme("base", null, "theme.properties", PROPERTIES))) {
            ServedThemes themes = new ServedThemes(engine);
            Look look = new Look("base", Map.of(
                    "color-primary", "#ABCDEF", "color-surface", "red;}body{display:none", "font-heading", "sans", "unknown", "#fff"), null, null);
            assertThat(themes.css(look)).isEqualTo(":root{--color-primary:#abcdef;--font-heading:system-ui, sans-serif;}\n");
            String path = themes.stylesheet(look);
            assertThat(path).matches("/look/base~color-primary=abcdef~font-heading=sans~[0-9a-f]{16}\\.css");
            assertThat(themes.css(ServedThemes.look(path.substring("/look/".length())).orElseThrow())).isEqualTo(themes.css(look));
            assertThat(ServedThemes.look("base~x=url(x)~0123456789abcdef.css")).isEmpty();
            assertThat(themes.stylesheet(Look.of("base"))).matches("/look/base~[0-9a-f]{16}\\.css");
        }
    }

    @Test
    void aChildInheritsTokensAndChangesSome() {
        ThemeSource base = Sample.theme("base", null, "theme.properties", PROPERTIES);
        ThemeSource child = Sample.theme("child", "base", "theme.properties",
                "name.fr=Enfant\nname.en=Child\ntokens=radius\ntoken.radius.kind=choice\ntoken.radius.choices=soft\ntoken.radius.choice.soft=0.5rem\ntoken.radius.default=soft\ntoken.font-heading.default=sans");
        Theme theme = new Chain(List.of(child, base)).theme();
        assertThat(theme.name()).containsEntry("en", "Child").containsEntry("fr", "Enfant");
        assertThat(theme.tokens()).extracting(Theme.Token::name).containsExactly("color-primary", "color-surface", "font-heading", "radius");
        assertThat(theme.tokens().get(2).defaultValue()).isEqualTo("system-ui, sans-serif");
    }

    @Test
    void unreadableDefaultsAndMalformedTokensAreRefused() {
        assertThatThrownBy(() -> chain(PROPERTIES.replace("#1d4e89", "#cccccc"))).isInstanceOf(InvalidTheme.class).hasMessageContaining("color-primary on color-surface");
        assertThatThrownBy(() -> chain(PROPERTIES.replace("#1d4e89", "navy"))).hasMessageContaining("no colour");
        assertThatThrownBy(() -> chain(PROPERTIES.replace("default=serif", "default=comic"))).hasMessageContaining("none of its choices");
        assertThatThrownBy(() -> chain(PROPERTIES.replace("system-ui, sans-serif", "x;}body{color:red"))).hasMessageContaining("malformed");
        assertThatThrownBy(() -> chain(PROPERTIES.replace("kind=font", "kind=image"))).hasMessageContaining("kind");
    }

    @Test
    void themesWaitForTheirParentAndNeverInheritFromThemselves() {
        ThemeSource base = Sample.theme("base", null);
        try (ThemeEngine engine = engine(Sample.theme("child", "base"), Sample.theme("a", "b"), Sample.theme("b", "a"))) {
            assertThat(new ServedThemes(engine).all()).isEmpty();
            engine.install(List.of(Sample.theme("child", "base"), base));
            assertThat(new ServedThemes(engine).all()).extracting(Theme::id).containsExactly("base", "child");
        }
    }

    @Test
    void replacedVersionsOfPluginsAreForgotten() {
        try (ThemeEngine engine = engine(Sample.theme("base", null, "templates/x.ftlh", "x"))) {
            Sample.SamplePlugins old = Sample.plugins("news");
            Skin before = engine.skin("base", old);
            assertThat(engine.skin("base", old)).isSameAs(before);
            old.replace();
            engine.pluginsChanged();
            assertThat(engine.skin("base", old)).as("made anew, and not kept").isNotSameAs(before).isNotSameAs(engine.skin("base", old));
        }
    }

    private static Chain chain(String properties) {
        return new Chain(List.of(Sample.theme("base", null, "theme.properties", properties)));
    }

    private ThemeEngine engine(ThemeSource... themes) {
        return Sample.engine(folder, RenderWatch.Budget.DEFAULT, themes);
    }

    private Path file(String url) {
        return folder.resolve(url.substring("/assets/".length()));
    }

    private static java.util.Optional<Asset> find(ThemeEngine engine, String url) {
        String[] parts = url.split("/", 4);
        return engine.asset(parts[2], parts[3]);
    }

    private static String content(ThemeEngine engine, String url) {
        return new String(find(engine, url).orElseThrow().bytes(), StandardCharsets.UTF_8);
    }
}
