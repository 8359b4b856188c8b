package org.parvis.site.page;

import java.text.NumberFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.parvis.api.content.Html;
import org.parvis.api.content.RichText;
import org.parvis.api.plugin.ActivePlugins;
import org.parvis.api.plugin.PluginsChanged;
import org.parvis.api.tenant.Tenant;
import org.parvis.site.Texts;

/** The words of default pages, with the tenant's data in them. */
@Component(service = {DefaultTexts.class, PluginsChanged.class})
public final class DefaultTexts implements PluginsChanged {

    private static final int MOST = 2_000;
    private static final int STEP = 10;

    /** What the titles and summaries of a site's default pages depend on. */
    private record Key(Tenant tenant, String theme, String language, ActivePlugins plugins) {}

    private final Map<Key, List<PageHead>> heads = new ConcurrentHashMap<>();
    private final RichText richText;

    @Activate
    public DefaultTexts(@Reference RichText richText) {
        this.richText = richText;
    }

    /** Words come from plugins and themes. */
    @Override
    public void pluginsChanged() {
        heads.clear();
    }

    /** All default pages of a site, without their text, in their order; kept, since every page of the site shows them. */
    List<PageHead> heads(Texts texts) {
        Key key = new Key(texts.site().tenant(), texts.site().look().theme(), texts.language().getLanguage(), texts.plugins());
        List<PageHead> known = heads.get(key);
        if (known == null) {
            if (heads.size() >= MOST) {
                heads.clear();
            }
            Object[] data = data(texts);
            List<DefaultPage> pages = DefaultPage.of(texts.site().tenant().kind());
            known = pages.stream().map(page -> head(texts, page, data, (pages.indexOf(page) + 1) * STEP)).toList();
            heads.put(key, known);
        }
        return known;
    }

    private static PageHead head(Texts texts, DefaultPage page, Object[] data, int position) {
        String prefix = "site.page." + page.key();
        return new PageHead(
                page.id(), page.parentId(), page.slug(), texts.of(prefix + ".title", data), texts.of(prefix + ".lead", data),
                true, PageStatus.PUBLISHED, position, page.key(), page.icon(), 0);
    }

    Html body(Texts texts, DefaultPage page) {
        return new Html(richText.sanitise(texts.of("site.page." + page.key() + ".body", escaped(data(texts)))));
    }

    /** {0} name, {1} with "de", {2} with "à", {3} population, {4} postal code; unknown ones are empty. */
    private Object[] data(Texts texts) {
        Tenant tenant = texts.site().tenant();
        Integer population = tenant.population();
        List<String> codes = tenant.postalCodes();
        return new Object[] {
            tenant.name().name(), tenant.name().de(), tenant.name().a(),
            population == null ? "" : NumberFormat.getIntegerInstance(texts.language()).format(population),
            codes.isEmpty() ? "" : codes.get(0)
        };
    }

    private static Object[] escaped(Object[] data) {
        Object[] escaped = new Object[data.length];
        for (int i = 0; i < data.length; i++) {
            escaped[i] = data[i].toString().replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
        }
        return escaped;
    }
}
