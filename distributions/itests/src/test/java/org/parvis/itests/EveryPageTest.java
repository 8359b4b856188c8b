package org.parvis.itests;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.net.URI;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.parvis.testkit.server.Parvis;
import org.parvis.testkit.server.Server;

/** Follows every link of a site, of the portal and of the back office, and checks each kind of page that there is. */
@Parvis
@ExtendWith(Browsers.Extension.class)
class EveryPageTest {

    /** One commune of each theme has demonstration content. */
    private static final List<String> SHOWCASES = List.of("agen-d-aveyron", "rodez", "conques-en-rouergue");

    private static Browsers second;

    @BeforeAll
    static void open() {
        second = new Browsers();
    }

    @AfterAll
    static void close() {
        second.close();
    }

    /** In both browsers at a time. */
    private static Crawl crawl(Browsers browsers, Function<Browsers, Page> window, Predicate<URI> within) {
        return new Crawl(Stream.of(browsers, second).map(window).toList(), within);
    }

    @Test
    void everyPublicPageIsAccessibleAndValid(Server server, Browsers browsers) {
        for (String slug : SHOWCASES) {
            try (Crawl crawl = crawl(browsers, Browsers::phone, address -> address.getPath().startsWith("/") && !address.getPath().startsWith("/en/"))) {
                assertThat(crawl.from(server.commune(slug, "/"), 46)).as(slug).isEmpty();
            }
        }
    }

    @Test
    void everyEnglishPageIsAccessibleAndValid(Server server, Browsers browsers) {
        try (Crawl crawl = crawl(browsers, Browsers::phone, address -> address.getPath().startsWith("/en/"))) {
            assertThat(crawl.from(server.commune("rodez", "/en/"), 46)).isEmpty();
        }
    }

    @Test
    void everyPageOfThePortalIsAccessibleAndValid(Server server, Browsers browsers) {
        try (Crawl crawl = crawl(browsers, Browsers::phone, address -> !address.getPath().startsWith("/bureau"))) {
            assertThat(crawl.from(server.territory("/"), 31)).isEmpty();
        }
    }

    @Test
    void everyPageOfTheBackOfficeIsAccessibleAndValid(Server server, Browsers browsers) {
        prepareAForm(server, browsers);
        try (Crawl crawl = crawl(browsers, each -> each.signedIn(server, Browsers.SECRETARY), EveryPageTest::ofTheSecretary)) {
            assertThat(crawl.from(server.territory("/bureau/agen-d-aveyron"), 147)).isEmpty();
        }
    }

    @Test
    void everyPageOfTheOperatorsIsAccessibleAndValid(Server server, Browsers browsers) {
        beginADraft(server, browsers);
        Predicate<URI> ofTheOperators = address -> address.getPath().startsWith("/bureau/territoire");
        try (Crawl crawl = crawl(browsers, each -> each.signedIn(server, Browsers.OPERATOR), ofTheOperators)) {
            assertThat(crawl.from(server.territory("/bureau/territoire"), 190)).isEmpty();
        }
    }

    @Test
    void anErrorPageIsAccessibleAndValid(Server server, Browsers browsers) {
        try (Crawl crawl = crawl(browsers, Browsers::phone, address -> false)) {
            assertThat(crawl.check(server.commune("rodez", "/il-n-y-a-rien-ici"))).isEmpty();
        }
    }

    /** So that the list of links has one. */
    private static void prepareAForm(Server server, Browsers browsers) {
        Page page = browsers.signedIn(server, Browsers.SECRETARY);
        page.navigate(server.territory("/bureau/agen-d-aveyron/demarches-saisir/saisine").toString());
        page.locator("main [name='applicant.name']").fill("Zoé Exemple");
        page.locator("main button[name=_link]").click();
        page.locator("main textarea#link").waitFor();
        page.context().close();
    }

    /** So that each part of the designer is there: of a procedure that has steps, questions, states, ways and letters, with something to mend. */
    private static void beginADraft(Server server, Browsers browsers) {
        Page page = browsers.signedIn(server, Browsers.OPERATOR);
        page.navigate(server.territory("/bureau/territoire/demarches-conception").toString());
        page.locator("main [name='title.fr']").fill("Demander un composteur");
        page.locator("main [name='title.en']").fill("Ask for a compost bin");
        page.locator("main form[enctype] button[type=submit]:not(.visually-hidden)").click();
        page.locator("main .alert").first().waitFor();
        page.context().close();
    }

    private static boolean ofTheSecretary(URI address) {
        return address.getPath().startsWith("/bureau/agen-d-aveyron") || address.getPath().startsWith("/bureau/compte");
    }
}
