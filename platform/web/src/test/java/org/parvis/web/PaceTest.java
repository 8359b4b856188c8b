package org.parvis.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class PaceTest {

    @Test
    void aPageWaitsUntilAnotherIsMade() throws InterruptedException {
        Pace pace = new Pace(1, Duration.ofDays(1));
        AtomicBoolean first = new AtomicBoolean();
        AtomicBoolean inOrder = new AtomicBoolean();
        CountDownLatch waiting = new CountDownLatch(1);
        Pace.Step step = pace.begin();
        Thread second = new Thread(() -> {
            waiting.countDown();
            pace.begin().close();
            inOrder.set(first.get());
        });
        second.start();
        waiting.await();
        first.set(true);
        step.close();
        second.join();
        assertThat(inOrder).isTrue();
    }

    @Test
    void aPageThatTakesLongHoldsNobodyUp() {
        Pace pace = new Pace(1, Duration.ZERO);
        pace.begin();
        Pace.Step afterAWhile = pace.begin();
        afterAWhile.close();
        assertThat(Thread.currentThread().isInterrupted()).isFalse();
    }

    @Test
    void anInterruptIsKept() {
        Pace pace = new Pace(1, Duration.ofDays(1));
        pace.begin();
        Thread.currentThread().interrupt();
        pace.begin();
        assertThat(Thread.interrupted()).isTrue();
    }
}
