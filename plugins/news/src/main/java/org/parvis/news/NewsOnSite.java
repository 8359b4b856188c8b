package org.parvis.news;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.parvis.api.data.Reader;
import org.parvis.api.file.Images;
import org.parvis.api.settings.Settings;
import org.parvis.api.tenant.Site;
import org.parvis.api.view.AskedPages;
import org.parvis.api.view.Banner;
import org.parvis.api.view.Block;
import org.parvis.api.view.FrameSource.Asked;
import org.parvis.api.view.HomeBlock;
import org.parvis.api.view.SiteLinks;
import org.parvis.api.view.SitemapSource;

/** What news adds to pages that it does not own: the latest on the home page, alerts on top of every page, links. */
@Component(service = {HomeBlock.class, Banner.class, SiteLinks.class, SitemapSource.class, AskedPages.class}, property = "service.ranking:Integer=100")
public final class NewsOnSite implements HomeBlock, Banner, SiteLinks, SitemapSource, AskedPages {

    private static final int IN_SITEMAP = 5_000;

    private final Articles articles;
    private final Images images;
    private final Settings settings;

    @Activate
    public NewsOnSite(@Reference Articles articles, @Reference Images images, @Reference Settings settings) {
        this.articles = articles;
        this.images = images;
        this.settings = settings;
    }

    @Override
    public Optional<Block> block(Asked asked) {
        Reader reader = articles.reader(asked.site().id());
        int shown = (int) NewsSettings.ON_HOME.number(settings.of(asked.site().id()));
        List<Article> latest = ArticleTable.latest(reader, asked.now(), shown);
        List<ArticleCard> cards = ArticleCard.of(asked.site().id(), latest, images);
        Stream<@Nullable Instant> changes = Stream.concat(
                latest.stream().map(Article::expiresAt), Stream.of(ArticleTable.nextPublication(reader, asked.now())));
        return Optional.of(new Block("news/home", Map.of("articles", cards), Set.of("news"), soonest(changes, asked.now())));
    }

    @Override
    public Optional<Block> banner(Asked asked) {
        List<Article> alerts = ArticleTable.alerts(articles.reader(asked.site().id()), asked.now());
        Instant next = soonest(alerts.stream().flatMap(alert -> Stream.of(alert.publishAt(), alert.expiresAt())), asked.now());
        List<ArticleCard> shown = alerts.stream()
                .filter(alert -> alert.isPublic(asked.now()))
                .map(alert -> ArticleCard.of(alert, null))
                .toList();
        return Optional.of(new Block("news/banner", Map.of("alerts", shown), Set.of("news"), next));
    }

    private static @Nullable Instant soonest(Stream<@Nullable Instant> moments, Instant now) {
        return moments.filter(moment -> moment != null && moment.isAfter(now)).min(Comparator.naturalOrder()).orElse(null);
    }

    @Override
    public List<SiteLink> links(Site site, Locale language) {
        return List.of(
                new SiteLink("news.plugin.name", "/actualites", Place.MENU, "news"),
                new SiteLink("news.feed.title", "/actualites/flux.atom", Place.FEED_ATOM, "rss"),
                new SiteLink("news.feed.title", "/actualites/flux.rss", Place.FEED_RSS, "rss"),
                new SiteLink("news.feed.title", "/actualites/flux.json", Place.FEED_JSON, "rss"));
    }

    @Override
    public List<Entry> entries(Site site, Instant now) {
        Stream<Entry> list = Stream.of(Entry.named("/actualites", "news.plugin.name"));
        Stream<Entry> each = ArticleTable.published(articles.reader(site.id()), now, null, 0, IN_SITEMAP).stream()
                .map(article -> new Entry(article.path(), article.content().title(), article.updatedAt()));
        return Stream.concat(list, each).toList();
    }

    @Override
    public Optional<String> title(Site site, String path, Instant now) {
        return path.startsWith(Article.ROOT)
                ? articles.publicBySlug(site.id(), path.substring(Article.ROOT.length()), now).map(article -> article.content().title())
                : Optional.empty();
    }
}
