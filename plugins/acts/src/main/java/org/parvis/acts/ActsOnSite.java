package org.parvis.acts;

import java.time.Instant;
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
import org.parvis.api.data.ChangeListener;
import org.parvis.api.data.Reader;
import org.parvis.api.data.Remembered;
import org.parvis.api.tenant.Site;
import org.parvis.api.tenant.TenantId;
import org.parvis.api.view.Block;
import org.parvis.api.view.FrameSource.Asked;
import org.parvis.api.view.HomeBlock;
import org.parvis.api.view.SiteLinks;
import org.parvis.api.view.SitemapSource;

/** What acts add to pages that they do not own: the latest on the home page, links, the site map. */
@Component(service = {HomeBlock.class, SiteLinks.class, SitemapSource.class, ChangeListener.class}, property = "service.ranking:Integer=20")
public final class ActsOnSite implements HomeBlock, SiteLinks, SitemapSource, ChangeListener {
    private static final int ON_HOME = 3;
    private static final int IN_SITEMAP = 5_000;

    private final Acts acts;
    private final Remembered<Latest> latest;

    @Activate
    public ActsOnSite(@Reference Acts acts) {
        this.acts = acts;
        this.latest = new Remembered<>(Acts.TAG, this::read);
    }

    /**
     * What home pages show.
     *
     * @param next when it changes by itself, or null
     */
    private record Latest(List<Act> acts, @Nullable Instant next) {}

    private Latest read(TenantId tenant) {
        Reader reader = acts.reader(tenant);
        Instant now = acts.now();
        return new Latest(ActTable.latest(reader, now, ON_HOME), ActTable.nextChange(reader, now));
    }

    @Override
    public void changed(List<Change> changes) {
        latest.changed(changes);
    }

    @Override
    public void everything() {
        latest.everything();
    }

    /** None as long as nothing was published. */
    @Override
    public Optional<Block> block(Asked asked) {
        Latest shown = latest.of(asked.site().id());
        if (shown.next() != null && !shown.next().isAfter(asked.now())) {
            latest.forget(asked.site().id());
            shown = latest.of(asked.site().id());
        }
        List<ActViews.Card> cards = shown.acts().stream().map(act -> ActViews.Card.of(act, asked.now())).toList();
        return Optional.of(new Block("acts/home", Map.of("acts", cards), Set.of(Acts.TAG), shown.next()));
    }

    @Override
    public List<SiteLink> links(Site site, Locale language) {
        return List.of(
                new SiteLink("acts.plugin.name", "/actes", Place.MENU, "file"),
                new SiteLink("acts.feed.title", "/actes/flux.atom", Place.FEED_ATOM, "rss"),
                new SiteLink("acts.feed.title", "/actes/flux.json", Place.FEED_JSON, "rss"));
    }

    @Override
    public List<Entry> entries(Site site, Instant now) {
        Stream<Entry> list = Stream.of(Entry.named("/actes", "acts.plugin.name"));
        Stream<Entry> each = ActTable.latest(acts.reader(site.id()), now, IN_SITEMAP).stream()
                .map(act -> new Entry(act.path(), act.content().title(), act.updatedAt()));
        return Stream.concat(list, each).toList();
    }
}
