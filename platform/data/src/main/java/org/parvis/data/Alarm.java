package org.parvis.data;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;

/** Wakes sleepers; a ring between a look and the sleep that follows it is not lost. */
final class Alarm {
    private final Lock lock = new ReentrantLock();
    private final Condition rang = lock.newCondition();
    private long rings;

    void ring() {
        lock.lock();
        try {
            rings++;
            rang.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** How often it rang: to be asked before looking for work, and handed to {@link #sleep}. */
    long rings() {
        lock.lock();
        try {
            return rings;
        } finally {
            lock.unlock();
        }
    }

    /** Sleeps until it rings again or the time is over. */
    void sleep(long heard, Duration atMost) throws InterruptedException {
        long left = atMost.toNanos();
        lock.lock();
        try {
            while (rings == heard && left > 0) {
                left = rang.awaitNanos(left);
            }
        } finally {
            lock.unlock();
        }
    }

    /** As {@link #sleep}, with a shortest and a longest duration, in milliseconds. */
    static Duration between(long shortest, Duration wanted, long longest) {
        return Duration.ofMillis(Math.max(shortest, Math.min(longest, wanted.toMillis() + 1)));
    }

    /** The longest sleep while nothing is known to come. */
    static final long LONGEST_MILLIS = TimeUnit.SECONDS.toMillis(5);
}
