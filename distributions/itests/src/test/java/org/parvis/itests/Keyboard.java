package org.parvis.itests;

import com.microsoft.playwright.Page;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** A person without a mouse: goes with the tabulator, chooses with arrows and the space bar, sends with Enter, and has to see where they are. */
final class Keyboard {
    private static final int FARTHEST = 300;
    private static final DateTimeFormatter DIGITS = DateTimeFormatter.ofPattern("ddMMyyyy");

    /** Why whoever looks at the screen would not find the focus; empty: they do (WCAG 2.2, 2.4.7 and 2.4.11). */
    private static final String UNSEEN = """
            () => {
              const here = document.activeElement;
              const box = here.getBoundingClientRect();
              const left = Math.max(box.left, 0), right = Math.min(box.right, innerWidth), top = Math.max(box.top, 0), bottom = Math.min(box.bottom, innerHeight);
              if (right <= left || bottom <= top) return "is not on the screen";
              const over = document.elementFromPoint((left + right) / 2, (top + bottom) / 2);
              if (!over || !(here.contains(over) || over.contains(here) || over.closest("label")?.control === here)) return "lies behind " + over?.outerHTML.slice(0, 80);
              for (let each = here; each && each !== document.body; each = each.parentElement) {
                const style = getComputedStyle(each);
                if (style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2 || each === here && style.boxShadow !== "none") return "";
              }
              return "has no ring";
            }""";

    private final Page page;

    Keyboard(Page page) {
        this.page = page;
    }

    private void press(String key) {
        page.keyboard().press(key);
    }

    /** To the next thing, which has to be seen where it is. */
    FormField tab() {
        press("Tab");
        FormField here = FormField.focused(page).orElseThrow(() -> new AssertionError("the keyboard has left " + page.url()));
        seen(here);
        return here;
    }

    private void seen(FormField here) {
        String unseen = (String) page.evaluate(UNSEEN);
        if (!unseen.isEmpty()) {
            throw new AssertionError(page.url() + ": what has the keyboard " + unseen + ": " + here);
        }
    }

    /** Past the head of the page, by the link that leads there. */
    void skip() {
        if (!tab().target().startsWith("#")) {
            throw new AssertionError("no way past the head of " + page.url());
        }
        press("Enter");
    }

    /** On to the first thing like this one. */
    FormField reach(String what, Predicate<FormField> wanted) {
        for (int i = 0; i < FARTHEST; i++) {
            FormField here = tab();
            if (wanted.test(here)) {
                return here;
            }
        }
        throw new AssertionError("not with the keyboard: " + what);
    }

    /** On to the first thing like this one past the head of the page, and to what it leads to. */
    void follow(String what, Predicate<FormField> wanted) {
        skip();
        reach(what, wanted);
        Steps.leave(page, () -> press("Enter"));
    }

    void open(String what, Predicate<FormField> wanted) {
        reach(what, wanted);
        press("Enter");
    }

    void write(String name, String text) {
        reach(name, here -> here.name().equals(name));
        write(text);
    }

    /** The first letter by its key, the others at once: they say no more, and take their time. */
    private void write(String text) {
        page.keyboard().type(text.substring(0, 1));
        page.keyboard().insertText(text.substring(1));
    }

    /** Through all of a page and out of it at its end, then back in from there. */
    int allRound() {
        Set<String> met = new HashSet<>();
        int stops = 0;
        press("Tab");
        for (Optional<FormField> here = FormField.focused(page); here.isPresent() && stops < FARTHEST; here = FormField.focused(page)) {
            seen(here.get());
            met.add(here.get().toString());
            stops++;
            press("Tab");
        }
        if (stops == FARTHEST) {
            throw new AssertionError("no way out of " + page.url() + ": " + met);
        }
        press("Shift+Tab");
        if (FormField.focused(page).isEmpty()) {
            throw new AssertionError("no way back into " + page.url());
        }
        return stops;
    }

    /** Sends a step as it is; where that is wrong the focus is on what says so, and its first link leads to the field. */
    boolean refused() {
        skip();
        reach("the button of the step", here -> here.isButtonOf(""));
        Steps.load(page, () -> press("Enter"));
        if (page.locator("main #errors").count() == 0) {
            return false;
        }
        if (!(Boolean) page.evaluate("() => document.activeElement.id === 'errors'")) {
            throw new AssertionError("the focus is not on the errors of " + page.url());
        }
        seen(FormField.focused(page).orElseThrow());
        String field = tab().target().substring(1);
        press("Enter");
        String inside = "id => document.getElementById(id).contains(document.activeElement)";
        if (!(Boolean) page.evaluate(inside, field)) {
            // A group of choices is no place for the focus; its first choice comes next.
            tab();
        }
        if (!(Boolean) page.evaluate(inside, field)) {
            throw new AssertionError("the link to the error does not lead to " + field);
        }
        return true;
    }

    /** Answers what has to be answered of a step from where the keyboard is, with the last choice of each, and sends it. */
    void answer() {
        Optional<FormField> within = FormField.focused(page).filter(field -> !field.name().isEmpty());
        if (within.isEmpty()) {
            skip();
        }
        for (int i = 0; i < FARTHEST; i++) {
            FormField here = i == 0 && within.isPresent() ? within.get() : tab();
            if (here.isButtonOf("")) {
                Steps.leave(page, () -> press("Enter"));
                return;
            }
            if (here.empty() && !here.name().startsWith("_")) {
                type(here);
            }
        }
        throw new AssertionError("no end of " + page.url());
    }

    private void type(FormField field) {
        switch (field.type()) {
            // Upwards from the first is the last.
            case "radio" -> press("ArrowUp");
            case "checkbox" -> press("Space");
            case "select-one" -> press("End");
            case "file" -> file(field);
            case "date" -> page.keyboard().type(DIGITS.format(LocalDate.parse(field.answer())));
            // A browser that counts to twelve wants to know which half of the day; another takes no letters.
            case "time" -> page.keyboard().type("1000AM");
            case "submit", "button", "" -> { }
            default -> {
                // A telephone number is wanted of who gives no other address, which is known only when the step is sent.
                if (field.required() || field.type().equals("tel")) {
                    write(field.answer());
                }
            }
        }
    }

    private void file(FormField field) {
        if (field.required()) {
            press("Space");
            page.waitForFunction("() => document.activeElement.files.length > 0");
        }
    }
}
