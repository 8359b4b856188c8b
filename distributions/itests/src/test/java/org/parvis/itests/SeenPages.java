package org.parvis.itests;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Pages that a journey comes by: each is looked over and pictured, and what is wrong with any of them is told at the end. */
final class SeenPages {
    private static final Path PICTURES = Path.of(System.getProperty("parvis.pictures", "target/pictures"));

    private final String journey;
    private final List<String> faults = new ArrayList<>();

    /** @param journey with which the names of pictures begin */
    SeenPages(String journey) {
        this.journey = journey;
    }

    void look(Page page, String name) {
        sideways(page, name);
        content(page, name);
        picture(page, name);
    }

    /** On a wide and on a narrow screen. */
    void lookBothWays(Page page, String name) {
        for (int width : List.of(1280, 360)) {
            page.setViewportSize(width, 740);
            sideways(page, name);
            picture(page, name + "-" + width);
        }
        content(page, name);
    }

    private void sideways(Page page, String name) {
        PageChecks.sideways(page).forEach(fault -> faults.add(name + " " + fault));
    }

    private void content(Page page, String name) {
        PageChecks.axe(page).forEach(fault -> faults.add(name + " " + fault));
        HtmlChecker.errors(page.content()).forEach(fault -> faults.add(name + " " + fault));
    }

    private void picture(Page page, String name) {
        page.screenshot(new Page.ScreenshotOptions().setPath(PICTURES.resolve(journey + "-" + name + ".png")).setFullPage(true));
    }

    void areFaultless() {
        assertThat(faults).isEmpty();
    }
}
