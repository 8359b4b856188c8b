package org.parvis.news;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.parvis.api.content.Json;
import org.parvis.api.data.Reader;
import org.parvis.api.route.Request;
import org.parvis.api.route.Response;
import org.parvis.api.route.Route;
import org.parvis.api.route.Routes;
import org.parvis.api.tenant.PublicUrls;
import org.parvis.api.tenant.Site;

/** The newest articles as feeds: Atom (RFC 4287), RSS 2.0 and JSON Feed 1.1. */
@Component(service = Routes.class)
public final class NewsFeeds implements Routes {

    private static final int NEWEST = 20;

    private final Articles articles;
    private final PublicUrls urls;

    @Activate
    public NewsFeeds(@Reference Articles articles, @Reference PublicUrls urls) {
        this.articles = articles;
        this.urls = urls;
    }

    /** What a feed says; addresses are absolute. */
    record Feed(String title, String home, String self, String id, String language, Instant updated, List<Item> items) {}

    /** @param id stays when the address changes */
    record Item(String id, String url, String title, String summary, String html, String author, Instant published, Instant updated) {}

    /** A format of feeds. */
    @FunctionalInterface
    private interface Format {
        String write(Feed feed);
    }

    @Override
    public List<Route> routes() {
        return List.of(
                Route.get("/actualites/flux.atom", request -> answer(request, "application/atom+xml", XmlFeeds::atom)),
                Route.get("/actualites/flux.rss", request -> answer(request, "application/rss+xml", XmlFeeds::rss)),
                Route.get("/actualites/flux.json", request -> answer(request, "application/feed+json", NewsFeeds::json)));
    }

    private Response answer(Request request, String type, Format format) {
        Reader reader = articles.reader(request.tenant());
        List<Article> newest = ArticleTable.publishedWhole(reader, request.now(), NEWEST);
        return Response.text(type, format.write(feed(request, newest)))
                .tagged("news")
                .validUntil(ArticleTable.nextChange(reader, request.now()));
    }

    private Feed feed(Request request, List<Article> newest) {
        Site site = request.site();
        String root = urls.of(site, "/");
        Instant updated = newest.stream().map(Article::updatedAt).max(Instant::compareTo).orElse(Instant.EPOCH);
        List<Item> items = newest.stream().map(article -> item(site, root, article)).toList();
        return new Feed(
                site.tenant().name() + " – Actualités", urls.of(site, "/actualites"), urls.of(site, request.path()),
                "urn:uuid:" + site.id(), "fr", updated, items);
    }

    /** Addresses within the body are relative to the site: a reader of feeds needs them whole. */
    private Item item(Site site, String root, Article article) {
        Article.Content content = article.content();
        String html = content.body().replace("href=\"/", "href=\"" + root).replace("src=\"/", "src=\"" + root);
        Instant published = article.publishAt() == null ? article.updatedAt() : article.publishAt();
        return new Item(
                "urn:uuid:" + article.id(), urls.of(site, article.path()), content.title(), content.lead(), html,
                article.author(), published, article.updatedAt());
    }

    private static String json(Feed feed) {
        List<Map<String, Object>> items = new ArrayList<>();
        for (Item item : feed.items()) {
            Map<String, Object> one = new LinkedHashMap<>();
            one.put("id", item.id());
            one.put("url", item.url());
            one.put("title", item.title());
            one.put("summary", item.summary());
            one.put("content_html", item.html());
            one.put("date_published", item.published());
            one.put("date_modified", item.updated());
            one.put("authors", List.of(Map.of("name", item.author())));
            items.add(one);
        }
        Map<String, Object> whole = new LinkedHashMap<>();
        whole.put("version", "https://jsonfeed.org/version/1.1");
        whole.put("title", feed.title());
        whole.put("home_page_url", feed.home());
        whole.put("feed_url", feed.self());
        whole.put("language", feed.language());
        whole.put("items", items);
        return Json.of(whole);
    }
}
