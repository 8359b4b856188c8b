package org.parvis.site.find;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.parvis.api.content.Json;
import org.parvis.api.plugin.Plugins;
import org.parvis.api.route.Request;
import org.parvis.api.route.Response;
import org.parvis.api.route.Route;
import org.parvis.api.route.Routes;
import org.parvis.api.search.Search;
import org.parvis.api.search.SearchSource;
import org.parvis.api.stats.PageViews;
import org.parvis.api.tenant.PublicUrls;
import org.parvis.api.tenant.Site;
import org.parvis.api.tenant.TenantId;
import org.parvis.api.tenant.Tenants;
import org.parvis.api.view.Themes;
import org.parvis.site.Link;
import org.parvis.site.Texts;
import org.parvis.site.portal.CommuneNames;

/** Full-text search within a site; on the portal, over the whole territory. */
@Component(service = Routes.class)
public final class SearchPages implements Routes {

    static final String PATH = "/recherche";

    private static final int PAGE = 10;
    private static final int PAGES = 50;
    private static final int SUGGESTIONS = 8;
    private static final int LONGEST = 200;

    /** A piece of an excerpt. */
    public record Piece(String text, boolean match) {}

    public record Found(String title, String url, String kind, @Nullable LocalDate date, String site, List<Piece> excerpt) {}

    private final Search search;
    private final Plugins plugins;
    private final Themes themes;
    private final Tenants tenants;
    private final PublicUrls urls;
    private final PageViews views;

    @Activate
    public SearchPages(
            @Reference Search search, @Reference Plugins plugins, @Reference Themes themes, @Reference Tenants tenants,
            @Reference PublicUrls urls, @Reference PageViews views) {
        this.search = search;
        this.plugins = plugins;
        this.themes = themes;
        this.tenants = tenants;
        this.urls = urls;
        this.views = views;
    }

    @Override
    public List<Route> routes() {
        return List.of(
                Route.get(PATH, this::results).reads("q", "type", "page"),
                Route.get(PATH + "/suggestions", this::suggestions).reads("q"));
    }

    private Response results(Request request) {
        Texts texts = new Texts(themes, request.site(), plugins.of(request.tenant()), request.language());
        String words = words(request);
        String kind = request.query("type").filter(type -> type.matches("[a-z.]{1,40}")).orElse("");
        int page = page(request);
        Map<String, Object> model = new HashMap<>();
        model.put("query", words);
        model.put("territory", request.site().tenant().isTerritory());
        model.put("page", page);
        model.put("pageUrl", address(texts, words, kind));
        model.put("kinds", kinds(texts, words, kind));
        Search.Results results = words.isEmpty()
                ? new Search.Results(0, List.of(), null)
                : search.search(new Search.Query(scope(request), words, kind.isEmpty() ? null : kind, (page - 1) * PAGE, PAGE, request.now()));
        if (results.total() == 0 && !words.isEmpty() && kind.isEmpty()) {
            views.searchedInVain(request.tenant(), words, request.header("User-Agent").orElse(null));
        }
        model.put("total", results.total());
        model.put("pages", (int) Math.max(1, Math.min(PAGES, (results.total() + PAGE - 1) / PAGE)));
        model.put("hits", results.hits().stream().map(hit -> found(texts, hit)).toList());
        String suggestion = results.suggestion();
        if (suggestion != null) {
            model.put("suggestion", suggestion);
            model.put("suggestionUrl", address(texts, suggestion, ""));
        }
        return Response.view("site/search", model);
    }

    private static @Nullable TenantId scope(Request request) {
        return request.site().tenant().isTerritory() ? null : request.tenant();
    }

    private static String words(Request request) {
        String typed = request.query("q").orElse("").strip();
        return typed.length() > LONGEST ? typed.substring(0, LONGEST) : typed;
    }

    private static int page(Request request) {
        String typed = request.query("page").orElse("1");
        return typed.matches("[1-9]\\d?") ? Math.min(PAGES, Integer.parseInt(typed)) : 1;
    }

    private static String address(Texts texts, String words, String kind) {
        return texts.url(PATH) + "?q=" + URLEncoder.encode(words, StandardCharsets.UTF_8) + (kind.isEmpty() ? "" : "&type=" + kind);
    }

    private static List<Link> kinds(Texts texts, String words, String current) {
        List<Link> kinds = new ArrayList<>();
        kinds.add(Link.to(texts.of("site.search.all"), address(texts, words, "")).current(current.isEmpty()));
        for (SearchSource source : texts.plugins().of(SearchSource.class)) {
            kinds.add(Link.to(label(texts, source.kind()), address(texts, words, source.kind())).current(source.kind().equals(current)));
        }
        return kinds;
    }

    private static String label(Texts texts, String kind) {
        return texts.or("search.kind." + kind, kind);
    }

    private Found found(Texts texts, Search.Hit hit) {
        boolean here = hit.tenant().equals(texts.site().id());
        Site site = here ? texts.site() : tenants.byId(hit.tenant()).orElse(texts.site());
        List<Piece> excerpt = new ArrayList<>();
        for (int i = 0; i < hit.excerpt().size(); i++) {
            excerpt.add(new Piece(hit.excerpt().get(i), i % 2 == 1));
        }
        return new Found(
                hit.title(), here ? texts.url(hit.path()) : urls.of(site, texts.url(hit.path())), label(texts, hit.kind()),
                hit.date() == null ? null : hit.date().atZone(site.tenant().zone()).toLocalDate(),
                texts.site().tenant().isTerritory() ? site.tenant().name().name() : "", excerpt);
    }

    /** JSON: an array of words to search for; on the portal, names of communes first. */
    private Response suggestions(Request request) {
        String typed = words(request);
        Set<String> suggestions = new LinkedHashSet<>();
        if (typed.length() > 1) {
            if (request.site().tenant().isTerritory()) {
                new CommuneNames(tenants.all()).matching(typed).stream().limit(SUGGESTIONS).forEach(site -> suggestions.add(site.tenant().name().name()));
            }
            suggestions.addAll(search.suggest(scope(request), typed, SUGGESTIONS));
        }
        return Response.text("application/json", Json.of(suggestions.stream().limit(SUGGESTIONS).toList())).header("Cache-Control", "no-store");
    }
}
