package org.parvis.stats;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.parvis.api.data.Database;
import org.parvis.api.data.Reader;
import org.parvis.api.plugin.ActivePlugins;
import org.parvis.api.plugin.Contributed;
import org.parvis.api.plugin.Plugins;
import org.parvis.api.stats.Series;
import org.parvis.api.stats.StatisticsSource;
import org.parvis.api.tenant.Site;
import org.parvis.api.tenant.TenantId;
import org.parvis.api.tenant.Tenants;

/** Reads the figures of one tenant, or of all tenants of the territory together. */
@Component(service = Figures.class)
public final class Figures {
    private final Database database;
    private final Plugins plugins;
    private final Tenants tenants;
    private final Clock clock;

    @Activate
    public Figures(@Reference Database database, @Reference Plugins plugins, @Reference Tenants tenants, @Reference Clock clock) {
        this.database = database;
        this.plugins = plugins;
        this.tenants = tenants;
        this.clock = clock;
    }

    /** Whose figures: those of a site, or of all sites when {@code whole}. */
    record Scope(Site site, boolean whole) {

        ZoneId zone() {
            return site.tenant().zone();
        }
    }

    /**
     * What was counted in a span and in the same one of the year before.
     *
     * @param days visits and views by day, when the span is a month
     * @param since first month that anything is known of, or null
     */
    record Numbers(Span span, Sums sums, Map<LocalDate, Map<String, Long>> days, List<Measured> services, @Nullable YearMonth since) {}

    /** A series and its parts by month. */
    record Measured(StatisticsSource source, Series series, Map<YearMonth, Map<String, Long>> months) {

        Map<String, Long> parts(Span span) {
            Map<String, Long> all = new HashMap<>();
            span.months().forEach(month -> months.getOrDefault(month, Map.of()).forEach((part, amount) -> all.merge(part, amount, Long::sum)));
            return all;
        }
    }

    YearMonth thisMonth(Scope scope) {
        return YearMonth.from(clock.instant().atZone(scope.zone()));
    }

    Numbers read(Scope scope, Span span) {
        Reader reader = reader(scope);
        Span before = span.yearBefore();
        List<CountTable.Sum> sums = new ArrayList<>(CountTable.months(reader, scope.whole(), span.first(), span.last()));
        sums.addAll(CountTable.months(reader, scope.whole(), before.first(), before.last()));
        Sums all = new Sums(sums);
        Map<LocalDate, Map<String, Long>> days = new HashMap<>();
        if (span.length() == Span.Length.MONTH) {
            Stream.of(span, before).flatMap(month -> CountTable.days(reader, scope.whole(), month.first()).stream())
                    .forEach(sum -> days.computeIfAbsent(sum.day(), day -> new HashMap<>()).put(sum.kind(), sum.amount()));
        }
        return new Numbers(span, all, days, services(scope, span, all), CountTable.first(reader, scope.whole()));
    }

    /** Visits and views by tenant, those with the most visits first. */
    List<CountTable.TenantSum> byTenant(Span span) {
        return CountTable.tenants(database.acrossTerritory("statistics by tenant"), span.first(), span.last());
    }

    private Reader reader(Scope scope) {
        return scope.whole() ? database.acrossTerritory("statistics of the territory") : database.of(scope.site().id());
    }

    private List<Measured> services(Scope scope, Span span, Sums sums) {
        ActivePlugins active = scope.whole() ? plugins.newest() : plugins.of(scope.site().id());
        Reader rows = database.of(tenants(scope));
        List<Measured> measured = new ArrayList<>();
        for (Contributed<StatisticsSource> source : active.contributions(StatisticsSource.class)) {
            for (Series series : source.value().series()) {
                Map<YearMonth, Map<String, Long>> months = new HashMap<>();
                Stream.concat(span.months().stream(), span.yearBefore().months().stream())
                        .filter(month -> !month.isAfter(thisMonth(scope)))
                        .forEach(month -> months.put(month, measure(series, rows, sums, month, scope.zone())));
                measured.add(new Measured(source.value(), series, months));
            }
        }
        return measured;
    }

    private Map<String, Long> measure(Series series, Reader rows, Sums sums, YearMonth month, ZoneId zone) {
        Series.Measure measure = series.measure();
        if (measure == null) {
            return sums.items(series.id(), month);
        }
        // What is to appear later this month has not happened yet.
        Instant now = clock.instant();
        Instant end = start(month.plusMonths(1), zone);
        return measure.during(rows, start(month, zone), end.isAfter(now) ? now : end);
    }

    private static Instant start(YearMonth month, ZoneId zone) {
        return month.atDay(1).atStartOfDay(zone).toInstant();
    }

    private List<TenantId> tenants(Scope scope) {
        return scope.whole()
                ? Stream.concat(Stream.of(TenantId.TERRITORY), tenants.all().stream().map(Site::id)).toList()
                : List.of(scope.site().id());
    }
}
