package org.parvis.itests;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.PlaywrightException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.parvis.testkit.server.Parvis;
import org.parvis.testkit.server.Server;

/**
 * Each procedure that is done online, on a phone 360 px wide and without JavaScript: from the catalogue to the receipt, then at the town hall to the
 * end of its workflow.
 */
@Parvis
@ExtendWith(Browsers.Extension.class)
class EveryProcedureTest {
    private static final String COMMUNE = "agen-d-aveyron";
    static final Pattern NUMBER = Pattern.compile("\\b20\\d\\d-[A-Z0-9]{6}\\b");
    /** The citizen's own turn in a workflow. */
    private static final String CITIZEN = "(citizen)";

    private static Page desk;
    private static Page plain;
    private static CaseWorker worker;

    /**
     * How a request ends.
     *
     * @param granted ways of its workflow, as the town hall goes them
     */
    record Course(String procedure, List<String> granted) {
        @Override
        public String toString() {
            return procedure;
        }
    }

    private static Course course(String procedure, String granted) {
        return new Course(procedure, List.of(granted.split(" ")));
    }

    static Stream<Course> courses() {
        return Stream.of(
                course("acte-deces", "send"),
                course("acte-mariage", "search send"),
                course("acte-naissance", "search send"),
                course("chambre-hotes", "register"),
                course("concession-cimetiere", "take propose register grant"),
                course("creche", "enter queue offer (citizen) admit"),
                course("debit-boissons-temporaire", "take authorise"),
                course("inscription-scolaire", "consult answered enrol"),
                course("occupation-domaine-public", "consult gather grant"),
                course("operation-tranquillite-vacances", "accept start raise settle end"),
                course("periscolaire", "take queue register"),
                course("rendez-vous", "fix hold"),
                course("saisine", "take answer"),
                course("salle", "hold book"),
                course("signalement", "plan solve"),
                course("stationnement", "consult order"),
                course("subvention-association", "take submit schedule grant"));
    }

    @BeforeAll
    static void open(Server server, Browsers browsers) {
        desk = browsers.signedIn(server, Browsers.SECRETARY);
        worker = new CaseWorker(server, desk, COMMUNE);
        plain = browsers.window(360, 740, false);
    }

    @AfterAll
    static void close() {
        Stream.of(desk, plain).forEach(page -> page.context().close());
    }

    @Test
    void noneIsLeftOut(Server server) {
        Matcher cards = Pattern.compile("href=\"(/teleservices/([a-z-]+))\"").matcher(server.get(server.commune(COMMUNE, "/teleservices")).body());
        Set<String> online = new TreeSet<>();
        while (cards.find()) {
            if (server.get(server.commune(COMMUNE, cards.group(1))).body().contains(cards.group(1) + "/commencer\"")) {
                online.add(cards.group(2));
            }
        }
        assertThat(online).isEqualTo(courses().map(Course::procedure).collect(Collectors.toCollection(TreeSet::new)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("courses")
    void isSentWithoutJavaScriptAndGranted(Course course, Server server) {
        named(course, () -> withoutJavaScript(course, server));
    }

    private static void withoutJavaScript(Course course, Server server) {
        plain.navigate(server.commune(COMMUNE, "/teleservices").toString());
        Steps.click(plain, "main a[href='/teleservices/" + course.procedure() + "']");
        look(server, "sheet");
        Steps.click(plain, "form[action$='/commencer'] button[type=submit]");
        Steps.walk(plain, () -> look(server, "step"), () -> Steps.answer(plain));
        look(server, "review");
        Steps.click(plain, "form[action$='/verifier'] button[type=submit]");
        look(server, "receipt");
        String id = received(plain);
        follow(server, plain.locator("main code").first().textContent());
        for (String way : course.granted()) {
            if (way.equals(CITIZEN)) {
                plain.locator("main textarea[name=text]").fill("C’est d’accord.");
                Steps.click(plain, "main form:has(textarea[name=text]) .form-actions button[type=submit]");
            } else {
                worker.go(id, way);
                plain.reload();
            }
        }
        assertThat(worker.closed(id)).as("ended").isTrue();
        assertThat(worker.letter(id)).startsWith("%PDF-");
        look(server, "followed");
        assertThat(plain.locator("main .timeline a[href*='/teleservices/piece/']").count()).as("letters that the citizen has").isPositive();
    }

    /** A failure says which procedure, whatever lists it. */
    private static void named(Course course, Runnable walk) {
        try {
            walk.run();
        } catch (AssertionError | PlaywrightException failed) {
            throw new AssertionError(course.procedure() + ": " + failed.getMessage(), failed);
        }
    }

    private static String received(Page page) {
        Locator receipt = page.locator("main");
        assertThat(page.url()).contains("/teleservices/recu/");
        Matcher number = NUMBER.matcher(receipt.innerText());
        assertThat(number.find()).as("a number on " + receipt.innerText()).isTrue();
        String id = page.url().substring(page.url().lastIndexOf('/') + 1);
        assertThat(worker.file(id)).as("in the back office").contains(number.group());
        return id;
    }

    private static void follow(Server server, String code) {
        plain.navigate(server.commune(COMMUNE, "/suivi").toString());
        plain.locator("main input[name=code]").fill(code);
        plain.locator("main input:not([name=code]):not([type=hidden])").first().fill(Plausible.EMAIL);
        Steps.click(plain, "main form:has(input[name=code]) button[type=submit]");
    }

    /** At the page as it was sent, and at its width. */
    private static void look(Server server, String what) {
        assertThat(PageChecks.sideways(plain)).as(what).isEmpty();
        URI address = URI.create(plain.url());
        String cookies = plain.context().cookies().stream().map(cookie -> cookie.name + "=" + cookie.value).collect(Collectors.joining("; "));
        HttpResponse<String> sent = server.get(address, "Cookie", cookies);
        assertThat(sent.statusCode()).as(what).isEqualTo(200);
        assertThat(HtmlChecker.errors(sent.body())).as(what).isEmpty();
    }
}
