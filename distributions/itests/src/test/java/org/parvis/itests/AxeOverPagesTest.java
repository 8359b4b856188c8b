package org.parvis.itests;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(Browsers.Extension.class)
class AxeOverPagesTest {
    private static final String FRAME = "<!DOCTYPE html><html lang=\"fr\"><head><title>Essai</title></head><body><main><h1>Essai</h1>%s</main></body></html>";

    @Test
    void aTextIsMeasuredWhereItsKindIsNewAndAllOtherRulesAreKeptToEverywhere(Browsers browsers) {
        Page page = browsers.desktop();
        PageChecks.prepare(page);
        AxeOverPages axe = new AxeOverPages();
        String pale = "<p class=\"pale\" style=\"color:#bbb\">Trop pâle</p>";

        page.navigate("about:blank");
        page.setContent(FRAME.formatted("<p>Bien lisible</p>"));
        assertThat(axe.check(page)).isEmpty();

        page.navigate("about:blank");
        page.setContent(FRAME.formatted("<p>Bien lisible</p>" + pale + "<img src=\"data:,\">"));
        assertThat(axe.check(page)).hasSize(2)
                .anyMatch(fault -> fault.startsWith("axe color-contrast") && fault.contains("Trop pâle")).anyMatch(fault -> fault.startsWith("axe image-alt"));

        page.navigate("about:blank");
        page.setContent(FRAME.formatted(pale + "<div style=\"background:#999\"><p>Bien lisible ailleurs</p><p style=\"color:#aaa\">Pas ici</p></div><img src=\"data:,\">"));
        assertThat(axe.check(page)).anyMatch(fault -> fault.startsWith("axe color-contrast") && fault.contains("Pas ici"))
                .anyMatch(fault -> fault.startsWith("axe image-alt")).noneMatch(fault -> fault.contains("Trop pâle"));
        page.context().close();
    }
}
