package org.parvis.itests;

import com.microsoft.playwright.Page;
import java.util.List;
import java.util.Map;

/**
 * A field of a form.
 *
 * @param type of an input; {@code select-one}, {@code textarea}
 * @param empty nothing is typed; nothing of its group is chosen
 * @param mode what its keyboard shows
 * @param longest characters that fit, or -1
 */
record FormField(String id, String name, String type, boolean required, boolean empty, String mode, int longest) {

    private static final String DESCRIBED = """
            element => {
              const group = element.name && /radio|checkbox/.test(element.type) ? [...document.getElementsByName(element.name)] : [];
              const one = element.type === "radio" ? group : [element];
              return {
                id: element.id, name: element.name ?? "", type: element.type ?? "", mode: element.inputMode ?? "", longest: element.maxLength ?? -1,
                required: element.required || !!element.closest(".field")?.querySelector(".field__required"),
                empty: group.length ? one.every(each => !each.checked) : !element.value};
            }""";

    private static FormField of(Object described) {
        Map<?, ?> map = (Map<?, ?>) described;
        return new FormField(
                text(map, "id"), text(map, "name"), text(map, "type"), (Boolean) map.get("required"), (Boolean) map.get("empty"), text(map, "mode"),
                ((Number) map.get("longest")).intValue());
    }

    private static String text(Map<?, ?> map, String key) {
        return String.valueOf(map.get(key));
    }

    /** All that the step of a form asks. */
    static List<FormField> asked(Page page) {
        List<?> found = (List<?>) page.evaluate("""
                () => [...document.querySelectorAll("main form[data-step] :is(input, select, textarea)")]
                  .filter(element => element.type !== "hidden" && !element.closest("[hidden]") && !element.name.startsWith("_"))
                  .map(%s)""".formatted(DESCRIBED));
        return found.stream().map(FormField::of).toList();
    }

    String answer() {
        return Plausible.text(name, type, mode, longest);
    }
}
