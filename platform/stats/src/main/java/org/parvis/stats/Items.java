package org.parvis.stats;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.BiConsumer;

/** Counts by name; a bounded number of names, the rest counted together. */
final class Items {
    /** What there was no room for, or no name. */
    static final String OTHER = "*";

    private final Map<String, LongAdder> counts = new ConcurrentHashMap<>();
    private final int most;

    Items(int most) {
        this.most = most;
    }

    void add(String item, long amount) {
        LongAdder known = counts.get(item);
        if (known == null) {
            // Threads that race here may overshoot by as many as they are.
            known = counts.computeIfAbsent(counts.size() < most ? item : OTHER, name -> new LongAdder());
        }
        known.add(amount);
    }

    /** Takes out what was counted. */
    void drain(BiConsumer<String, Long> into) {
        counts.forEach((item, count) -> {
            long amount = count.sumThenReset();
            if (amount != 0) {
                into.accept(item, amount);
            }
        });
    }

    int size() {
        return counts.size();
    }
}
