package org.parvis.itests;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.ReducedMotion;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.parvis.testkit.server.Server;

/** The system's Chromium, started once for the run; a parameter of type {@code Browsers} receives it. */
final class Browsers implements AutoCloseable {

    static final String SECRETARY = "secretaire@parvis.example";
    static final String OPERATOR = "operateur@parvis.example";
    static final String PASSWORD = "parvis-demo";

    private static final List<String> ARGUMENTS = List.of(
            "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync");

    private final Playwright playwright;
    private final Browser browser;

    Browsers() {
        playwright = Playwright.create(new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        browser = playwright.chromium().launch(new BrowserType.LaunchOptions().setExecutablePath(chromium()).setArgs(ARGUMENTS));
    }

    private static Path chromium() {
        return List.of("/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome").stream()
                .map(Path::of)
                .filter(Files::isExecutable)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no Chromium: ./parvis test installs it"));
    }

    /** A window of its own, without any cookie. */
    Page window(int width, int height, boolean javaScript) {
        BrowserContext context = browser.newContext(new Browser.NewContextOptions()
                .setViewportSize(width, height)
                .setJavaScriptEnabled(javaScript)
                .setReducedMotion(ReducedMotion.REDUCE)
                .setLocale("fr-FR"));
        context.setDefaultTimeout(15_000);
        return context.newPage();
    }

    Page desktop() {
        return window(1280, 900, true);
    }

    Page phone() {
        return window(360, 740, true);
    }

    /** A window in which an agent has signed in. */
    Page signedIn(Server server, String email) {
        Page page = desktop();
        page.navigate(server.territory("/bureau").toString());
        page.locator("input[name=email]").fill(email);
        page.locator("input[name=password]").fill(PASSWORD);
        page.locator("form:has(input[name=password]) button[type=submit]").click();
        page.waitForURL(address -> !address.contains("/connexion"));
        return page;
    }

    @Override
    public void close() {
        browser.close();
        playwright.close();
    }

    /** Gives tests the browser. */
    static final class Extension implements ParameterResolver {

        @Override
        public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
            return parameter.getParameter().getType() == Browsers.class;
        }

        @Override
        public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
            ExtensionContext.Store store = context.getRoot().getStore(ExtensionContext.Namespace.create(Browsers.class));
            return store.getOrComputeIfAbsent(Browsers.class, key -> new Browsers(), Browsers.class);
        }
    }
}
