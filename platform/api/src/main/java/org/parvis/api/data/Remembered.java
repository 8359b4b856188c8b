package org.parvis.api.data;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.parvis.api.tenant.TenantId;

/**
 * What is read once of each tenant and kept in memory until the tenant touches a tag: for what every page needs to know. Its owner is a
 * {@link ChangeListener} that hands on what it hears, registered with a {@code service.ranking} above 0: so that nothing is rendered from
 * what was remembered after the page cache has heard of the change.
 *
 * @param <T> immutable
 */
public final class Remembered<T> implements ChangeListener {
    private static final int MOST = 10_000;

    private final String tag;
    private final Function<TenantId, T> read;
    private final Map<TenantId, T> known = new ConcurrentHashMap<>();
    private final AtomicLong changes = new AtomicLong();

    /** @param tag whose touch makes a tenant's value be read again */
    public Remembered(String tag, Function<TenantId, T> read) {
        this.tag = tag;
        this.read = read;
    }

    /** What is known of a tenant, read first if need be. */
    public T of(TenantId tenant) {
        T remembered = known.get(tenant);
        return remembered != null ? remembered : load(tenant);
    }

    /** What was read before a change is not kept: the second look at the counter catches a change between the first and the put. */
    private T load(TenantId tenant) {
        long before = changes.get();
        T loaded = read.apply(tenant);
        if (known.size() >= MOST) {
            known.clear();
        }
        known.put(tenant, loaded);
        if (changes.get() != before) {
            known.remove(tenant);
        }
        return loaded;
    }

    /** To be called when what is known of a tenant is over by itself, as when a moment has come. */
    public void forget(TenantId tenant) {
        changes.incrementAndGet();
        known.remove(tenant);
    }

    @Override
    public void changed(List<Change> all) {
        for (Change change : all) {
            if (change.tag().equals(tag)) {
                forget(change.tenant());
            }
        }
    }

    @Override
    public void everything() {
        changes.incrementAndGet();
        known.clear();
    }
}
