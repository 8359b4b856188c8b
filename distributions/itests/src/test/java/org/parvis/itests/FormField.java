package org.parvis.itests;

import com.microsoft.playwright.Page;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a person meets in a page: a field of a form, a button, a link.
 *
 * @param type of an input or button; {@code select-one}, {@code textarea}; empty for a link
 * @param empty nothing is typed; nothing of its group is chosen
 * @param mode what its keyboard shows
 * @param longest characters that fit, or -1
 * @param target address of a link, or where the button's form is sent
 * @param words what a button or link says
 */
record FormField(String id, String name, String type, boolean required, boolean empty, String mode, int longest, String target, String words) {

    private static final String DESCRIBED = """
            element => {
              const group = element.name && /radio|checkbox/.test(element.type) ? [...document.getElementsByName(element.name)] : [];
              const one = element.type === "radio" ? group : [element];
              return {
                id: element.id, name: element.name ?? "", type: element.type ?? "", mode: element.inputMode ?? "", longest: element.maxLength ?? -1,
                required: element.required || !!element.closest(".field")?.querySelector(".field__required"),
                empty: group.length ? one.every(each => !each.checked) : !element.value,
                target: element.getAttribute("href") ?? element.form?.getAttribute("action") ?? "",
                words: element.matches("a, button, summary") ? element.textContent.trim() : ""};
            }""";

    private static FormField of(Object described) {
        Map<?, ?> map = (Map<?, ?>) described;
        return new FormField(
                text(map, "id"), text(map, "name"), text(map, "type"), (Boolean) map.get("required"), (Boolean) map.get("empty"), text(map, "mode"),
                ((Number) map.get("longest")).intValue(), text(map, "target"), text(map, "words"));
    }

    private static String text(Map<?, ?> map, String key) {
        return String.valueOf(map.get(key));
    }

    /** What has the keyboard, if it is anything within the page. */
    static Optional<FormField> focused(Page page) {
        Object found = page.evaluate("() => document.activeElement === document.body ? null : (" + DESCRIBED + ")(document.activeElement)");
        return Optional.ofNullable(found).map(FormField::of);
    }

    /** All that the step of a form asks. */
    static List<FormField> asked(Page page) {
        List<?> found = (List<?>) page.evaluate("""
                () => [...document.querySelectorAll("main form[data-step] :is(input, select, textarea)")]
                  .filter(element => element.type !== "hidden" && !element.closest("[hidden]") && !element.name.startsWith("_"))
                  .map(%s)""".formatted(DESCRIBED));
        return found.stream().map(FormField::of).toList();
    }

    boolean isButtonOf(String end) {
        return type.equals("submit") && name.isEmpty() && target.endsWith(end);
    }

    String answer() {
        return Plausible.text(name, type, mode, longest);
    }
}
