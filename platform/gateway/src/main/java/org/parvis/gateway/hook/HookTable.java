package org.parvis.gateway.hook;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.parvis.api.data.Reader;
import org.parvis.api.data.Row;
import org.parvis.api.data.Transaction;
import org.parvis.api.tenant.TenantId;

/** SQL of hooks and deliveries. */
final class HookTable {
    private static final String HOOKS = "select h.* from gateway_hook h where h.tenant_id = :tenant";
    private static final String DELIVERIES = "select d.* from gateway_delivery d where d.tenant_id = :tenant";

    private HookTable() {}

    static List<Hook> hooks(Reader reader) {
        return reader.list(HOOKS + " order by h.id", HookTable::hook);
    }

    static Optional<Hook> hook(Reader reader, UUID id) {
        return reader.one(HOOKS + " and h.id = :id", HookTable::hook, "id", id);
    }

    static void insert(Transaction transaction, Hook hook) {
        transaction.execute(
                "insert into gateway_hook (tenant_id, id, url, events, secret, state, since) values (:tenant, :id, :url, :events, :secret, :state, :since)",
                "id", hook.id(), "url", hook.url(), "events", String.join(" ", new TreeSet<>(hook.events())), "secret", hook.secret(), "state", hook.state(),
                "since", hook.since());
    }

    /** False if it is in that state already. */
    static boolean move(Transaction transaction, UUID id, Hook.State state, Instant now) {
        return transaction.execute(
                        "update gateway_hook h set state = :state, since = :now where h.tenant_id = :tenant and h.id = :id and h.state <> :state",
                        "state", state, "now", now, "id", id)
                == 1;
    }

    static void delete(Transaction transaction, UUID id) {
        transaction.execute("delete from gateway_delivery d where d.tenant_id = :tenant and d.hook_id = :id", "id", id);
        transaction.execute("delete from gateway_hook h where h.tenant_id = :tenant and h.id = :id", "id", id);
    }

    static Optional<Hook.Delivery> delivery(Reader reader, UUID id) {
        return reader.one(DELIVERIES + " and d.id = :id", HookTable::delivery, "id", id);
    }

    /** The latest first. */
    static List<Hook.Delivery> deliveries(Reader reader, UUID hook, int offset, int limit) {
        return reader.list(
                DELIVERIES + " and d.hook_id = :hook order by d.happened_at desc, d.id desc offset :offset rows fetch next :limit rows only",
                HookTable::delivery, "hook", hook, "offset", offset, "limit", limit);
    }

    static long count(Reader reader, UUID hook) {
        return reader.count("select count(*) from gateway_delivery d where d.tenant_id = :tenant and d.hook_id = :hook", "hook", hook);
    }

    static void insert(Transaction transaction, Hook.Delivery delivery) {
        transaction.execute(
                "insert into gateway_delivery (tenant_id, id, hook_id, event, subject, path, happened_at, progress, attempts, next_at)"
                        + " values (:tenant, :id, :hook, :event, :subject, :path, :happened, :progress, 0, :next)",
                "id", delivery.id(), "hook", delivery.hook(), "event", delivery.event(), "subject", delivery.subject(), "path", delivery.path(),
                "happened", delivery.happened(), "progress", delivery.progress(), "next", delivery.next());
    }

    static void takeBack(Transaction transaction, String event, String subject) {
        transaction.execute(
                "delete from gateway_delivery d where d.tenant_id = :tenant and d.event = :event and d.subject = :subject and d.progress = 'WAITING'"
                        + " and d.attempts = 0 and d.claimed_until is null",
                "event", event, "subject", subject);
    }

    /** Makes it one's own for a while; false if it is not due, or another's. */
    static boolean claim(Transaction transaction, UUID id, Instant now, Instant until) {
        return transaction.execute(
                        "update gateway_delivery d set claimed_until = :until where d.tenant_id = :tenant and d.id = :id and d.progress = 'WAITING'"
                                + " and d.next_at <= :now and (d.claimed_until is null or d.claimed_until <= :now)",
                        "until", until, "id", id, "now", now)
                == 1;
    }

    static void tried(Transaction transaction, Hook.Delivery after) {
        transaction.execute(
                "update gateway_delivery d set progress = :progress, attempts = :attempts, next_at = :next, claimed_until = null, last_code = :code,"
                        + " last_millis = :millis, last_error = :error where d.tenant_id = :tenant and d.id = :id",
                "progress", after.progress(), "attempts", after.attempts(), "next", after.next(), "code", after.code(), "millis", after.millis(),
                "error", after.error(), "id", after.id());
    }

    /** What else is due at a hook that does not answer waits as long, so that no order is lost and nobody's turn taken. */
    static void putOff(Transaction transaction, UUID hook, Instant now, Instant next) {
        transaction.execute(
                "update gateway_delivery d set next_at = :next where d.tenant_id = :tenant and d.hook_id = :hook and d.progress = 'WAITING' and d.next_at <= :now",
                "next", next, "hook", hook, "now", now);
    }

    /** To be told again, at once. */
    static boolean again(Transaction transaction, UUID id, Instant now) {
        return transaction.execute(
                        "update gateway_delivery d set progress = 'WAITING', attempts = 0, next_at = :now, claimed_until = null"
                                + " where d.tenant_id = :tenant and d.id = :id and (d.claimed_until is null or d.claimed_until <= :now)",
                        "now", now, "id", id)
                == 1;
    }

    /** Deliveries of any tenant. */
    record Due(TenantId tenant, UUID id) {}

    static List<Due> due(Reader all, Instant now, int limit) {
        return all.list(
                "select d.tenant_id, d.id from gateway_delivery d inner join gateway_hook h on h.tenant_id = d.tenant_id and h.id = d.hook_id"
                        + " where d.progress = 'WAITING' and d.next_at <= :now and h.state = 'ACTIVE' order by d.next_at, d.id fetch first " + limit + " rows only",
                row -> new Due(new TenantId(row.uuid("tenant_id")), row.uuid("id")), "now", now);
    }

    static List<TenantId> withOld(Reader all, Instant before) {
        return all.list(
                "select distinct d.tenant_id from gateway_delivery d where d.progress <> 'WAITING' and d.happened_at < :before",
                row -> new TenantId(row.uuid("tenant_id")), "before", before);
    }

    static void deleteOld(Transaction transaction, Instant before) {
        transaction.execute(
                "delete from gateway_delivery d where d.tenant_id = :tenant and d.progress <> 'WAITING' and d.happened_at < :before", "before", before);
    }

    /** A hook that was given up. */
    record Failed(TenantId tenant, Hook hook) {}

    static List<Failed> failed(Reader granted, int limit) {
        return granted.list(
                "select h.* from gateway_hook h where h.state = 'FAILED' and h.tenant_id in (:tenants) order by h.since fetch first " + limit + " rows only",
                row -> new Failed(new TenantId(row.uuid("tenant_id")), hook(row)));
    }

    private static Hook hook(Row row) {
        return new Hook(
                row.uuid("id"), row.string("url"), Set.of(row.string("events").split(" ")), row.string("secret"), Hook.State.valueOf(row.string("state")),
                row.instant("since"));
    }

    private static Hook.Delivery delivery(Row row) {
        return new Hook.Delivery(
                row.uuid("id"), row.uuid("hook_id"), row.string("event"), row.string("subject"), row.string("path"), row.instant("happened_at"),
                Hook.Progress.valueOf(row.string("progress")), row.integer("attempts"), row.instant("next_at"), row.integerOrNull("last_code"),
                row.integerOrNull("last_millis"), row.stringOrNull("last_error"));
    }
}
