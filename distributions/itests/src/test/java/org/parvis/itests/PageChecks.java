package org.parvis.itests;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.deque.html.axecore.results.Rule;
import com.microsoft.playwright.Page;
import java.util.ArrayList;
import java.util.List;

/** What must be true of every page in a window: no violation that axe knows, no sideways scrolling. */
final class PageChecks {

    private PageChecks() {}

    /** Pages shown in a frame are checked by themselves. */
    static List<String> axe(Page page) {
        List<String> faults = new ArrayList<>();
        for (Rule rule : new AxeBuilder(page).exclude("iframe").analyze().getViolations()) {
            rule.getNodes().forEach(node -> faults.add("axe " + rule.getId() + ": " + node.getHtml()));
        }
        return faults;
    }

    static List<String> sideways(Page page) {
        boolean scrolls = (Boolean) page.evaluate("() => document.documentElement.scrollWidth > document.documentElement.clientWidth");
        return scrolls ? List.of("scrolls sideways at " + page.viewportSize().width + " px") : List.of();
    }
}
