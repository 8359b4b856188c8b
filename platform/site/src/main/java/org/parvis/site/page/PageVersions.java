package org.parvis.site.page;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.parvis.api.content.Html;
import org.parvis.api.content.Versions;

/** What is kept of a page when an agent changes it, and how it comes back. */
final class PageVersions {

    private PageVersions() {}

    static Map<String, String> fields(PageHead head, Html body, PageImage image) {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("title", head.title());
        fields.put("lead", head.lead());
        fields.put("body", body.html());
        String id = image.id();
        fields.put("image", id == null ? "" : id);
        fields.put("imageDecor", image.decorative() ? "1" : "");
        String alt = image.alt();
        fields.put("imageAlt", alt == null ? "" : alt);
        return fields;
    }

    /**
     * The version with its picture as people read it, in the field {@code picture}.
     *
     * @param name what to call a picture, by its id
     */
    static Versions.Version readable(Versions.Version version, UnaryOperator<String> name) {
        Map<String, String> fields = new LinkedHashMap<>(version.fields());
        String id = fields.getOrDefault("image", "");
        fields.put("picture", id.isEmpty() ? "" : name.apply(id));
        return new Versions.Version(version.head(), fields);
    }

    /** The page with the words and the picture of a former version; versions of former times say nothing of a picture, and leave it. */
    static Page restored(Versions.Version version, Page page) {
        Map<String, String> fields = version.fields();
        PageHead head = page.head();
        PageHead restored = new PageHead(
                head.id(), head.parent(), head.slug(), fields.getOrDefault("title", head.title()), fields.getOrDefault("lead", ""), head.inMenu(),
                head.status(), head.position(), head.defaultKey(), head.icon(), head.version());
        String id = fields.get("image");
        PageImage image = id == null ? page.image() : id.isEmpty() ? PageImage.NONE : imageOf(id, fields);
        return new Page(restored, new Html(fields.getOrDefault("body", "")), page.verified(), page.updated(), image);
    }

    private static PageImage imageOf(String id, Map<String, String> fields) {
        String alt = fields.getOrDefault("imageAlt", "");
        return new PageImage(id, !fields.getOrDefault("imageDecor", "").isEmpty(), alt.isEmpty() ? null : alt);
    }
}
