package org.parvis.news;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.parvis.api.content.Html;
import org.parvis.api.data.Reader;
import org.parvis.api.file.Files;
import org.parvis.api.file.Image;
import org.parvis.api.file.Images;
import org.parvis.api.route.NotFound;
import org.parvis.api.route.Request;
import org.parvis.api.route.Response;
import org.parvis.api.route.Route;
import org.parvis.api.route.Routes;
import org.parvis.api.tenant.PublicUrls;
import org.parvis.api.tenant.Site;

/** The public list of articles and the page of each. */
@Component(service = {Routes.class, NewsPages.class})
public final class NewsPages implements Routes {

    static final int PAGE_SIZE = 12;

    private final Articles articles;
    private final Categories categories;
    private final Images images;
    private final Files files;
    private final PublicUrls urls;

    @Activate
    public NewsPages(
            @Reference Articles articles,
            @Reference Categories categories,
            @Reference Images images,
            @Reference Files files,
            @Reference PublicUrls urls) {
        this.articles = articles;
        this.categories = categories;
        this.images = images;
        this.files = files;
        this.urls = urls;
    }

    @Override
    public List<Route> routes() {
        return List.of(
                Route.get("/actualites", this::list).reads("categorie", "page"),
                Route.get("/actualites/{slug}", this::article));
    }

    private Response list(Request request) {
        List<Category> all = categories.of(request.tenant());
        Optional<Category> chosen = request.query("categorie")
                .map(slug -> all.stream().filter(category -> category.slug().equals(slug)).findFirst().orElseThrow(NotFound::new));
        String category = chosen.map(Category::slug).orElse(null);
        Reader reader = articles.reader(request.tenant());
        long total = ArticleTable.countPublished(reader, request.now(), category);
        int pages = (int) Math.max(1, (total + PAGE_SIZE - 1) / PAGE_SIZE);
        int page = request.query("page").map(NewsPages::pageNumber).orElse(1);
        if (page > pages) {
            throw new NotFound();
        }
        List<Article> found = ArticleTable.published(reader, request.now(), category, (page - 1) * PAGE_SIZE, PAGE_SIZE);
        Map<String, Object> model = new HashMap<>();
        model.put("articles", ArticleCard.of(request.tenant(), found, images));
        model.put("categories", all);
        chosen.ifPresent(value -> model.put("category", value));
        model.put("total", total);
        model.put("page", page);
        model.put("pages", pages);
        return Response.view("news/list", model)
                .tagged("news")
                .validUntil(ArticleTable.nextChange(reader, request.now()));
    }

    private static int pageNumber(String text) {
        try {
            return Math.max(1, Integer.parseInt(text));
        } catch (NumberFormatException e) {
            throw new NotFound();
        }
    }

    private Response article(Request request) {
        Article article = articles.publicBySlug(request.tenant(), request.variable("slug"), request.now()).orElseThrow(NotFound::new);
        List<Article> others = articles.published(request.tenant(), request.now(), null, 0, 4).stream()
                .filter(other -> !other.id().equals(article.id()))
                .limit(3)
                .toList();
        Instant next = ArticleTable.nextChange(articles.reader(request.tenant()), request.now());
        Map<String, Object> model = model(request.site(), article, others);
        model.put("feedbackPath", article.path());
        return Response.view("news/article", model).tagged("news", article.tag()).validUntil(next);
    }

    /** The model of {@code news/article}: for the public page and for the preview. */
    Map<String, Object> model(Site site, Article article, List<Article> others) {
        Article.Content content = article.content();
        Map<String, Object> model = new HashMap<>();
        Image image = content.image() == null ? null : images.byId(site.id(), content.image()).map(content::shown).orElse(null);
        model.put("article", ArticleCard.of(article, image));
        model.put("body", new Html(content.body()));
        model.put("author", article.author());
        model.put("updated", article.updatedAt());
        model.put("attachments", content.attachments().isEmpty() ? List.of() : files.byIds(site.id(), content.attachments()));
        model.put("others", ArticleCard.of(site.id(), others, images));
        model.put("shareUrl", urls.of(site, article.path()));
        return model;
    }
}
