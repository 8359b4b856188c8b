package org.parvis.stats;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.parvis.api.data.Database;
import org.parvis.api.route.Unavailable;
import org.parvis.api.stats.Counters;
import org.parvis.api.stats.PageViews;
import org.parvis.api.tenant.Tenants;
import org.parvis.api.tenant.Site;
import org.parvis.api.tenant.TenantId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Counts in memory and writes every minute, and at the end, by adding to what the database has: so nodes add up. A process that is killed
 * loses a minute at most.
 */
@Component(service = {PageViews.class, Counters.class}, immediate = true)
public final class LiveCounts implements PageViews, Counters {
    private static final Logger LOG = LoggerFactory.getLogger(LiveCounts.class);
    private static final int SECONDS = 60;
    private static final int LONGEST_COUNTER = 60;
    private static final int LONGEST_PART = 80;

    private final Database database;
    private final Tenants tenants;
    private final Clock clock;
    private final Map<TenantId, Tally> today = new ConcurrentHashMap<>();
    /** Of days that are over; each stays for one more round, for who was about to count in it. */
    private final Queue<Tally> past = new ConcurrentLinkedQueue<>();
    private @Nullable ScheduledExecutorService writer;

    @Activate
    public LiveCounts(@Reference Database database, @Reference Tenants tenants, @Reference Clock clock) {
        this(database, tenants, clock, SECONDS);
    }

    /** @param seconds between writes; zero: only when asked */
    LiveCounts(Database database, Tenants tenants, Clock clock, int seconds) {
        this.database = database;
        this.tenants = tenants;
        this.clock = clock;
        if (seconds > 0) {
            ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(task -> {
                Thread made = new Thread(task, "parvis-stats");
                made.setDaemon(true);
                return made;
            });
            thread.scheduleWithFixedDelay(this::write, seconds, seconds, TimeUnit.SECONDS);
            writer = thread;
        }
    }

    @Deactivate
    void stop() {
        if (writer != null) {
            writer.shutdown();
        }
        write();
    }

    @Override
    public void viewed(View view) {
        if (!Visitors.counts(view)) {
            return;
        }
        Site site = view.site();
        Tally tally = tally(site.id(), site.tenant().zone());
        tally.view(Visitors.group(view.path()));
        if (Visitors.arrives(view)) {
            tally.visit(Visitors.isPhone(view.userAgent()), Visitors.language(view.acceptLanguage()));
        }
    }

    @Override
    public void searchedInVain(TenantId tenant, String words, @Nullable String userAgent) {
        String counted = Visitors.words(words);
        if (!counted.isEmpty() && Visitors.isBrowser(userAgent)) {
            zone(tenant).ifPresent(zone -> tally(tenant, zone).searches().add(counted));
        }
    }

    @Override
    public void add(TenantId tenant, String counter, String part, long amount) {
        if (counter.length() <= LONGEST_COUNTER) {
            zone(tenant).ifPresent(zone -> tally(tenant, zone).add(counter, part.length() > LONGEST_PART ? Items.OTHER : part, amount));
        }
    }

    private Optional<ZoneId> zone(TenantId tenant) {
        return tenants.byId(tenant).map(site -> site.tenant().zone());
    }

    private Tally tally(TenantId tenant, ZoneId zone) {
        long now = clock.millis();
        Tally known = today.get(tenant);
        return known != null && !known.isOver(now) ? known : next(tenant, zone, now);
    }

    private Tally next(TenantId tenant, ZoneId zone, long now) {
        return today.compute(tenant, (id, known) -> {
            if (known != null && !known.isOver(now)) {
                return known;
            }
            LocalDate day = LocalDate.ofInstant(Instant.ofEpochMilli(now), zone);
            boolean sameMonth = known != null && known.day().withDayOfMonth(1).equals(day.withDayOfMonth(1));
            if (known != null) {
                past.add(known);
            }
            Searches searches = known != null && sameMonth ? known.handOver() : new Searches();
            return new Tally(id, day, day.plusDays(1).atStartOfDay(zone).toInstant().toEpochMilli(), searches);
        });
    }

    /** Adds what was counted to the database; what cannot be written now is kept for the next time. */
    synchronized void write() {
        for (Iterator<Tally> over = past.iterator(); over.hasNext();) {
            if (write(over.next()) == 0) {
                over.remove();
            }
        }
        today.values().forEach(this::write);
    }

    /** @return how many amounts there were */
    private int write(Tally tally) {
        List<Tally.Amount> amounts = tally.drain();
        if (!amounts.isEmpty()) {
            try {
                CountTable.add(database.of(tally.tenant()), amounts);
            } catch (RuntimeException e) {
                tally.giveBack(amounts);
                if (e instanceof Unavailable) {
                    LOG.debug("Counts wait for the database", e);
                } else {
                    LOG.warn("Counts could not be written: {}", e.toString());
                }
            }
        }
        return amounts.size();
    }
}
