package org.parvis.itests;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Page;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

/** What must be true of every page in a window: no violation that axe knows, no sideways scrolling. */
final class PageChecks {

    private static final String AXE = "if (self === top && !self.axe) {" + source() + "}";

    /**
     * The rules that axe runs by itself. Of what is not wrong nothing is told: its builder for Playwright has the whole report carried to a page of its
     * own and back, which takes longer than the checks. Pages shown in a frame are checked by themselves.
     */
    private static final String VIOLATIONS = """
            () => axe.run(document, {resultTypes: ["violations"], iframes: false, selectors: false})
              .then(found => found.violations.flatMap(rule => rule.nodes.map(node => `axe ${rule.id}: ${node.html}`)))""";

    private PageChecks() {}

    private static String source() {
        try (InputStream script = Objects.requireNonNull(AxeBuilder.class.getResourceAsStream("/axe.min.js"))) {
            return new String(script.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Has axe in all pages that a window will show, which is faster than to bring it to each. */
    static void prepare(Page page) {
        page.addInitScript(AXE);
    }

    static List<String> axe(Page page) {
        page.evaluate("() => {" + AXE + "}");
        return ((List<?>) page.evaluate(VIOLATIONS)).stream().map(String::valueOf).toList();
    }

    static List<String> sideways(Page page) {
        boolean scrolls = (Boolean) page.evaluate("() => document.documentElement.scrollWidth > document.documentElement.clientWidth");
        return scrolls ? List.of("scrolls sideways at " + page.viewportSize().width + " px") : List.of();
    }
}
