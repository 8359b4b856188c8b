package org.parvis.site.find;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.parvis.api.content.RichText;
import org.parvis.api.plugin.Plugins;
import org.parvis.api.search.SearchDocument;
import org.parvis.api.search.SearchSource;
import org.parvis.api.tenant.TenantId;
import org.parvis.api.tenant.Tenants;
import org.parvis.api.view.Themes;
import org.parvis.site.Texts;
import org.parvis.site.page.Page;
import org.parvis.site.page.PageHead;
import org.parvis.site.page.PageTree;
import org.parvis.site.page.Pages;

/** Pages for the index; those written beforehand too, in French. */
@Component(service = SearchSource.class)
public final class PageSource implements SearchSource {

    private final Pages pages;
    private final Tenants tenants;
    private final Plugins plugins;
    private final Themes themes;
    private final RichText richText;

    @Activate
    public PageSource(
            @Reference Pages pages, @Reference Tenants tenants, @Reference Plugins plugins, @Reference Themes themes,
            @Reference RichText richText) {
        this.pages = pages;
        this.tenants = tenants;
        this.plugins = plugins;
        this.themes = themes;
        this.richText = richText;
    }

    @Override
    public String kind() {
        return "page";
    }

    @Override
    public Optional<SearchDocument> document(TenantId tenant, String id) {
        return texts(tenant).flatMap(texts -> {
            PageTree tree = pages.published(texts);
            return tree.byId(UUID.fromString(id)).flatMap(head -> document(texts, tree, head));
        });
    }

    @Override
    public List<SearchDocument> documents(TenantId tenant) {
        return texts(tenant)
                .map(texts -> {
                    PageTree tree = pages.published(texts);
                    return tree.all().stream().flatMap(head -> document(texts, tree, head).stream()).toList();
                })
                .orElse(List.of());
    }

    private Optional<Texts> texts(TenantId tenant) {
        return tenants.byId(tenant).map(site -> new Texts(themes, site, plugins.of(tenant), Locale.FRENCH));
    }

    private Optional<SearchDocument> document(Texts texts, PageTree tree, PageHead head) {
        return pages.page(texts, head.id()).map(Page::body).map(body -> new SearchDocument(
                kind(), head.id().toString(), tree.path(head), head.title(), head.lead() + "\n" + richText.plain(body.html()), null, null, null));
    }
}
