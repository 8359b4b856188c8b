package org.parvis.itests;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.PlaywrightException;
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
 * Each procedure that is done online with the keyboard alone, on a window 360 px wide: from the catalogue to the receipt, past an error on the way; for
 * one of them the agent's part too.
 */
@Parvis
@ExtendWith(Browsers.Extension.class)
class ByKeyboardTest {
    private static final String COMMUNE = "rodez";

    private static Page window;
    private static AxeOverPages axe;

    @BeforeAll
    static void open(Browsers browsers) {
        window = browsers.phone();
        // Listening from the beginning: the browser may open a window of its own in the moment before it is told that somebody listens.
        window.onFileChooser(chooser -> chooser.setFiles(Plausible.FILE));
        PageChecks.prepare(window);
        axe = new AxeOverPages();
    }

    @AfterAll
    static void close() {
        window.context().close();
    }

    static Stream<String> procedures() {
        return EveryProcedureTest.courses().map(EveryProcedureTest.Course::procedure);
    }

    @ParameterizedTest
    @MethodSource("procedures")
    void isSentWithTheKeyboardAlone(String procedure, Server server) {
        try {
            String receipt = sent(new Keyboard(window), procedure, server);
            assertThat(receipt).containsPattern(EveryProcedureTest.NUMBER);
        } catch (AssertionError | PlaywrightException failed) {
            throw new AssertionError(procedure + ": " + failed.getMessage(), failed);
        }
    }

    private static String sent(Keyboard keys, String procedure, Server server) {
        window.navigate(server.commune(COMMUNE, "/teleservices").toString());
        keys.follow("the card", here -> here.target().equals("/teleservices/" + procedure));
        checked();
        keys.follow("the button that begins", here -> here.isButtonOf("/commencer"));
        assertThat(keys.refused()).as("the first step asks for something").isTrue();
        Steps.walk(window, ByKeyboardTest::checked, keys::answer);
        checked();
        keys.follow("the button that sends", here -> here.isButtonOf("/verifier"));
        assertThat(window.url()).contains("/teleservices/recu/");
        checked();
        return window.locator("main").innerText();
    }

    private static void checked() {
        assertThat(axe.check(window)).as(window.url()).isEmpty();
        assertThat(PageChecks.sideways(window)).as(window.url()).isEmpty();
    }

    @Test
    void noScreenKeepsTheKeyboardOrHidesWhereItIs(Server server) {
        Keyboard keys = new Keyboard(window);
        for (String path : new String[] {"/teleservices", "/teleservices/signalement"}) {
            window.navigate(server.commune(COMMUNE, path).toString());
            assertThat(keys.allRound()).as(path).isGreaterThan(20);
        }
        Steps.click(window, "form[action$='/commencer'] button[type=submit]");
        assertThat(keys.allRound()).as("step").isGreaterThan(20);
        Steps.walk(window, () -> { }, () -> Steps.answer(window));
        assertThat(keys.allRound()).as("review").isGreaterThan(20);
        Steps.click(window, "form[action$='/verifier'] button[type=submit]");
        assertThat(keys.allRound()).as("receipt").isGreaterThan(20);
    }

    @Test
    void anAgentAnswersARequestWithTheKeyboardAlone(Server server, Browsers browsers) {
        String number = sent(new Keyboard(window), "saisine", server).replaceAll("(?s).*(" + EveryProcedureTest.NUMBER + ").*", "$1");
        String id = window.url().substring(window.url().lastIndexOf('/') + 1);
        Page desk = browsers.signedIn(server, Browsers.SECRETARY);
        desk.setViewportSize(360, 740);
        Keyboard keys = new Keyboard(desk);
        desk.navigate(server.territory("/bureau/" + COMMUNE + "/demarches").toString());
        keys.follow("the file " + number, here -> here.target().endsWith("/demarches/" + id));
        keys.skip();
        keys.open("the way", here -> here.words().equals("Répondre"));
        keys.write("answer.message", "Il sera réparé demain.");
        keys.reach("the button of the way", here -> here.isButtonOf("/avancer"));
        Steps.leave(desk, () -> desk.keyboard().press("Enter"));
        assertThat(desk.locator("[role=status]").first().textContent()).contains("C’est fait");
        keys.skip();
        keys.reach("the letter", here -> here.target().contains("/teleservices/piece/"));
        assertThat(new CaseWorker(server, desk, COMMUNE).letter(id)).startsWith("%PDF-");
        desk.context().close();
    }
}
