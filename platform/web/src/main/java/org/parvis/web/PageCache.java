package org.parvis.web;

import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.parvis.api.tenant.TenantId;

/**
 * Pages by key, bounded in bytes.
 *
 * <p>A new page is on probation in a queue of its own site and stays only if it is asked for again: so a flood of addresses that each are
 * asked once pushes out nothing but its own like, and never a page of another site. Those that stay form one queue with a second
 * chance. A hit takes no lock.
 */
final class PageCache {
    private static final int PROBATION_OF_ONE_SITE = 64;

    private final Map<PageKey, Page> pages = new ConcurrentHashMap<>();
    private final long capacity;

    private final Object lock = new Object();
    private final LinkedHashSet<Page> kept = new LinkedHashSet<>();
    private final LinkedHashSet<Page> probation = new LinkedHashSet<>();
    private final Map<TenantId, LinkedHashSet<Page>> probationBySite = new HashMap<>();
    private long bytes;
    private long probationBytes;

    /** @param capacity in bytes, overhead included */
    PageCache(long capacity) {
        this.capacity = capacity;
    }

    @Nullable Page get(PageKey key) {
        return pages.get(key);
    }

    /** Stores a page in place of an older one of the same key. */
    void put(Page page) {
        if (page.weight() > capacity / 8) {
            return;
        }
        synchronized (lock) {
            Page old = pages.put(page.key(), page);
            if (old != null) {
                boolean wasKept = kept.contains(old);
                forget(old);
                bytes += page.weight();
                if (wasKept) {
                    kept.add(page);
                } else {
                    admit(page);
                }
            } else {
                bytes += page.weight();
                admit(page);
            }
            while (bytes > capacity) {
                evictOne();
            }
        }
    }

    void remove(Page page) {
        synchronized (lock) {
            if (pages.remove(page.key(), page)) {
                forget(page);
            }
        }
    }

    void removeIf(Predicate<Page> condition) {
        synchronized (lock) {
            for (Page page : pages.values()) {
                if (condition.test(page) && pages.remove(page.key(), page)) {
                    forget(page);
                }
            }
        }
    }

    int count() {
        return pages.size();
    }

    long bytes() {
        synchronized (lock) {
            return bytes;
        }
    }

    private void admit(Page page) {
        probation.add(page);
        probationBytes += page.weight();
        LinkedHashSet<Page> ofSite = probationBySite.computeIfAbsent(page.key().site(), ignored -> new LinkedHashSet<>());
        ofSite.add(page);
        if (ofSite.size() > PROBATION_OF_ONE_SITE) {
            first(ofSite).ifPresent(this::graduate);
        }
    }

    private void evictOne() {
        Optional<Page> oldest = probationBytes > capacity / 10 || kept.isEmpty() ? first(probation) : Optional.empty();
        if (oldest.isPresent()) {
            graduate(oldest.get());
            return;
        }
        Page next = first(kept).orElseThrow();
        if (next.takeUsed()) {
            kept.remove(next);
            kept.add(next);
        } else {
            drop(next);
        }
    }

    /** Ends a page's probation: it stays if it was asked for since. */
    private void graduate(Page page) {
        if (page.takeUsed()) {
            leaveProbation(page);
            kept.add(page);
        } else {
            drop(page);
        }
    }

    private void drop(Page page) {
        pages.remove(page.key(), page);
        forget(page);
    }

    private void forget(Page page) {
        bytes -= page.weight();
        if (!kept.remove(page)) {
            leaveProbation(page);
        }
    }

    private void leaveProbation(Page page) {
        if (!probation.remove(page)) {
            return;
        }
        probationBytes -= page.weight();
        LinkedHashSet<Page> ofSite = probationBySite.get(page.key().site());
        if (ofSite != null && ofSite.remove(page) && ofSite.isEmpty()) {
            probationBySite.remove(page.key().site());
        }
    }

    private static Optional<Page> first(LinkedHashSet<Page> queue) {
        Iterator<Page> pages = queue.iterator();
        return pages.hasNext() ? Optional.of(pages.next()) : Optional.empty();
    }
}
