package org.parvis.itests;

import com.microsoft.playwright.Page;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The rules of axe over many pages of one look. Four fifths of its time goes into the contrast of each text with what lies behind it, again and again for
 * the same head, menu and foot: here a text is measured on the first page that has one of its kind, the others on every page.
 */
final class AxeOverPages {
    /**
     * Texts are of one kind if they and all that they lie in have the same names, classes and colours; the class of each is a number. Kept in the page, for the
     * rules.
     */
    private static final String KINDS = """
            () => {
              const hash = text => {
                let one = 0xdeadbeef, two = 0x41c6ce57;
                for (let i = 0; i < text.length; i++) {
                  one = Math.imul(one ^ text.charCodeAt(i), 2654435761);
                  two = Math.imul(two ^ text.charCodeAt(i), 1597334677);
                }
                return (two >>> 0).toString(36) + (one >>> 0).toString(36);
              };
              const places = new Map(), kinds = self.kindsOfText = new Map();
              for (const element of document.querySelectorAll("body, body *")) {
                const style = getComputedStyle(element);
                const place = hash([places.get(element.parentElement), element.localName, element.getAttribute("class"), style.color, style.backgroundColor,
                  style.backgroundImage, style.opacity, style.textShadow, style.position].join("|"));
                places.set(element, place);
                if (element.matches("input, select, textarea") || [...element.childNodes].some(node => node.nodeType === 3 && node.data.trim())) {
                  const kind = hash([place, style.fontSize, style.fontWeight, style.visibility, style.display].join("|"));
                  if (!kinds.has(kind)) kinds.set(kind, element);
                }
              }
              return [...kinds.keys()];
            }""";

    private static final String VIOLATIONS = """
            async fresh => {
              const how = {resultTypes: ["violations"], iframes: false, selectors: false};
              const found = (await axe.run(document, {...how, rules: {"color-contrast": {enabled: false}}})).violations;
              const texts = fresh.map(kind => self.kindsOfText.get(kind));
              if (texts.length) found.push(...(await axe.run({include: texts}, {...how, runOnly: ["color-contrast"]})).violations);
              return found.flatMap(rule => rule.nodes.map(node => `axe ${rule.id}: ${node.html}`));
            }""";

    private final Set<Object> measured = ConcurrentHashMap.newKeySet();

    /** @param page whose window has been given {@link PageChecks#prepare} */
    List<String> check(Page page) {
        List<Object> fresh = new ArrayList<>((List<?>) page.evaluate(KINDS));
        fresh.removeIf(kind -> !measured.add(kind));
        return ((List<?>) page.evaluate(VIOLATIONS, fresh)).stream().map(String::valueOf).toList();
    }
}
