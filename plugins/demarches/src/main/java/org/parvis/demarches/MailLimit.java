package org.parvis.demarches;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** So that nobody has us send messages without end to addresses of others: five in an hour from one client, counted by node. */
final class MailLimit {
    private static final Duration WINDOW = Duration.ofHours(1);
    private static final int MOST = 5;
    private static final int MOST_CLIENTS = 20_000;

    private final Map<String, Deque<Instant>> sent = new ConcurrentHashMap<>();

    boolean mayGo(String client, Instant now) {
        if (sent.size() > MOST_CLIENTS) {
            sent.clear();
        }
        Deque<Instant> times = sent.computeIfAbsent(client, key -> new ArrayDeque<>());
        synchronized (times) {
            while (!times.isEmpty() && times.peekFirst().isBefore(now.minus(WINDOW))) {
                times.removeFirst();
            }
            if (times.size() >= MOST) {
                return false;
            }
            times.addLast(now);
            return true;
        }
    }
}
