package org.parvis.itests;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.LoadState;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.parvis.testkit.server.Parvis;
import org.parvis.testkit.server.Server;

/** What only a browser can measure. */
@Parvis
@ExtendWith(Browsers.Extension.class)
class LayoutTest {

    /** Width that is left free beside the last card of the news, in pixels. */
    private static final String FREE_BESIDE_THE_LAST = """
            () => { const grid = document.querySelector(".card-grid--news").getBoundingClientRect();
              const last = document.querySelector(".card-grid--news > li:last-child").getBoundingClientRect();
              return Math.round(grid.right - last.right); }""";

    /** How much of the focused field lies behind a bar that sticks to the window, in pixels; null outside of the page's content. */
    private static final String HIDDEN_OF_FOCUSED = """
            () => { const field = document.activeElement;
              if (!document.querySelector("main").contains(field)) return null;
              const at = field.getBoundingClientRect();
              let hidden = 0;
              for (const bar of document.querySelectorAll("main .form-actions")) {
                const over = bar.getBoundingClientRect();
                if (getComputedStyle(bar).position === "sticky" && !bar.contains(field))
                  hidden = Math.max(hidden, Math.min(at.bottom, over.bottom) - Math.max(at.top, over.top));
              }
              return Math.round(hidden); }""";

    @Test
    void noNewsCardIsAloneInItsRow(Server server, Browsers browsers) {
        List<String> alone = new ArrayList<>();
        Page page = browsers.desktop();
        for (String slug : List.of("agen-d-aveyron", "rodez", "conques-en-rouergue")) {
            page.navigate(server.commune(slug, "/").toString());
            for (int width : new int[] {360, 520, 600, 700, 768, 1024, 1280, 1600}) {
                page.setViewportSize(width, 800);
                int free = (Integer) page.evaluate(FREE_BESIDE_THE_LAST);
                if (free > 2) {
                    alone.add(slug + " at " + width + ": " + free);
                }
            }
        }
        page.context().close();
        assertThat(alone).isEmpty();
    }

    /** WCAG 2.2, 2.4.11. */
    @Test
    void noFocusedFieldLiesBehindTheBarOfActions(Server server, Browsers browsers) {
        Page page = browsers.signedIn(server, Browsers.SECRETARY);
        page.setViewportSize(360, 640);
        List<String> hidden = new ArrayList<>();
        for (String path : List.of("/coordonnees", "/pages/nouvelle", "/actualites/nouvel-article", "/demarrage/adresse", "/apparence")) {
            page.navigate(server.territory("/bureau/agen-d-aveyron" + path).toString());
            // The editor takes the place of its field once it is there, and a focus within with it.
            page.waitForLoadState(LoadState.NETWORKIDLE);
            page.evaluate("document.querySelector('main').focus()");
            int fields = 0;
            page.keyboard().press("Tab");
            for (Object behind = page.evaluate(HIDDEN_OF_FOCUSED); behind != null && fields < 100; behind = page.evaluate(HIDDEN_OF_FOCUSED)) {
                if ((Integer) behind > 0) {
                    hidden.add(path + " " + page.evaluate("document.activeElement.id || document.activeElement.className") + ": " + behind);
                }
                fields++;
                page.keyboard().press("Tab");
            }
            assertThat(fields).as(path).isGreaterThan(5);
        }
        page.context().close();
        assertThat(hidden).isEmpty();
    }

    @Test
    void aDomainIsAttachedAndWaitsForItsRecords(Server server, Browsers browsers) {
        Page page = browsers.signedIn(server, Browsers.SECRETARY);
        page.setViewportSize(360, 740);
        page.navigate(server.territory("/bureau/conques-en-rouergue/domaines").toString());
        page.locator("#f-host").fill("https://www.conques-layout.fr/accueil");
        page.locator("form[action$='/domaines'] button").click();
        assertThat(page.locator("main").textContent()).contains("À vérifier", "_parvis.www.conques-layout.fr", "conques-en-rouergue.localhost");
        assertThat(PageChecks.axe(page)).isEmpty();
        assertThat(PageChecks.sideways(page)).isEmpty();
        page.locator("a:has-text('Retirer')").first().click();
        assertThat(page.locator("h1").textContent()).contains("www.conques-layout.fr");
        assertThat(PageChecks.axe(page)).isEmpty();
        page.locator("main button").click();
        assertThat(page.locator("main").textContent()).contains("www.conques-layout.fr est retiré").doesNotContain("À vérifier");
        page.context().close();
    }
}
