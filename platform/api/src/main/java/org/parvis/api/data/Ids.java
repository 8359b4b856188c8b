package org.parvis.api.data;

import java.security.SecureRandom;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;

/** Makes ids. */
public final class Ids {
    private static final SecureRandom RANDOM = new SecureRandom();
    /** Bits that count within a millisecond; an overflow runs into the next millisecond. */
    private static final int COUNTER = 12;
    private static final AtomicLong LAST = new AtomicLong();

    private Ids() {}

    /** A time-ordered UUID, version 7 (RFC 9562, 5.7), above all that this node made before (6.2): what is made in order is read in order by id. */
    public static UUID next() {
        long now = System.currentTimeMillis() << COUNTER;
        long tick = LAST.updateAndGet(last -> Math.max(last + 1, now));
        long high = (tick >>> COUNTER << 16) | 0x7000L | (tick & 0x0FFFL);
        long low = (RANDOM.nextLong() & 0x3FFFFFFFFFFFFFFFL) | 0x8000000000000000L;
        return new UUID(high, low);
    }
}
