package org.parvis.web;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.parvis.api.data.ChangeListener;
import org.parvis.api.plugin.Plugins;
import org.parvis.api.tenant.Site;

/** The pages that are kept and may still be shown: the cache together with what makes a page old. */
final class Kept {
    /** Every page shows its site's name and menu. */
    private static final String SITE = "site";

    private final PageCache cache;
    private final Generations generations = new Generations();
    private final AtomicLong pluginChanges = new AtomicLong();
    private final Clock clock;
    private final Plugins plugins;

    Kept(PageCache cache, Clock clock, Plugins plugins) {
        this.cache = cache;
        this.clock = clock;
        this.plugins = plugins;
    }

    /** A moment to make a page at: what changes after it makes the page old. */
    record Moment(long generation, long pluginChange) {}

    Moment now() {
        return new Moment(generations.now(), pluginChanges.get());
    }

    /** A page that may be shown, or null. */
    @Nullable Page current(PageKey key, Site site) {
        Page page = cache.get(key);
        return page != null && current(page, site) ? page : null;
    }

    boolean current(Page page, Site site) {
        return !page.expired(clock.millis()) && shows(page, site);
    }

    /** A page whose time is over but that nothing has changed since: for when the database is gone. */
    @Nullable Page stale(PageKey key, Site site) {
        Page page = cache.get(key);
        return page != null && shows(page, site) ? page : null;
    }

    /** Makes a page of a response, and keeps it unless something changed since the request began. */
    Page keep(PageKey key, Exchange exchange, Rendered rendered, byte[] bytes) {
        Moment begun = exchange.begun();
        Site site = exchange.knownSite();
        List<String> tags = new ArrayList<>(rendered.tags());
        tags.add(SITE);
        Page page = Page.of(new Page.Draft(key, site, exchange.knownTable().plugins(), rendered.type(), rendered.headers(), bytes,
                Generations.slots(site.id(), tags), begun.generation(), rendered.validUntil()));
        if (page.current(generations) && pluginChanges.get() == begun.pluginChange()) {
            cache.put(page);
            if (pluginChanges.get() != begun.pluginChange()) {
                cache.remove(page);
            }
        }
        return page;
    }

    void changed(List<ChangeListener.Change> changes) {
        changes.forEach(change -> generations.touch(change.tenant(), change.tag()));
    }

    void everythingChanged() {
        generations.touchEverything();
        cache.removeIf(page -> true);
    }

    void pluginsChanged() {
        pluginChanges.incrementAndGet();
        cache.removeIf(page -> !page.madeBy(plugins.of(page.key().site())));
    }

    Map<String, Long> metrics() {
        return Map.of("cache.pages", (long) cache.count(), "cache.bytes", cache.bytes());
    }

    private boolean shows(Page page, Site site) {
        if (page.current(generations) && page.madeFor(site)) {
            page.use();
            return true;
        }
        return false;
    }
}
