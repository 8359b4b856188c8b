package org.parvis.site.feedback;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;

/** Counts by hour what one computer sends, in the memory of this node alone: no address is written anywhere. */
final class Computers {
    private static final Duration WINDOW = Duration.ofHours(1);
    private static final int MOST_KNOWN = 20_000;

    private final int most;
    private final Map<String, Count> counts = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Count> eldest) {
            return size() > MOST_KNOWN;
        }
    };

    private record Count(Instant since, int uses) {}

    Computers(int most) {
        this.most = most;
    }

    /** Counts one use; false when there were more than allowed in an hour. */
    synchronized boolean allow(String address, Instant now) {
        String computer = computer(address);
        Count before = counts.get(computer);
        Count after = before == null || !before.since().plus(WINDOW).isAfter(now) ? new Count(now, 1) : new Count(before.since(), before.uses() + 1);
        counts.remove(computer);
        counts.put(computer, after);
        return after.uses() <= most;
    }

    /** One network of the sixth version of the protocol counts as one computer. */
    private static String computer(String address) {
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
