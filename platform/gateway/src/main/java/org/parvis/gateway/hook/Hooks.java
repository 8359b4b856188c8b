package org.parvis.gateway.hook;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.Set;
import java.util.UUID;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.parvis.api.audit.Audit;
import org.parvis.api.data.Database;
import org.parvis.api.data.Ids;
import org.parvis.api.data.Reader;
import org.parvis.api.data.Seal;
import org.parvis.api.data.Transaction;
import org.parvis.api.event.Events;
import org.parvis.api.identity.Agent;
import org.parvis.api.tenant.TenantId;

/** The hooks of each tenant, and what is announced to them. */
@Component(service = {Events.class, Hooks.class})
public final class Hooks implements Events {
    /** Of the events that agents send themselves to try a hook. */
    static final String TEST = "gateway.test";

    static final String QUEUE = "gateway.hook";
    private static final String MARK = "whsec_";

    private final Database database;
    private final Audit audit;
    private final Seal seal;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();

    @Activate
    public Hooks(@Reference Database database, @Reference Audit audit, @Reference Seal seal, @Reference Clock clock) {
        this.database = database;
        this.audit = audit;
        this.seal = seal;
        this.clock = clock;
    }

    /** A new hook and its secret, which is shown once. */
    public record Made(Hook hook, String secret) {}

    Reader reader(TenantId tenant) {
        return database.of(tenant);
    }

    /** @param url checked by whoever calls, and by the way out each time */
    public Made create(TenantId tenant, Agent agent, String url, Set<String> events) {
        byte[] bytes = new byte[32];
        random.nextBytes(bytes);
        String secret = MARK + Base64.getEncoder().encodeToString(bytes);
        UUID id = Ids.next();
        Hook hook = new Hook(
                id, url, events, seal.seal(tenant, secret.getBytes(StandardCharsets.US_ASCII), context(id)), Hook.State.ACTIVE, now());
        database.of(tenant).write(transaction -> {
            HookTable.insert(transaction, hook);
            audit.record(transaction, agent, "gateway.hook.create", id.toString(), url);
        });
        return new Made(hook, secret);
    }

    /** The bytes with which a hook's messages are signed. */
    byte[] key(TenantId tenant, Hook hook) {
        String secret = new String(seal.open(tenant, hook.secret(), context(hook.id())), StandardCharsets.US_ASCII);
        return Base64.getDecoder().decode(secret.substring(MARK.length()));
    }

    private static String context(UUID id) {
        return "gateway.hook " + id;
    }

    void move(TenantId tenant, Agent agent, Hook hook, Hook.State state) {
        database.of(tenant).write(transaction -> {
            if (HookTable.move(transaction, hook.id(), state, now())) {
                audit.record(transaction, agent, state == Hook.State.ACTIVE ? "gateway.hook.resume" : "gateway.hook.stop", hook.id().toString(), hook.url());
            }
        });
    }

    void delete(TenantId tenant, Agent agent, Hook hook) {
        database.of(tenant).write(transaction -> {
            HookTable.delete(transaction, hook.id());
            audit.record(transaction, agent, "gateway.hook.delete", hook.id().toString(), hook.url());
        });
    }

    /** Something to try the hook with; nothing happened. */
    UUID test(TenantId tenant, Agent agent, Hook hook) {
        return database.of(tenant).call(transaction -> {
            audit.record(transaction, agent, "gateway.hook.test", hook.id().toString(), hook.url());
            return add(transaction, hook, new Event(TEST, hook.id().toString(), "/", null), now());
        });
    }

    boolean again(TenantId tenant, Agent agent, Hook hook, UUID delivery) {
        return database.of(tenant).call(transaction -> {
            boolean done = HookTable.again(transaction, delivery, now());
            if (done) {
                audit.record(transaction, agent, "gateway.hook.again", hook.id().toString(), hook.url());
                transaction.enqueue(QUEUE, delivery.toString());
            }
            return done;
        });
    }

    @Override
    public void announce(Transaction transaction, Event event) {
        Instant now = now();
        Instant at = event.at() == null || event.at().isBefore(now) ? now : event.at();
        for (Hook hook : HookTable.hooks(transaction)) {
            if (hook.state() != Hook.State.STOPPED && hook.events().contains(event.type())) {
                UUID id = add(transaction, hook, event, at);
                if (!at.isAfter(now) && hook.state() == Hook.State.ACTIVE) {
                    transaction.enqueue(QUEUE, id.toString());
                }
            }
        }
    }

    private static UUID add(Transaction transaction, Hook hook, Event event, Instant at) {
        UUID id = Ids.next();
        HookTable.insert(transaction, new Hook.Delivery(
                id, hook.id(), event.type(), event.subject(), event.path(), at, Hook.Progress.WAITING, 0, at, null, null, null));
        return id;
    }

    @Override
    public void takeBack(Transaction transaction, String type, String subject) {
        HookTable.takeBack(transaction, type, subject);
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
