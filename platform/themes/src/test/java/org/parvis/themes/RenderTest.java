package org.parvis.themes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.parvis.api.content.Html;
import org.parvis.api.tenant.Look;
import org.parvis.api.tenant.SiteState;
import org.parvis.api.view.Renderer.RenderFailed;
import org.parvis.themes.render.RenderWatch;

class RenderTest {
    @TempDir
    private Path folder;

    private record Article(String title, Html body, Instant published, Optional<String> lead, SiteState state) {
        public String shout() {
            return title + "!";
        }
    }

    private final Article article = new Article(
            "Fête <du> pain", new Html("<p>Où ?</p>"), Instant.parse("2026-03-01T17:30:00Z"), Optional.empty(), SiteState.LIVE);

    @Test
    void aRecordShowsItsComponentsAndItsMethodsWithoutParameters() {
        assertThat(page("${a.title}|${a.shout()}|${a.state}|${a.lead!'-'}|${a.body}|${site.tenant.name.de()}|${site.tenant.name}", Map.of("a", article)))
                .isEqualTo("Fête &lt;du&gt; pain|Fête &lt;du&gt; pain!|LIVE|-|<p>Où ?</p>|de Rodez|Rodez");
    }

    @Test
    void charactersOutsideTheBasicPlaneSurvive() {
        assertThat(page("é€😀${x}", Map.of("x", "œ😀"))).isEqualTo("é€😀œ😀");
    }

    @Test
    void datesAreWrittenInTheSitesZoneAndThePagesLanguage() {
        String template = "${date(d,'full')}|${date(d)}|${date(d,'medium')}|${date(d,'short')}|${date(d,'time')}|${date(d,'month')}|${date(d,'iso')}|${date(l,'long')}";
        Map<String, ?> model = Map.of("d", article.published(), "l", LocalDate.of(2026, 11, 1));
        assertThat(page(template, model))
                .isEqualTo("dimanche 1er mars 2026|1er mars 2026|1er mars 2026|01/03/2026|18\u00a0h\u00a030|mars 2026|2026-03-01T18:30:00+01:00|1er novembre 2026");
        assertThat(page(template, model, Locale.ENGLISH))
                .isEqualTo("Sunday 1 March 2026|1 March 2026|1 Mar 2026|01/03/2026|6:30\u00a0pm|March 2026|2026-03-01T18:30:00+01:00|1 November 2026");
    }

    @Test
    void addressesOfPagesCarryTheLanguage() {
        String template = "${url('/')} ${url('/a')} ${url('/images/1/800.jpg')} ${url('https://x.fr/')} ${url('/bureau')}";
        assertThat(page(template, Map.of())).isEqualTo("/ /a /images/1/800.jpg https://x.fr/ /bureau");
        assertThat(page(template, Map.of(), Locale.ENGLISH)).isEqualTo("/en/ /en/a /images/1/800.jpg https://x.fr/ /bureau");
    }

    @Test
    void numbersArePlainUnlessGrouped() {
        assertThat(page("${n} ${number(n)} ${n * 2 + 1} ${7 / 2}", Map.of("n", 12_345))).isEqualTo("12345 12\u202f345 24691 3.5");
    }

    @Test
    void messagesComeFromTheThemeThenThePluginsAndFallBackToFrench() {
        ThemeSource base = Sample.theme("base", null, "i18n/messages_fr.properties", "news.more=Lire la suite de {0}\nn=Il y a {0} habitants");
        ActivePluginsAndTemplate it = with(
                "${t('news.more', '<x>')}|${t('news.less')}|${t('n', 12345)}|${t('news.more', ['y'])}|${t('no.such')}",
                "i18n/messages_fr.properties", "news.more=Suite\nnews.less=Moins",
                "i18n/messages_en.properties", "news.less=Less");
        assertThat(render(it, Locale.FRENCH, Map.of(), base))
                .isEqualTo("Lire la suite de &lt;x&gt;|Moins|Il y a 12\u202f345 habitants|Lire la suite de y|no.such");
        assertThat(render(it, Locale.ENGLISH, Map.of(), base)).startsWith("Lire la suite de &lt;x&gt;|Less|Il y a 12,345");
    }

    @Test
    void templatesAreLookedUpInTheThemeItsParentsAndThePlugins() {
        ThemeSource base = Sample.theme("base", null, "templates/layout/part.ftlh", "base", "templates/layout/both.ftlh", "base");
        ThemeSource child = Sample.theme("child", "base", "templates/layout/both.ftlh", "child");
        ActivePluginsAndTemplate it = with("<#include '/layout/part.ftlh'> <#include '/layout/both.ftlh'> <#include '/news/own.ftlh'>", "templates/news/own.ftlh", "plugin");
        assertThat(render(it, Locale.FRENCH, Map.of(), base, child)).isEqualTo("base base plugin");
        try (ThemeEngine engine = Sample.engine(folder, RenderWatch.Budget.DEFAULT, base, child)) {
            byte[] bytes = engine.render(Sample.SITE.with(Look.of("child")), it.plugins(), Locale.FRENCH, "news/page", Map.of());
            assertThat(new String(bytes, StandardCharsets.UTF_8)).isEqualTo("base child plugin");
        }
    }

    @Test
    void aSiteWhoseThemeIsNotInstalledWearsTheBaseTheme() {
        try (ThemeEngine engine = Sample.engine(folder, RenderWatch.Budget.DEFAULT, Sample.theme("base", null, "templates/x.ftlh", "base"))) {
            byte[] bytes = engine.render(Sample.SITE.with(Look.of("gone")), Sample.plugins("news"), Locale.FRENCH, "x", Map.of());
            assertThat(bytes).asString().isEqualTo("base");
        }
    }

    @Test
    void withoutAnyThemeThePageFailsWithASentence() {
        try (ThemeEngine engine = Sample.engine(folder, RenderWatch.Budget.DEFAULT)) {
            assertThatThrownBy(() -> engine.render(Sample.SITE, Sample.plugins("news"), Locale.FRENCH, "x", Map.of()))
                    .isInstanceOf(RenderFailed.class)
                    .hasMessageContaining("base theme");
        }
    }

    @Test
    void aNewVersionOfAThemeShowsOnTheNextPage() {
        try (ThemeEngine engine = Sample.engine(folder, RenderWatch.Budget.DEFAULT, Sample.theme("base", null, "templates/x.ftlh", "one"))) {
            Sample.SamplePlugins plugins = Sample.plugins("news");
            assertThat(engine.render(Sample.SITE, plugins, Locale.FRENCH, "x", Map.of())).asString().isEqualTo("one");
            engine.install(List.of(Sample.theme("base@1.1.0", null, "templates/x.ftlh", "two")));
            assertThat(engine.render(Sample.SITE, plugins, Locale.FRENCH, "x", Map.of())).asString().isEqualTo("two");
        }
    }

    @Test
    void aFaultyNewVersionLeavesTheOldOneServing() {
        ThemeSource old = Sample.theme("base", null, "templates/x.ftlh", "one");
        try (ThemeEngine engine = Sample.engine(folder, RenderWatch.Budget.DEFAULT, old)) {
            engine.install(Map.of("base", List.of(Sample.theme("base@1.1.0", null, "templates/x.ftlh", "<#if>"), old)));
            assertThat(engine.render(Sample.SITE, Sample.plugins("news"), Locale.FRENCH, "x", Map.of())).asString().isEqualTo("one");
        }
    }

    @Test
    void aFaultNamesTemplateAndLine() {
        assertThatThrownBy(() -> page("a\nb ${nothing.there}", Map.of()))
                .isInstanceOf(RenderFailed.class)
                .hasMessageContaining("news/page.ftlh of plugin news 1.0.0, line 2")
                .hasMessageContaining("nothing");
    }

    @Test
    void whatIsNoDataIsNotShown() {
        assertThatThrownBy(() -> page("${x}", Map.of("x", new Object()))).isInstanceOf(RenderFailed.class).hasMessageContaining("java.lang.Object");
        assertThatThrownBy(() -> page("${x}", Map.of("x", Thread.currentThread()))).isInstanceOf(RenderFailed.class);
        assertThatThrownBy(() -> page("${a.class}", Map.of("a", article))).isInstanceOf(RenderFailed.class);
        assertThatThrownBy(() -> page("${a.getClass()}", Map.of("a", article))).isInstanceOf(RenderFailed.class);
        assertThatThrownBy(() -> page("${a.hashCode()}", Map.of("a", article))).isInstanceOf(RenderFailed.class);
    }

    @Test
    void aModelCannotReplaceTheFunctions() {
        assertThat(page("${lang}${t('k')}", Map.of("t", "x", "lang", "<script>"))).isEqualTo("frk");
    }

    private record ActivePluginsAndTemplate(Sample.SamplePlugins plugins) {}

    private static ActivePluginsAndTemplate with(String template, String... files) {
        String[] all = java.util.Arrays.copyOf(files, files.length + 2);
        all[files.length] = "templates/news/page.ftlh";
        all[files.length + 1] = template;
        return new ActivePluginsAndTemplate(Sample.plugins("news", all));
    }

    private String page(String template, Map<String, ?> model) {
        return page(template, model, Locale.FRENCH);
    }

    private String page(String template, Map<String, ?> model, Locale language) {
        return render(with(template), language, model, Sample.theme("base", null));
    }

    private String render(ActivePluginsAndTemplate it, Locale language, Map<String, ?> model, ThemeSource... themes) {
        try (ThemeEngine engine = Sample.engine(folder, RenderWatch.Budget.DEFAULT, themes)) {
            return new String(engine.render(Sample.SITE, it.plugins(), language, "news/page", model), StandardCharsets.UTF_8);
        }
    }
}
