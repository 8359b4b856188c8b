package org.parvis.themes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.parvis.api.view.Renderer.RenderFailed;
import org.parvis.themes.render.RenderWatch;

/** Whoever writes templates may be wrong, or mean ill: neither reaches further than the page. */
@Timeout(60)
class SandboxTest {
    private static final RenderWatch.Budget SMALL = new RenderWatch.Budget(400, 5_000, 32L << 20, 1 << 20);

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {
        "${'freemarker.template.utility.Execute'?new()('id')}",
        "${\"freemarker.template.utility.ObjectConstructor\"? new()}",
        "${site?api.getClass()}",
        "${'1+1'?eval}",
        "${'[1]'?eval_json}",
        "${'[1]'?evalJson}",
        "<#assign x='${1}'?interpret><@x/>",
        "${'<script>'?no_esc}",
        "${'<script>'?noEsc}",
        "${'a'?left_pad(1000000000)}",
        "${'a'?right_pad(1000000000)}",
        "${'1e999999999'?number + 1}",
        "${'aaaaaaaaaaaaaaaa!'?matches('(a*)*b')?c}",
        "${'aaaa'?replace('(a*)*b', 'x', 'r')}",
        "${'a'?replace('a', '0123456789012345678901234567890123456789')}",
        "<#assign s='x'>${'a'?replace('a', s)}",
        "${['a']?join('${site.host}')}",
        "${5?string(site.host)}",
        "${(1..1000000000)?join(',')}",
        "<#assign r = 1..1000000000>",
        "${.data_model?keys?join(',')}",
        "${.dataModel.x}",
        "${.vars['site']}",
        "${.main.x}",
        "${.locals.x}",
        "${.version}",
        "<#assign t = .get_optional_template('/x.ftlh')>",
        "<#ftl output_format='XML'>x",
        "\n  <#ftl auto_esc=false>x",
        "<#outputformat 'plainText'>${'<script>'}</#outputformat>",
        "<#noautoesc>${'<script>'}</#noautoesc>",
        "<#autoesc>x</#autoesc>",
        "<#escape x as x?html>${'a'}</#escape>",
        "<#setting number_format='computer'>",
        "<#setting locale='de_DE'>",
        "<#stop 'x'>",
        "<#flush>",
        "<#visit site>",
        "<#recurse>",
        "<#transform x></#transform>",
        "${'x'?js_string}",
        "${'x'?json_string}",
        "${'x'?html}",
        "${site?has_api?c}",
        "${1?number_to_datetime}",
        "<#macro m x='a'?new()></#macro>",
        "<#macro m x=['a'?new()]></#macro>",
        "<@site.x y='a'?new()/>",
        "<@site.x 'a'?new()/>",
        "<#list ['a'?new()] as x></#list>",
        "<#list 1..'a'?new() as x></#list>",
        "<#if 'a'?new()??></#if>",
        "<#switch 'a'?new()><#case 'a'?new()></#switch>",
        "<#function f><#return 'a'?new()></#function>",
        "<#assign x = {'a': 'b'?new()}>",
        "<#assign x>${'a'?new()}</#assign>",
        "<#assign x += 'a'?new()>",
        "<#include 'a'?new()>",
        "<#import 'a'?new() as x>",
        "${\"${'a'?new()}\"}",
        "${\"${'a'\\x3fnew()}\"}",
        "${'a'!('b'?new())}",
        "${['a']?map(x -> x?new())?size}",
        "${true?then('a'?new(), 1)}",
        "${1?switch(1, 'a'?new())}",
        "${site['a'?new()]}",
        "${site.host['a'?new()..]}",
        "<#attempt>${'a'?new()}<#recover>x</#attempt>",
        "<#attempt>x<#recover>${'a'?new()}</#attempt>",
        "<#nested 'a'?new()>",
        "<#sep>${'a'?new()}</#sep>",
        "${'a'?contains('b'?new())}",
        "${t('a'?new())}",
        "<#compress>${'a'?new()}</#compress>",
        "<#noparse>x</#noparse>${(-'a'?new())}",
        "${(1 + 'a'?new()) gt 2}",
        "<#global x = 'a'?new()>"
    })
    void whatCouldReachFurtherIsRefusedWhenTheThemeLoads(String template) {
        ThemeSource theme = Sample.theme("base", null, "templates/page.ftlh", template);
        assertThatThrownBy(() -> new Chain(List.of(theme))).isInstanceOf(InvalidTheme.class).hasMessageContaining("page.ftlh of theme base 1.0.0").hasMessageMatching("(?s).*(not allowed|takes|stand|#ftl|Lexical|nested|[Ee]xpected|Encountered|sep|recognized).*");
    }

    @Test
    void whatTemplatesNeedIsLetThrough() {
        String template = """
                <#import "/x.ftlh" as x><#macro m a b="c" rest...><#nested a></#macro><#function f a=1><#return a * 2></#function>
                <@m a="1" d="e"; y>${y}</@m><@m a="1"/>${f(2)}
                <#list 1..3 as i>${i?counter}<#sep>, </#list><#list ["a", "b"] as y><#if y?is_first>${y?index}</#if><#else>none</#list>
                <#list [3, 1, 2]?sort?reverse as y>${y}</#list><#list {"a": 1} as k, v>${k}=${v}</#list><#list ["a"]><ul><#items as y>${y}</#items></ul></#list>
                ${"abc"[0..1]}${"abc"?upper_case?cap_first?trim?length}${true?then("a", "b")}${2?switch(1, "a", 2, "b", "c")}
                ${["a", "b"]?filter(y -> y != "a")?map(y -> y?upper_case)?join(", ")}${"a,b"?split(",")?first}${"a"?contains("b")?c}
                ${"a b"?replace(" ", "-")}${1234?string("0,000")}${5?c}${"é"?url}${["a"]?seq_contains("a")?string("yes", "no")}
                ${(missing.thing)!"default"}${missing?has_content?c}<#if missing??>x</#if>
                <#switch 1><#case 1>one<#break><#default>other</#switch><#switch 1><#on 1>one<#default>other</#switch>
                <#assign z>text</#assign>${z}<#attempt>${missing}<#recover>sorry</#attempt><#compress>  a  </#compress><#-- comment -->
                <#include "/x.ftlh">${site.tenant.name.de()}${.globals.site.host}${"/a/b"?index_of("/", 1)}${"abc"?substring(1)}""";
        ThemeSource theme = Sample.theme("base", null, "templates/page.ftlh", template, "templates/x.ftlh", "");
        try (ThemeEngine engine = Sample.engine(folder, SMALL, theme)) {
            assertThat(render(engine, Sample.plugins("news"), "page")).contains("1, 2, 3", "321", "a=1", "sorry", "de Rodez", "a-b", "%C3%A9");
        }
    }

    @Test
    void aRefusalNamesThemeTemplateAndLine() {
        ThemeSource theme = Sample.theme("causse", null, "templates/layout/page.ftlh", "a\n\n<p>${'x'?new()}");
        assertThatThrownBy(() -> new Chain(List.of(theme)))
                .hasMessage("Template layout/page.ftlh of theme causse 1.0.0, line 3: ?new is not allowed in templates");
    }

    @Test
    void aRefusedTemplateOfAPluginFailsItsPageAlone() {
        Sample.SamplePlugins plugins = Sample.plugins("news", "templates/bad.ftlh", "${'x'?new()}", "templates/good.ftlh", "good");
        try (ThemeEngine engine = Sample.engine(folder, SMALL, Sample.theme("base", null))) {
            assertThatThrownBy(() -> render(engine, plugins, "bad")).isInstanceOf(RenderFailed.class).hasMessageContaining("bad.ftlh of plugin news 1.0.0, line 1");
            assertThat(render(engine, plugins, "good")).isEqualTo("good");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "<#list 1..1000000000 as i></#list>",
        "<#list 1..1000000000 as i>${i}</#list>",
        "<#list 1..1000000000 as i><#list 1..1000000000 as j></#list></#list>",
        "<#macro m><@m/></#macro><@m/>",
        "<#macro m n><#if (n > 0)><@m n - 1/><@m n - 1/></#if></#macro><@m 60/>",
        "<#function f n><#if (n < 2)><#return n></#if><#return f(n - 1) + f(n - 2)></#function>${f(90)}",
        "<#function f n><#return f(n + 1)></#function>${f(1)}",
        "<#assign s='0123456789'><#list 1..60 as i><#assign s = s + s></#list>${s?length}",
        "<#assign s='x'><#list 1..1000000 as i><#assign s = s + 'xxxxxxxxxxxxxxxxxxxx'></#list>",
        "<#assign s><#list 1..1000000000 as i>xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx</#list></#assign>",
        "<#attempt><#list 1..1000000000 as i>xxxxxxxxxxxxxxxxxxxx</#list><#recover>ok</#attempt>",
        "<#include '/page.ftlh'>",
        "<#list 1..1000000 as i>${t('theme.some.message')} and some more text to fill the page</#list>",
        "<#assign s='xxxxxxxxxx'><#list 1..40 as i><#assign s = s?replace('x', 'xxxxxxxxxx')></#list>",
        "<#assign n=9.5><#list 1..1000000000 as i><#assign n = n * n></#list>",
        "<#assign n=99999999999999999999><#list 1..1000000000 as i><#assign n = n * n></#list>"
    })
    void whatCostsTooMuchIsStoppedAndTheThreadGoesOn(String template) {
        Sample.SamplePlugins plugins = Sample.plugins("news");
        ThemeSource theme = Sample.theme("base", null, "templates/page.ftlh", template, "templates/good.ftlh", "<#list 1..100 as i>${i}</#list>");
        try (ThemeEngine engine = Sample.engine(folder, SMALL, theme)) {
            long before = System.nanoTime();
            assertThatThrownBy(() -> render(engine, plugins, "page")).isInstanceOf(RenderFailed.class).hasMessageContaining("page.ftlh");
            assertThat(System.nanoTime() - before).as("nanoseconds").isLessThan(6_000_000_000L);
            assertThat(Thread.currentThread().isInterrupted()).isFalse();
            assertThat(render(engine, plugins, "good")).startsWith("123").endsWith("100");
        }
    }

    @Test
    void aTemplateStoppedAgainAndAgainIsSuspendedForThatSiteAlone() {
        Sample.SamplePlugins plugins = Sample.plugins("news");
        ThemeSource theme = Sample.theme("base", null, "templates/page.ftlh", "<#if site.host == 'rodez.localhost'><#list 1..1000000000 as i></#list></#if>fine");
        try (ThemeEngine engine = Sample.engine(folder, new RenderWatch.Budget(60, 5_000, 32L << 20, 1 << 20), theme)) {
            for (int i = 0; i < 3; i++) {
                assertThatThrownBy(() -> render(engine, plugins, "page")).hasMessageContaining("was stopped");
            }
            assertThatThrownBy(() -> render(engine, plugins, "page")).hasMessageContaining("suspended");
            byte[] other = engine.render(Sample.site("12203", "Agen"), plugins, Locale.FRENCH, "page", Map.of());
            assertThat(other).asString().isEqualTo("fine");
        }
    }

    @Test
    void aStopHitsTheRenderThatItIsMeantForAndNoOther() throws InterruptedException {
        Sample.SamplePlugins plugins = Sample.plugins("news");
        ThemeSource theme = Sample.theme("base", null,
                "templates/page.ftlh", "<#list 1..1000000000 as i></#list>", "templates/good.ftlh", "<#list 1..2000 as i>${i}</#list>");
        try (ThemeEngine engine = Sample.engine(folder, new RenderWatch.Budget(15, 5_000, 32L << 20, 1 << 20), theme)) {
            List<Throwable> wrong = new ArrayList<>();
            Thread thread = new Thread(() -> {
                for (int i = 0; i < 20; i++) {
                    try {
                        engine.render(Sample.site("1220" + i % 10, "X"), plugins, Locale.FRENCH, "page", Map.of());
                    } catch (RenderFailed expected) {
                        if (Thread.currentThread().isInterrupted()) {
                            wrong.add(expected);
                        }
                    }
                    String good = render(engine, plugins, "good");
                    if (!good.endsWith("2000")) {
                        wrong.add(new AssertionError(good));
                    }
                }
            });
            thread.setUncaughtExceptionHandler((dead, fault) -> wrong.add(fault));
            thread.start();
            thread.join();
            assertThat(wrong).isEmpty();
        }
    }

    @Test
    void anInterruptOfSomebodyElseIsKept() {
        Sample.SamplePlugins plugins = Sample.plugins("news");
        try (ThemeEngine engine = Sample.engine(folder, SMALL, Sample.theme("base", null, "templates/page.ftlh", "<#list 1..3 as i>${i}</#list>"))) {
            Thread.currentThread().interrupt();
            assertThat(render(engine, plugins, "page")).isEqualTo("123");
            assertThat(Thread.interrupted()).isTrue();
        }
    }

    private static String render(ThemeEngine engine, Sample.SamplePlugins plugins, String template) {
        return new String(engine.render(Sample.SITE, plugins, Locale.FRENCH, template, Map.of()), StandardCharsets.UTF_8);
    }
}
