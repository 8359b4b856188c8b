package org.parvis.itests;

import com.microsoft.playwright.Page;
import java.io.IOException;
import org.parvis.testkit.server.Server;

/** Somebody who signs up and in by e-mail, and the mail server that the codes come by. */
final class Citizen implements AutoCloseable {
    private final Server server;
    final Mailbox post;

    Citizen(Server server) throws IOException {
        this.server = server;
        this.post = Mailbox.open(server);
    }

    /** Presses the first button that sends what a selector finds. */
    static void submit(Page page, String selector) {
        page.locator(selector + " button[type=submit]").first().click();
    }

    /** @param mails how many will have come to that address by then */
    void signIn(Page page, String email, int mails) throws InterruptedException {
        page.navigate(server.territory("/compte/connexion").toString());
        typeAddress(page, email);
        typeCode(page, email, mails);
    }

    /** On the sign-in page, wherever it led from. */
    void typeAddress(Page page, String email) {
        page.locator("main input[name=email]").fill(email);
        submit(page, "main form:has(input[name=email])");
    }

    void typeCode(Page page, String email, int mails) throws InterruptedException {
        page.locator("input[name=code]").fill(post.code(email, mails));
        submit(page, "main form");
    }

    /** An account of Camille Essai. */
    void signUp(Page page, String email) throws InterruptedException {
        signIn(page, email, 1);
        page.locator("input[name=name]").fill("Camille Essai");
        submit(page, "main form");
        page.waitForURL(server.territory("/compte").toString());
    }

    @Override
    public void close() throws IOException {
        post.close();
    }
}
