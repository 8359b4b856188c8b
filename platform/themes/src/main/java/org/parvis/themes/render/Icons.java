package org.parvis.themes.render;

import freemarker.template.Template;
import freemarker.template.TemplateException;
import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Icons as their theme draws them, each drawn once. */
final class Icons {
    private static final String LIBRARY = "layout/ui/icons.ftlh";

    private final PageTemplates templates;
    private final Map<String, Optional<String>> drawn = new ConcurrentHashMap<>();

    Icons(PageTemplates templates) {
        this.templates = templates;
    }

    /** Empty where the theme has no such library, or one that draws only with what a page knows. */
    Optional<String> drawing(String name) {
        Optional<String> known = drawn.get(name);
        if (known == null) {
            known = draw(name);
            drawn.put(name, known);
        }
        return known;
    }

    private Optional<String> draw(String name) {
        if (!templates.has(LIBRARY)) {
            return Optional.empty();
        }
        try {
            StringWriter out = new StringWriter();
            new Template("icon", new StringReader("<#import \"/" + LIBRARY + "\" as icons><@icons.icon \"" + name + "\"/>"), templates).process(Map.of(), out);
            return Optional.of(out.toString().strip());
        } catch (TemplateException | IOException needsThePage) {
            return Optional.empty();
        }
    }
}
