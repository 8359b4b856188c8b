package org.parvis.site.legal;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.parvis.api.plugin.Plugins;
import org.parvis.api.route.Request;
import org.parvis.api.route.Response;
import org.parvis.api.route.Route;
import org.parvis.api.route.Routes;
import org.parvis.api.tenant.PublicUrls;
import org.parvis.api.tenant.Site;
import org.parvis.api.tenant.SiteState;
import org.parvis.api.view.SitemapSource;
import org.parvis.api.view.Themes;
import org.parvis.site.Link;
import org.parvis.site.Texts;
import org.parvis.site.hours.Hours;
import org.parvis.site.page.PageHead;
import org.parvis.site.page.PageTree;
import org.parvis.site.page.Pages;

/** The site map for people, and {@code sitemap.xml} and {@code robots.txt} for search engines. */
@Component(service = Routes.class)
public final class SiteMap implements Routes {

    private static final Map<String, String> FIXED = Map.of(
            "/elus-et-services", "site.people.title", "/horaires", "site.hours.title", "/contact", "site.contact.title",
            "/contacts-utiles", "site.contacts.title", "/mentions-legales", "site.legal.title",
            "/accessibilite", "site.accessibility.title", "/donnees-personnelles", "site.privacy.title");
    private static final int MOST = 50_000;

    /** Links under one heading. */
    public record Section(String title, List<Link> links) {}

    private final Pages pages;
    private final Plugins plugins;
    private final Themes themes;
    private final PublicUrls urls;

    @Activate
    public SiteMap(@Reference Pages pages, @Reference Plugins plugins, @Reference Themes themes, @Reference PublicUrls urls) {
        this.pages = pages;
        this.plugins = plugins;
        this.themes = themes;
        this.urls = urls;
    }

    @Override
    public List<Route> routes() {
        return List.of(
                Route.get("/plan-du-site", this::page), Route.get("/sitemap.xml", this::xml), Route.get("/robots.txt", this::robots));
    }

    private Response page(Request request) {
        Texts texts = new Texts(themes, request.site(), plugins.of(request.tenant()), request.language());
        PageTree tree = pages.published(texts);
        List<Section> sections = new ArrayList<>();
        sections.add(new Section(texts.of("site.map.pages"), tree.roots().stream().map(root -> branch(texts, tree, root)).toList()));
        for (SitemapSource source : texts.plugins().of(SitemapSource.class)) {
            List<Link> links = source.entries(request.site(), request.now()).stream()
                    .limit(200)
                    .map(entry -> Link.to(entry.titleKey().isEmpty() ? entry.title() : texts.of(entry.titleKey()), texts.url(entry.path())))
                    .toList();
            if (!links.isEmpty()) {
                sections.add(new Section(links.get(0).label(), links));
            }
        }
        sections.add(new Section(texts.of("site.map.practical"), FIXED.entrySet().stream()
                .filter(entry -> !texts.site().tenant().isTerritory() || entry.getValue().matches("site\\.(legal|accessibility|privacy)\\.title"))
                .map(entry -> Link.to(texts.of(entry.getValue()), texts.url(entry.getKey())))
                .sorted((a, b) -> a.label().compareTo(b.label()))
                .toList()));
        return Response.view("site/sitemap", Map.of(
                        "sections", sections, "title", texts.of("site.map.title"), "lead", texts.of("site.map.lead")))
                .tagged(tags(texts))
                .validUntil(nextHour(request.now()));
    }

    private static Link branch(Texts texts, PageTree tree, PageHead page) {
        return Link.to(page.title(), texts.url(tree.path(page)))
                .children(tree.below(page.id()).stream().map(child -> branch(texts, tree, child)).toList());
    }

    private static String[] tags(Texts texts) {
        // Plugins' entries change with their own tag, which is their id.
        return Stream.concat(
                        Stream.of(Pages.TAG, Hours.TAG, "site"), texts.plugins().plugins().stream().map(plugin -> plugin.id()))
                .toArray(String[]::new);
    }

    private static Instant nextHour(Instant now) {
        return now.truncatedTo(ChronoUnit.HOURS).plus(1, ChronoUnit.HOURS);
    }

    private Response xml(Request request) {
        Site site = request.site();
        Texts texts = new Texts(themes, site, plugins.of(site.id()), request.language());
        PageTree tree = pages.published(texts);
        StringBuilder xml = new StringBuilder("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n")
                .append("<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n");
        add(xml, urls.of(site, "/"), null);
        tree.all().forEach(page -> add(xml, urls.of(site, tree.path(page)), null));
        if (!site.tenant().isTerritory()) {
            FIXED.keySet().stream().sorted().forEach(path -> add(xml, urls.of(site, path), null));
        }
        int count = 0;
        for (SitemapSource source : texts.plugins().of(SitemapSource.class)) {
            for (SitemapSource.Entry entry : source.entries(site, request.now())) {
                if (count++ < MOST) {
                    add(xml, urls.of(site, entry.path()), entry.modified());
                }
            }
        }
        xml.append("</urlset>\n");
        return Response.text("application/xml", xml.toString()).tagged(tags(texts)).validUntil(nextHour(request.now()));
    }

    private static void add(StringBuilder xml, String url, @Nullable Instant modified) {
        xml.append("<url><loc>").append(url.replace("&", "&amp;").replace("<", "&lt;")).append("</loc>");
        if (modified != null) {
            xml.append("<lastmod>").append(modified.truncatedTo(ChronoUnit.SECONDS)).append("</lastmod>");
        }
        xml.append("</url>\n");
    }

    private Response robots(Request request) {
        String rules = request.site().state() == SiteState.LIVE || request.site().tenant().isTerritory()
                ? "User-agent: *\nDisallow: /bureau/\nDisallow: /recherche\n\nSitemap: " + urls.of(request.site(), "/sitemap.xml") + "\n"
                : "User-agent: *\nDisallow: /\n";
        return Response.text("text/plain", rules).tagged("site");
    }
}
