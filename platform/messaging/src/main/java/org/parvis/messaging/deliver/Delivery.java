package org.parvis.messaging.deliver;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.parvis.api.data.Database;
import org.parvis.api.data.TenantData;
import org.parvis.api.event.WorkConsumer;
import org.parvis.api.job.Job;
import org.parvis.api.notify.Channel;
import org.parvis.api.settings.Settings;
import org.parvis.api.stats.Counters;
import org.parvis.api.tenant.Site;
import org.parvis.api.tenant.TenantId;
import org.parvis.api.tenant.Tenants;
import org.parvis.messaging.deliver.MessageTable.State;

/**
 * Delivers what is due, at least once: what became of a message is noted, for itself, before the next one goes, so that a crash repeats at
 * most the one that each thread had in its hands.
 */
@Component(service = {Delivery.class, WorkConsumer.class, Job.class})
public final class Delivery implements WorkConsumer, Job {
    /** After so many attempts a message is given up: a day after it was first tried. */
    static final int ATTEMPTS = 14;

    private static final Duration LONGEST_PAUSE = Duration.ofHours(4);

    /** So long does one piece of work deliver; then the next one goes on, and others have their turn. */
    private static final Duration TURN = Duration.ofSeconds(45);

    private final Database database;
    private final Tenants tenants;
    private final Settings settings;
    private final Clock clock;
    private final Counters counters;
    private final Map<Channel, Carrier> carriers = new EnumMap<>(Channel.class);
    private final Map<Channel, Line> lines = new EnumMap<>(Channel.class);

    @Activate
    public Delivery(
            @Reference Database database,
            @Reference Tenants tenants,
            @Reference Settings settings,
            @Reference(policyOption = ReferencePolicyOption.GREEDY) List<Carrier> carriers,
            @Reference Clock clock,
            @Reference Counters counters) {
        this.database = database;
        this.tenants = tenants;
        this.settings = settings;
        this.clock = clock;
        this.counters = counters;
        carriers.forEach(carrier -> this.carriers.put(carrier.channel(), carrier));
        for (Channel channel : Channel.values()) {
            lines.put(channel, new Line());
        }
    }

    @Override
    public String queue() {
        return MessageTable.QUEUE;
    }

    @Override
    public void work(TenantId tenant, String payload) {
        tenants.byId(tenant).ifPresent(this::deliver);
    }

    @Override
    public String name() {
        return "messaging.due";
    }

    @Override
    public Duration every() {
        return Duration.ofSeconds(15);
    }

    /** Finds what came due by itself: put off, quiet until now, left by a node that died, or queued while there was no server. */
    @Override
    public void run(Instant now) {
        List<Channel> open = carriers.keySet().stream().filter(channel -> isOpen(channel, now)).toList();
        List<TenantId> due = database.acrossTerritory("messages that are due")
                .list(
                        """
                        select distinct m.tenant_id from messaging_message m
                        where m.state = 'WAITING' and m.due <= :now and m.claimed_until <= :now and m.channel in (:open)
                        """,
                        row -> new TenantId(row.uuid("tenant_id")),
                        "now", now, "open", open);
        due.forEach(this::again);
    }

    private void again(TenantId tenant) {
        database.of(tenant).write(transaction -> transaction.enqueue(MessageTable.QUEUE, ""));
    }

    private boolean isOpen(Channel channel, Instant now) {
        Carrier carrier = carriers.get(channel);
        return carrier != null && carrier.ready() && line(channel).open(carrier.other(), now);
    }

    private Line line(Channel channel) {
        return lines.get(channel);
    }

    /** Whether the operator has set the channel up. */
    public boolean ready(Channel channel) {
        Carrier carrier = carriers.get(channel);
        return carrier != null && carrier.ready();
    }

    /** Why nothing leaves through a channel at the moment, as far as this node knows. */
    Optional<Line.Fault> fault(Channel channel) {
        return Optional.ofNullable(carriers.get(channel)).map(carrier -> line(channel).fault(carrier.other()));
    }

    /** Delivers what is due in a tenant. */
    public void deliver(Site site) {
        Instant until = clock.instant().plus(TURN);
        for (Carrier carrier : carriers.values()) {
            if (isOpen(carrier.channel(), clock.instant())) {
                deliver(site, carrier, until);
            }
        }
    }

    private void deliver(Site site, Carrier carrier, Instant until) {
        TenantData data = database.of(site.id());
        Object other = carrier.other();
        try (Carrier.Trip trip = carrier.trip(site)) {
            List<Message> claimed = MessageTable.claim(data, carrier.channel(), clock.instant());
            while (!claimed.isEmpty()) {
                if (!carryAll(site, data, trip, other, claimed)) {
                    return;
                }
                if (clock.instant().isAfter(until)) {
                    again(site.id());
                    return;
                }
                claimed = MessageTable.claim(data, carrier.channel(), clock.instant());
            }
        }
    }

    /** False when the other side cannot be reached: what was claimed is free again. */
    private boolean carryAll(Site site, TenantData data, Carrier.Trip trip, Object other, List<Message> claimed) {
        Instant begun = clock.instant();
        for (int i = 0; i < claimed.size(); i++) {
            Message message = claimed.get(i);
            if (clock.instant().isAfter(begun.plus(MessageTable.CLAIM.dividedBy(2)))) {
                // A slow server: nobody else may take what is in our hands, so what is left is claimed anew.
                MessageTable.release(data, claimed.subList(i, claimed.size()).stream().map(Message::id).toList(), null, clock.instant());
                return true;
            }
            Outcome outcome = carry(trip, message);
            if (outcome instanceof Outcome.Unreachable unreachable) {
                Instant now = clock.instant();
                line(message.channel()).failed(other, unreachable.reason(), now);
                MessageTable.release(data, claimed.subList(i, claimed.size()).stream().map(Message::id).toList(), unreachable.reason(), now);
                return false;
            }
            Note note = note(site, message, outcome);
            data.write(transaction -> MessageTable.note(transaction, note));
            if (note.state() == State.SENT) {
                counters.add(site.id(), MessageStatistics.DELIVERED, message.channel().name().toLowerCase(Locale.ROOT), 1);
            }
        }
        return true;
    }

    private Outcome carry(Carrier.Trip trip, Message message) {
        if (message.expires() != null && !clock.instant().isBefore(message.expires())) {
            return new Outcome.Dropped("too late");
        }
        Outcome outcome = trip.carry(message);
        if (!(outcome instanceof Outcome.Unreachable)) {
            line(message.channel()).works();
        }
        return outcome;
    }

    private Note note(Site site, Message message, Outcome outcome) {
        Instant now = clock.instant();
        if (outcome instanceof Outcome.Later later && message.attempts() + 1 < ATTEMPTS) {
            return new Note(message, State.WAITING, later.reason(), now, due(site, message, now));
        }
        if (outcome instanceof Outcome.Delivered) {
            return new Note(message, State.SENT, null, now, null);
        }
        if (outcome instanceof Outcome.Dropped dropped) {
            return new Note(message, State.DROPPED, dropped.reason(), now, null);
        }
        return new Note(message, State.FAILED, reason(outcome), now, null);
    }

    private static @Nullable String reason(Outcome outcome) {
        if (outcome instanceof Outcome.Refused refused) {
            return refused.reason();
        }
        return outcome instanceof Outcome.Later later ? later.reason() : null;
    }

    private Instant due(Site site, Message message, Instant now) {
        Instant due = now.plus(pause(message.attempts()));
        return message.urgent() ? due : QuietHours.of(settings.of(site.id())).shift(due, site.tenant().zone());
    }

    /** 1, 2, 4 ... minutes, then four hours at most. */
    static Duration pause(int attemptsBefore) {
        Duration pause = Duration.ofMinutes(1L << Math.min(attemptsBefore, 10));
        return pause.compareTo(LONGEST_PAUSE) < 0 ? pause : LONGEST_PAUSE;
    }
}
