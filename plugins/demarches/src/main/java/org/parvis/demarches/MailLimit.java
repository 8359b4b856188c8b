package org.parvis.demarches;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** So that nobody has us send messages without end to addresses of others, or guesses: some in an hour from one client, counted by node. */
final class MailLimit {
    private static final Duration WINDOW = Duration.ofHours(1);
    private static final int MOST_CLIENTS = 20_000;

    private final Map<String, Deque<Instant>> sent = new ConcurrentHashMap<>();
    private final int most;

    MailLimit() {
        this(5);
    }

    /** @param most in an hour */
    MailLimit(int most) {
        this.most = most;
    }

    boolean mayGo(String client, Instant now) {
        if (sent.size() > MOST_CLIENTS) {
            sent.clear();
        }
        Deque<Instant> times = sent.computeIfAbsent(client, key -> new ArrayDeque<>());
        synchronized (times) {
            while (!times.isEmpty() && times.peekFirst().isBefore(now.minus(WINDOW))) {
                times.removeFirst();
            }
            if (times.size() >= most) {
                return false;
            }
            times.addLast(now);
            return true;
        }
    }
}
