package org.parvis.itests;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.SelectOption;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/** The steps of a form as a person without JavaScript goes them. */
final class Steps {
    private static final int MOST = 40;
    private static final String NO_ROW = "main form[data-step] fieldset:has(> input[name$='._count'][value='0']) button[name=_add]";

    private Steps() {}

    /** Does what leads to another page and waits for it. */
    static void load(Page page, Runnable how) {
        AtomicBoolean there = new AtomicBoolean();
        Consumer<Page> loaded = other -> there.set(true);
        page.onLoad(loaded);
        how.run();
        page.waitForCondition(there::get);
        page.offLoad(loaded);
    }

    /** The same; a page that says what is wrong is not the one that was wanted. */
    static void leave(Page page, Runnable how) {
        load(page, how);
        List<String> wrong = page.locator("main #errors").allInnerTexts();
        if (!wrong.isEmpty()) {
            throw new AssertionError(page.url() + ": " + String.join("\n", wrong));
        }
    }

    static void click(Page page, String selector) {
        leave(page, () -> page.locator(selector).first().click());
    }

    /** Goes on with {@code answer} until everything was asked, and looks at each page on the way. */
    static void walk(Page page, Runnable look, Runnable answer) {
        for (int i = 0; !page.url().endsWith("/verifier"); i++) {
            if (i == MOST) {
                throw new AssertionError("no end: " + page.url());
            }
            look.run();
            answer.run();
        }
    }

    /** Answers all that a step asks, with the first choice of each, and one row where there may be some. */
    static void answer(Page page) {
        while (page.locator(NO_ROW).count() > 0) {
            click(page, NO_ROW);
        }
        String group = "";
        for (FormField field : FormField.asked(page)) {
            if (field.empty() && !(field.type().equals("radio") && field.name().equals(group))) {
                fill(page.locator("[id='" + field.id() + "']"), field);
            }
            group = field.name();
        }
        click(page, "main form[data-step] .form-actions button[type=submit]");
    }

    private static void fill(Locator place, FormField field) {
        switch (field.type()) {
            case "radio", "checkbox" -> place.check();
            case "select-one" -> place.selectOption(new SelectOption().setIndex(1));
            case "file" -> {
                if (field.required()) {
                    place.setInputFiles(Plausible.FILE);
                }
            }
            default -> place.fill(field.answer());
        }
    }
}
