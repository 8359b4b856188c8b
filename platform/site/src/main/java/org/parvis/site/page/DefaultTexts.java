package org.parvis.site.page;

import java.text.NumberFormat;
import java.util.List;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.parvis.api.content.Html;
import org.parvis.api.content.RichText;
import org.parvis.api.tenant.Site;
import org.parvis.api.tenant.Tenant;
import org.parvis.api.tenant.Tenants;
import org.parvis.site.Texts;

/** The words of default pages, with the tenant's data in them. */
@Component(service = DefaultTexts.class)
public final class DefaultTexts {

    private final Tenants tenants;
    private final RichText richText;

    @Activate
    public DefaultTexts(@Reference Tenants tenants, @Reference RichText richText) {
        this.tenants = tenants;
        this.richText = richText;
    }

    PageHead head(Texts texts, DefaultPage page, int position) {
        String prefix = "site.page." + page.key();
        Object[] data = data(texts);
        return new PageHead(
                page.id(), page.parentId(), page.slug(), texts.of(prefix + ".title", data), texts.of(prefix + ".lead", data),
                true, PageStatus.PUBLISHED, position, page.key(), page.icon(), 0);
    }

    Html body(Texts texts, DefaultPage page) {
        return new Html(richText.sanitise(texts.of("site.page." + page.key() + ".body", escaped(data(texts)))));
    }

    /** {0} name, {1} with "de", {2} with "à", {3} population, {4} postal code, {5} name of the EPCI; unknown ones are empty. */
    private Object[] data(Texts texts) {
        Tenant tenant = texts.site().tenant();
        Integer population = tenant.population();
        List<String> codes = tenant.postalCodes();
        return new Object[] {
            tenant.name().name(), tenant.name().de(), tenant.name().a(),
            population == null ? "" : NumberFormat.getIntegerInstance(texts.language()).format(population),
            codes.isEmpty() ? "" : codes.get(0),
            tenants.above(tenant.id()).stream().filter(above -> !above.tenant().isTerritory()).findFirst()
                    .map(Site::tenant).map(Tenant::name).map(Object::toString).orElse("")
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
