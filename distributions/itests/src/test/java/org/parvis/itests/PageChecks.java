package org.parvis.itests;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.deque.html.axecore.results.Rule;
import com.microsoft.playwright.Page;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import nu.validator.client.EmbeddedValidator;
import org.xml.sax.SAXException;

/** What must be true of every page: no accessibility violation that axe knows, no error that the Nu HTML checker knows, no sideways scrolling. */
final class PageChecks {

    private PageChecks() {}

    static List<String> axe(Page page) {
        List<String> faults = new ArrayList<>();
        for (Rule rule : new AxeBuilder(page).analyze().getViolations()) {
            rule.getNodes().forEach(node -> faults.add("axe " + rule.getId() + ": " + node.getHtml()));
        }
        return faults;
    }

    static List<String> sideways(Page page) {
        boolean scrolls = (Boolean) page.evaluate("() => document.documentElement.scrollWidth > document.documentElement.clientWidth");
        return scrolls ? List.of("scrolls sideways at " + page.viewportSize().width + " px") : List.of();
    }

    /** Errors of the checker in a page as it was sent. */
    static List<String> html(String source) {
        try {
            EmbeddedValidator checker = new EmbeddedValidator();
            checker.setOutputFormat(EmbeddedValidator.OutputFormat.GNU);
            String report = checker.validate(new ByteArrayInputStream(source.getBytes(StandardCharsets.UTF_8)));
            return report.lines().filter(line -> line.contains("error")).map(line -> "html " + line).toList();
        } catch (IOException | SAXException e) {
            throw new IllegalStateException(e);
        }
    }
}
