package org.parvis.gateway.rest;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.parvis.api.route.Invalid;

/** Counts uses by minute, in memory: each node counts for itself, and forgets addresses after a minute. */
final class Allowance {
    private static final int MINUTE = 60;
    private static final int MOST_KEPT = 50_000;

    private final String policy;
    private final int most;
    private final Map<String, Window> windows = new ConcurrentHashMap<>();

    /** @param policy its name in the header RateLimit-Policy */
    Allowance(String policy, int most) {
        this.policy = policy;
        this.most = most;
    }

    private record Window(long minute, int uses) {}

    /**
     * Counts one use.
     *
     * @return headers that say how much is left (draft-ietf-httpapi-ratelimit-headers-10)
     * @throws Invalid 429 if there were too many
     */
    Map<String, String> take(String who, Instant now) {
        long minute = now.getEpochSecond() / MINUTE;
        if (windows.size() > MOST_KEPT) {
            windows.values().removeIf(window -> window.minute() != minute);
        }
        Window window = windows.merge(
                who, new Window(minute, 1),
                (before, one) -> before.minute() == minute ? new Window(minute, Math.min(most, before.uses()) + 1) : one);
        Map<String, String> headers = headers(Math.max(0, most - window.uses()), now);
        if (window.uses() > most) {
            throw refused(headers, now);
        }
        return headers;
    }

    /** @throws Invalid 429 if {@link #take} would refuse the next use */
    void check(String who, Instant now) {
        Window window = windows.get(who);
        if (window != null && window.minute() == now.getEpochSecond() / MINUTE && window.uses() >= most) {
            throw refused(headers(0, now), now);
        }
    }

    private Map<String, String> headers(int left, Instant now) {
        return Map.of(
                "RateLimit-Policy", "\"" + policy + "\";q=" + most + ";w=" + MINUTE,
                "RateLimit", "\"" + policy + "\";r=" + left + ";t=" + reset(now));
    }

    private static Invalid refused(Map<String, String> headers, Instant now) {
        Map<String, String> more = new HashMap<>(headers);
        more.put("Retry-After", String.valueOf(reset(now)));
        return Invalid.request(429, "problem.429").with(more);
    }

    private static long reset(Instant now) {
        return MINUTE - now.getEpochSecond() % MINUTE;
    }

    /** One network of the sixth version of the protocol counts as one computer. */
    static String computer(String address) {
        if (address.indexOf(':') < 0) {
            return address;
        }
        try {
            return HexFormat.of().formatHex(Arrays.copyOf(InetAddress.getByName(address).getAddress(), 8));
        } catch (UnknownHostException malformed) {
            return "malformed";
        }
    }
}
