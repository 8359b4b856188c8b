package org.parvis.stats;

import java.time.YearMonth;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Counts by month, kind and item. */
final class Sums {
    private final Map<YearMonth, Map<String, Map<String, Long>>> byMonth = new HashMap<>();

    Sums(List<CountTable.Sum> sums) {
        for (CountTable.Sum sum : sums) {
            byMonth.computeIfAbsent(sum.month(), month -> new HashMap<>()).computeIfAbsent(sum.kind(), kind -> new HashMap<>())
                    .merge(sum.item(), sum.amount(), Long::sum);
        }
    }

    Map<String, Long> items(String kind, YearMonth month) {
        return byMonth.getOrDefault(month, Map.of()).getOrDefault(kind, Map.of());
    }

    Map<String, Long> items(String kind, Span span) {
        Map<String, Long> all = new HashMap<>();
        span.months().forEach(month -> items(kind, month).forEach((item, amount) -> all.merge(item, amount, Long::sum)));
        return all;
    }

    long total(String kind, Span span) {
        return total(items(kind, span));
    }

    static long total(Map<String, Long> items) {
        return items.values().stream().mapToLong(Long::longValue).sum();
    }
}
