package org.parvis.gateway.hook;

import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.parvis.api.data.Database;
import org.parvis.api.event.WorkConsumer;
import org.parvis.api.job.Job;
import org.parvis.api.outbound.Outbound;
import org.parvis.api.tenant.PublicUrls;
import org.parvis.api.tenant.Site;
import org.parvis.api.tenant.TenantId;
import org.parvis.api.tenant.Tenants;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells hooks what happened: at once by the work queue, and again by a job until somebody answers with 2xx. What failed for three days
 * is given up, and so is the hook, until an agent looks.
 */
@Component(service = {WorkConsumer.class, Job.class, Sending.class})
public final class Sending implements WorkConsumer, Job {
    /** Pauses after each failed attempt: 71 h 36 min in all. */
    static final List<Duration> PAUSES = List.of(
            Duration.ofMinutes(1), Duration.ofMinutes(5), Duration.ofMinutes(30), Duration.ofHours(2), Duration.ofHours(5), Duration.ofHours(10),
            Duration.ofHours(14), Duration.ofHours(20), Duration.ofHours(20));

    static final Duration KEPT = Duration.ofDays(30);
    private static final Duration CLAIM = Duration.ofMinutes(2);
    private static final Outbound.Limits LIMITS = new Outbound.Limits(1 << 20, Duration.ofSeconds(10), 0);
    private static final int AT_ONCE = 100;
    private static final int GONE = 410;
    private static final Logger LOG = LoggerFactory.getLogger(Sending.class);

    private final Database database;
    private final Hooks hooks;
    private final Outbound outbound;
    private final Tenants tenants;
    private final PublicUrls urls;
    private final Clock clock;

    @Activate
    public Sending(
            @Reference Database database, @Reference Hooks hooks, @Reference Outbound outbound, @Reference Tenants tenants, @Reference PublicUrls urls,
            @Reference Clock clock) {
        this.database = database;
        this.hooks = hooks;
        this.outbound = outbound;
        this.tenants = tenants;
        this.urls = urls;
        this.clock = clock;
    }

    /**
     * How an attempt ended.
     *
     * @param code status, or null: no answer
     */
    private record Ending(@Nullable Integer code, @Nullable String error, int millis) {
        boolean good() {
            return code != null && code >= 200 && code < 300;
        }
    }

    @Override
    public String queue() {
        return Hooks.QUEUE;
    }

    @Override
    public void work(TenantId tenant, String payload) {
        attempt(tenant, UUID.fromString(payload));
    }

    @Override
    public String name() {
        return "gateway.hooks";
    }

    @Override
    public Duration every() {
        return Duration.ofMinutes(1);
    }

    @Override
    public void run(Instant now) {
        for (HookTable.Due due : HookTable.due(database.acrossTerritory("web hooks to be told"), now, AT_ONCE)) {
            attempt(due.tenant(), due.id());
        }
        Instant before = now.minus(KEPT);
        for (TenantId tenant : HookTable.withOld(database.acrossTerritory("web hooks told long ago"), before)) {
            database.of(tenant).write(transaction -> HookTable.deleteOld(transaction, before));
        }
    }

    /** Tries once if it is due and its hook is active; never throws for what the other side does. */
    void attempt(TenantId tenant, UUID id) {
        Instant begun = now();
        Optional<Hook.Delivery> wanted = HookTable.delivery(database.of(tenant), id);
        Optional<Hook> hook = wanted.flatMap(one -> HookTable.hook(database.of(tenant), one.hook())).filter(one -> one.state() == Hook.State.ACTIVE);
        Optional<Site> site = tenants.byId(tenant);
        if (hook.isEmpty() || site.isEmpty()) {
            return;
        }
        boolean mine = database.of(tenant).call(transaction -> HookTable.claim(transaction, id, begun, begun.plus(CLAIM)));
        if (mine) {
            // Read again: who had it before may have changed it.
            HookTable.delivery(database.of(tenant), id).ifPresent(delivery -> keep(tenant, hook.get(), delivery, send(site.get(), hook.get(), delivery, begun)));
        }
    }

    private Ending send(Site site, Hook hook, Hook.Delivery delivery, Instant begun) {
        Message message = Message.of(delivery, site.tenant().slug(), urls.of(site, delivery.path()), begun);
        Outbound.Call call = Outbound.Call.post(URI.create(hook.url()), "application/json", message.bytes()).within(LIMITS);
        for (Map.Entry<String, String> header : message.headers(hooks.key(site.id(), hook)).entrySet()) {
            call = call.header(header.getKey(), header.getValue());
        }
        long clocked = System.nanoTime();
        try {
            return new Ending(outbound.send(call).status(), null, millis(clocked));
        } catch (Outbound.Blocked e) {
            return new Ending(null, "blocked", millis(clocked));
        } catch (IOException e) {
            LOG.debug("Web hook {} is not reached: {}", hook.id(), e.toString());
            return new Ending(null, "unreachable", millis(clocked));
        }
    }

    private static int millis(long clocked) {
        return (int) Duration.ofNanos(System.nanoTime() - clocked).toMillis();
    }

    private void keep(TenantId tenant, Hook hook, Hook.Delivery before, Ending ending) {
        Instant now = now();
        int attempts = before.attempts() + 1;
        boolean test = before.event().equals(Hooks.TEST);
        boolean gone = ending.code() != null && ending.code() == GONE;
        boolean over = test || gone || attempts > PAUSES.size();
        Hook.Progress progress = ending.good() ? Hook.Progress.DONE : over ? Hook.Progress.FAILED : Hook.Progress.WAITING;
        Instant next = progress == Hook.Progress.WAITING ? now.plus(PAUSES.get(attempts - 1)) : now;
        database.of(tenant).write(transaction -> {
            HookTable.tried(transaction, new Hook.Delivery(
                    before.id(), before.hook(), before.event(), before.subject(), before.path(), before.happened(), progress, attempts, next,
                    ending.code(), ending.millis(), ending.error()));
            if (progress == Hook.Progress.WAITING) {
                HookTable.putOff(transaction, hook.id(), now, next);
            } else if (progress == Hook.Progress.FAILED && !test) {
                HookTable.move(transaction, hook.id(), Hook.State.FAILED, now);
            }
        });
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
