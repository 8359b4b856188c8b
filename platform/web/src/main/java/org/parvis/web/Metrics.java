package org.parvis.web;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

/** What was counted since the start. */
final class Metrics {
    final LongAdder hits = new LongAdder();
    final LongAdder misses = new LongAdder();
    final LongAdder joined = new LongAdder();
    final LongAdder stale = new LongAdder();
    final LongAdder uncached = new LongAdder();
    final LongAdder clientErrors = new LongAdder();
    final LongAdder serverErrors = new LongAdder();
    final LongAdder late = new LongAdder();

    Map<String, Long> snapshot() {
        Map<String, Long> all = new LinkedHashMap<>();
        all.put("requests", hits.sum() + misses.sum() + joined.sum() + stale.sum() + uncached.sum());
        all.put("cache.hits", hits.sum());
        all.put("cache.misses", misses.sum());
        all.put("cache.joined", joined.sum());
        all.put("cache.stale", stale.sum());
        all.put("uncached", uncached.sum());
        all.put("errors.client", clientErrors.sum());
        all.put("errors.server", serverErrors.sum());
        all.put("late", late.sum());
        return all;
    }
}
