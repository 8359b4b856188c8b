package org.parvis.itests;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import nu.validator.validation.SimpleDocumentValidator;
import org.jspecify.annotations.Nullable;
import org.xml.sax.ErrorHandler;
import org.xml.sax.InputSource;
import org.xml.sax.SAXParseException;

/** The Nu HTML checker, its grammar read once; in a thread of its own, since that grammar is too deep for the usual stack. */
final class HtmlChecker implements ErrorHandler {

    private static final String HTML5 = "http://s.validator.nu/html5-rdfalite.rnc";
    private static final long STACK_BYTES = 64L << 20;

    private static final ExecutorService THREAD = Executors.newSingleThreadExecutor(work -> {
        Thread thread = new Thread(null, work, "html-checker", STACK_BYTES);
        thread.setDaemon(true);
        return thread;
    });
    private static @Nullable HtmlChecker only;

    private final SimpleDocumentValidator validator;
    private final List<String> errors = new ArrayList<>();

    private HtmlChecker() throws Exception {
        validator = new SimpleDocumentValidator(true);
        validator.setUpMainSchema(HTML5, this);
        validator.setUpValidatorAndParsers(this, true, false);
        errors.clear();
    }

    /** Errors in a page as it was sent. */
    static List<String> errors(String source) {
        return checking(source).join();
    }

    /** The same, while other things are done. */
    static CompletableFuture<List<String>> checking(String source) {
        return CompletableFuture.supplyAsync(() -> checked(source), THREAD);
    }

    private static List<String> checked(String source) {
        try {
            if (only == null) {
                only = new HtmlChecker();
            }
            only.errors.clear();
            only.validator.checkHtmlInputSource(new InputSource(new StringReader(source)));
            return List.copyOf(only.errors);
        } catch (Exception e) {
            // The checker declares no less when it is set up; nothing is let pass: the test fails.
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void warning(SAXParseException exception) {
        // Advice, not an error.
    }

    @Override
    public void error(SAXParseException exception) {
        errors.add("html line " + exception.getLineNumber() + ": " + exception.getMessage());
    }

    @Override
    public void fatalError(SAXParseException exception) {
        error(exception);
    }
}
