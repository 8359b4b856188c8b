package org.parvis.api.data;

import java.security.SecureRandom;
import java.util.UUID;

/** Makes ids. */
public final class Ids {
    private static final SecureRandom RANDOM = new SecureRandom();

    private Ids() {}

    /** A time-ordered UUID, version 7 (RFC 9562, 5.7). */
    public static UUID next() {
        return at(System.currentTimeMillis());
    }

    static UUID at(long millis) {
        long high = (millis << 16) | 0x7000L | (RANDOM.nextInt() & 0x0FFFL);
        long low = (RANDOM.nextLong() & 0x3FFFFFFFFFFFFFFFL) | 0x8000000000000000L;
        return new UUID(high, low);
    }
}
