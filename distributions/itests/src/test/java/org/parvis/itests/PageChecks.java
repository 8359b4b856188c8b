package org.parvis.itests;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.deque.html.axecore.results.Rule;
import com.microsoft.playwright.Page;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import nu.validator.client.EmbeddedValidator;

/** What must be true of every page: no accessibility violation that axe knows, no error that the Nu HTML checker knows, no sideways scrolling. */
final class PageChecks {

    private static final long STACK_BYTES = 64L << 20;

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
        FutureTask<String> check = new FutureTask<>(() -> {
            EmbeddedValidator checker = new EmbeddedValidator();
            checker.setOutputFormat(EmbeddedValidator.OutputFormat.GNU);
            return checker.validate(new ByteArrayInputStream(source.getBytes(StandardCharsets.UTF_8)));
        });
        // Its grammar of HTML is deep: the usual stack is too small.
        new Thread(null, check, "html-checker", STACK_BYTES).start();
        try {
            return check.get().lines().filter(line -> line.contains("error")).map(line -> "html " + line).toList();
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }
}
