package org.parvis.itests;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** Waits for something that happens in the server. */
final class Waiting {

    private static final Duration LONGEST = Duration.ofMinutes(1);
    private static final long LOOK_MILLIS = 200;

    private Waiting() {}

    static void until(String what, BooleanSupplier happened) throws InterruptedException {
        long end = System.nanoTime() + LONGEST.toNanos();
        CountDownLatch never = new CountDownLatch(1);
        while (!happened.getAsBoolean()) {
            if (System.nanoTime() > end) {
                throw new AssertionError("not within " + LONGEST.toSeconds() + " s: " + what);
            }
            never.await(LOOK_MILLIS, TimeUnit.MILLISECONDS);
        }
    }
}
