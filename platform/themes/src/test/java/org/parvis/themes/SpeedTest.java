package org.parvis.themes;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.parvis.themes.render.RenderWatch;

/** A page like a home page, again and again; prints what it takes, and fails only where something is badly wrong. */
class SpeedTest {
    private static final int ROUNDS = Integer.getInteger("parvis.speed.rounds", 400);

    @TempDir
    private Path folder;

    private record Card(String title, String url, String lead, String category, Instant published, boolean pinned) {}

    private record Link(String label, String url, boolean current, List<Link> children) {}

    @Test
    void aHomePageIsRenderedInWellUnderAMillisecond() {
        try (ThemeEngine engine = Sample.engine(folder, RenderWatch.Budget.DEFAULT, theme())) {
            Sample.SamplePlugins plugins = Sample.plugins("news");
            Map<String, ?> model = model();
            int size = engine.render(Sample.SITE, plugins, Locale.FRENCH, "home", model).length;
            assertThat(size).isBetween(14_000, 24_000);
            long best = Long.MAX_VALUE;
            for (int round = 0; round < 5; round++) {
                long before = System.nanoTime();
                for (int i = 0; i < ROUNDS; i++) {
                    engine.render(Sample.SITE, plugins, Locale.FRENCH, "home", model);
                }
                best = Math.min(best, (System.nanoTime() - before) / ROUNDS);
            }
            System.out.printf("home page of %d bytes: %.3f ms%n", size, best / 1e6);
            assertThat(best).as("nanoseconds").isLessThan(20_000_000);
        }
    }

    private static ThemeSource theme() {
        return Sample.theme("base", null,
                "static/style.css", "body{}",
                "i18n/messages_fr.properties", "more=Lire la suite\nby=Publié le {0}\nskip=Aller au contenu",
                "templates/layout/page.ftlh", """
                <#import "/layout/ui.ftlh" as ui>
                <#macro page title description="">
                <!DOCTYPE html><html lang="${lang}"><head><title>${title} – ${site.tenant.name}</title>
                <link rel="stylesheet" href="${asset("theme/style.css")}"></head><body>
                <a href="#main">${t("skip")}</a>
                <nav><ul><#list menu as item><li><a href="${url(item.url)}"<#if item.current> aria-current="page"</#if>>${item.label}</a>
                <#if item.children?has_content><ul><#list item.children as child><li><a href="${url(child.url)}">${child.label}</a></li></#list></ul></#if></li></#list></ul></nav>
                <main id="main"><#nested></main></body></html></#macro>""",
                "templates/layout/ui.ftlh", """
                <#macro icon name><svg class="icon" aria-hidden="true" width="24" height="24" viewBox="0 0 24 24"><path d="M3 12 L12 3 L21 12 M5 10 V20 H19 V10" fill="none" stroke="currentColor"/></svg></#macro>
                <#macro card c><article class="card<#if c.pinned> card--pinned</#if>"><h3 class="card__title"><a href="${url(c.url)}">${c.title}</a></h3>
                <p class="meta"><@icon "calendar"/><time datetime="${date(c.published, "iso")}">${t("by", date(c.published, "long"))}</time> <span class="tag">${c.category}</span></p>
                <p>${c.lead}</p><p><a class="more" href="${url(c.url)}">${t("more")}<span class="visually-hidden"> : ${c.title}</span></a></p></article></#macro>""",
                "templates/home.ftlh", """
                <#import "/layout/page.ftlh" as layout><#import "/layout/ui.ftlh" as ui>
                <@layout.page title="Accueil"><ul class="card-grid"><#list cards as c><li><@ui.card c/></li></#list></ul></@layout.page>""");
    }

    private static Map<String, ?> model() {
        List<Card> cards = new ArrayList<>();
        for (int i = 0; i < 18; i++) {
            cards.add(new Card("Travaux rue de l’Église & déviation n° " + i, "/actualites/travaux-" + i,
                    "La rue est fermée à la circulation du lundi au vendredi, de 8 h à 17 h ; une déviation est en place par l’avenue de la Gare.",
                    "Voirie", Instant.parse("2026-11-0" + (1 + i % 9) + "T08:00:00Z"), i == 0));
        }
        List<Link> menu = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            List<Link> children = new ArrayList<>();
            for (int j = 0; j < 5; j++) {
                children.add(new Link("Rubrique " + i + "." + j, "/rubrique-" + i + "/" + j, false, List.of()));
            }
            menu.add(new Link("Rubrique " + i, "/rubrique-" + i, i == 2, children));
        }
        return Map.of("cards", cards, "menu", menu);
    }
}
