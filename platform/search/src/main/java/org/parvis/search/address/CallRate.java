package org.parvis.search.address;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** How often one computer asks this node, in the minute that runs; forgotten with it. */
final class CallRate {

    static final int IN_A_MINUTE = 180;

    private static final int MOST_COMPUTERS = 20_000;
    private static final int SECONDS = 60;
    private static final int NETWORK_BYTES = 8;

    private volatile Minute minute = new Minute(0, new ConcurrentHashMap<>());

    private record Minute(long number, Map<String, AtomicInteger> calls) {}

    boolean allows(String client, Instant now) {
        long number = now.getEpochSecond() / SECONDS;
        Minute current = minute;
        if (current.number() != number) {
            current = new Minute(number, new ConcurrentHashMap<>());
            minute = current;
        }
        if (current.calls().size() >= MOST_COMPUTERS) {
            return false;
        }
        return current.calls().computeIfAbsent(computer(client), key -> new AtomicInteger()).incrementAndGet() <= IN_A_MINUTE;
    }

    /** One network of the sixth version of the protocol counts as one computer. */
    private static String computer(String client) {
        if (client.indexOf(':') < 0) {
            return client;
        }
        try {
            return Arrays.toString(Arrays.copyOf(InetAddress.getByName(client).getAddress(), NETWORK_BYTES));
        } catch (UnknownHostException malformed) {
            return "malformed";
        }
    }
}
