package org.parvis.stats;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.parvis.api.data.Database;
import org.parvis.api.stats.PageViews.View;
import org.parvis.api.tenant.Site;
import org.parvis.testkit.FakeRequestSites;
import org.parvis.testkit.FakeTenants;

/** A node that counts, with a clock that the test sets, and visitors. */
final class Node {
    /** As Firefox 128 names itself. */
    static final String FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0";
    /** As Safari names itself on a telephone. */
    static final String IPHONE = "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.5 Mobile/15E148 Safari/604.1";
    /** As documented by Google for its crawlers. */
    static final String GOOGLEBOT = "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)";

    static final Site RODEZ = FakeRequestSites.RODEZ;
    static final Site AGEN = FakeRequestSites.AGEN;

    final LiveCounts counts;
    final Database database;
    private volatile Instant now = Instant.parse("2026-06-15T08:00:00Z");

    Node(Database database) {
        this.database = database;
        counts = new LiveCounts(database, FakeTenants.of(RODEZ, AGEN), clock(), 0);
    }

    Clock clock() {
        return new Clock() {
            @Override
            public ZoneId getZone() {
                return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(ZoneId zone) {
                return this;
            }

            @Override
            public Instant instant() {
                return now;
            }
        };
    }

    Node at(String moment) {
        now = Instant.parse(moment);
        return this;
    }

    static View view(Site site, String path, @Nullable String agent, @Nullable String referer) {
        return new View(site, path, agent, referer, "fr-FR,fr;q=0.9,en;q=0.5", null, null, null);
    }

    Node visit(Site site, String path) {
        counts.viewed(view(site, path, FIREFOX, null));
        return this;
    }

    void step(Site site, String path) {
        counts.viewed(view(site, path, FIREFOX, "https://" + site.host() + "/"));
    }

    /** What the database has of a tenant: {@code day kind item} and how many. */
    Map<String, Long> written(Site site) {
        Map<String, Long> all = new TreeMap<>();
        database.of(site.id()).list(
                "select s.day_date, s.kind, s.item, s.amount from stats_day s where s.tenant_id = :tenant",
                row -> all.put((row.date("day_date") + " " + row.string("kind") + " " + row.string("item")).strip(), row.longValue("amount")));
        return all;
    }

    long written(Site site, LocalDate day, String kind) {
        return written(site).entrySet().stream().filter(entry -> entry.getKey().startsWith(day + " " + kind + " ")).mapToLong(Map.Entry::getValue).sum();
    }
}
