package org.parvis.web;

import java.util.Collection;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;
import org.parvis.api.tenant.TenantId;

/**
 * When each tag was last touched, counted in touches and not in time.
 *
 * <p>Tags share a fixed number of slots by their hash, so that any number of tags costs the same memory and a touch is never
 * forgotten: two tags in one slot make a page be rendered once too often, never show something old.
 */
final class Generations {
    private static final int SLOTS = 1 << 17;
    private static final int EVERYTHING = 0;

    private final AtomicLongArray touched = new AtomicLongArray(SLOTS);
    private final AtomicLong sequence = new AtomicLong();

    /** The present moment; what is read from the database after this call is at least that new. */
    long now() {
        return sequence.get();
    }

    /** Touches a tag: to be called after the commit and before the writer's response. */
    void touch(TenantId tenant, String tag) {
        touch(slot(tenant, tag));
    }

    void touchEverything() {
        touch(EVERYTHING);
    }

    /** Whether any of the slots was touched since that moment. */
    boolean touchedSince(long moment, int[] slots) {
        for (int slot : slots) {
            if (touched.get(slot) > moment) {
                return true;
            }
        }
        return touched.get(EVERYTHING) > moment;
    }

    /** The slots of a page's tags; {@code tag@tenant} is a tag of another tenant than the page's. */
    static int[] slots(TenantId tenant, Collection<String> tags) {
        return tags.stream().mapToInt(tag -> slotOf(tenant, tag)).distinct().toArray();
    }

    private static int slotOf(TenantId tenant, String tag) {
        int at = tag.indexOf('@');
        return at < 0 ? slot(tenant, tag) : slot(TenantId.of(tag.substring(at + 1)), tag.substring(0, at));
    }

    private void touch(int slot) {
        long moment = sequence.incrementAndGet();
        touched.accumulateAndGet(slot, moment, Math::max);
    }

    private static int slot(TenantId tenant, String tag) {
        int hash = (tenant.value().hashCode() * 31 + tag.hashCode()) * 0x9E3779B9;
        return 1 + (hash >>> 1) % (SLOTS - 1);
    }
}
