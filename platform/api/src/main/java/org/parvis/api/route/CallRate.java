package org.parvis.api.route;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * How often one computer may ask for something of this node, in the minute or hour that runs; forgotten with it. Safe on any thread.
 *
 * <p>For what costs us something; where a secret could be guessed, the platform counts in the database.
 */
public final class CallRate {

    private static final int MOST_COMPUTERS = 20_000;
    private static final int NETWORK_BYTES = 8;

    private final int most;
    private final long seconds;
    private volatile Span span = new Span(0, new ConcurrentHashMap<>());

    private record Span(long number, Map<String, AtomicInteger> calls) {}

    /**
     * A rate.
     *
     * @param most calls of one computer in a span
     * @param length of a span, in whole seconds
     */
    public CallRate(int most, Duration length) {
        this.most = most;
        this.seconds = length.toSeconds();
    }

    /** Counts a call; false if it is one too many. */
    public boolean allows(String client, Instant now) {
        long number = now.getEpochSecond() / seconds;
        Span current = span;
        if (current.number() != number) {
            current = new Span(number, new ConcurrentHashMap<>());
            span = current;
        }
        String computer = computer(client);
        if (current.calls().size() >= MOST_COMPUTERS && !current.calls().containsKey(computer)) {
            return false;
        }
        return current.calls().computeIfAbsent(computer, key -> new AtomicInteger()).incrementAndGet() <= most;
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
