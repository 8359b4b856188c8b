package org.parvis.themes.render;

import java.lang.management.ManagementFactory;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * Stops renders that cost more than they may: a daemon looks at those that run every few milliseconds, and interrupts.
 *
 * <p>The interrupt hits the render that it was meant for and nothing after it: both sides agree by a state that is changed
 * atomically, and the flag is cleared before the thread goes on with other work.
 */
public final class RenderWatch implements AutoCloseable {

    /**
     * What one render may cost.
     *
     * @param cpuMillis processor time
     * @param wallMillis time on the clock, for a thread that waits
     * @param allocated bytes
     * @param output bytes of the page
     */
    public record Budget(long cpuMillis, long wallMillis, long allocated, int output) {
        public static final Budget DEFAULT = new Budget(1_500, 10_000, 64L << 20, 2 << 20);
    }

    private static final long PAUSE_NANOS = 4_000_000;
    private static final long IDLE_NANOS = 25_000_000;
    private static final int IDLE = 0;
    private static final int RUNNING = 1;
    private static final int STOPPING = 2;
    private static final int STOPPED = 3;

    private final Budget budget;
    private final com.sun.management.ThreadMXBean threads;
    private final Set<Slot> slots = ConcurrentHashMap.newKeySet();
    private final ThreadLocal<Slot> own = new ThreadLocal<>();
    private final Thread daemon;
    private volatile boolean closed;

    public RenderWatch(Budget budget) {
        this.budget = budget;
        this.threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
        this.daemon = new Thread(this::watch, "parvis-render-watch");
        daemon.setDaemon(true);
        daemon.setPriority(Thread.MAX_PRIORITY);
        daemon.start();
    }

    Budget budget() {
        return budget;
    }

    /** Begins to watch the current thread. */
    Slot begin() {
        Slot slot = own.get();
        if (slot == null || phase(slot.state.get()) != IDLE) {
            slot = new Slot(Thread.currentThread());
            own.set(slot);
        }
        slot.begin();
        return slot;
    }

    @Override
    public void close() {
        closed = true;
        LockSupport.unpark(daemon);
    }

    private void watch() {
        while (!closed) {
            long now = System.nanoTime();
            boolean busy = false;
            for (Slot slot : slots) {
                if (!slot.thread.isAlive()) {
                    slots.remove(slot);
                } else if (slot.look(now)) {
                    busy = true;
                }
            }
            LockSupport.parkNanos(this, busy ? PAUSE_NANOS : IDLE_NANOS);
        }
    }

    private static int phase(long state) {
        return (int) (state & 3);
    }

    /** One thread's render. */
    final class Slot {
        private final Thread thread;
        /** Number of the render, and its phase in the lowest two bits: what is decided about one render never hits the next. */
        private final AtomicLong state = new AtomicLong(IDLE);
        private volatile long beganNanos;
        private volatile String reason = "";
        private boolean interruptedBefore;
        // Of the daemon alone: what the thread had used when a render was first seen.
        private long seen;
        private long cpuAtFirst;
        private long allocatedAtFirst;

        private Slot(Thread thread) {
            this.thread = thread;
            slots.add(this);
        }

        private void begin() {
            interruptedBefore = Thread.interrupted();
            beganNanos = System.nanoTime();
            state.set((state.get() & ~3L) + 4 + RUNNING);
        }

        /** Ends the watch; says why the render was stopped, or the empty string. */
        String end() {
            long now = state.get();
            String why = "";
            if (phase(now) != RUNNING || !state.compareAndSet(now, now & ~3L)) {
                while (phase(state.get()) != STOPPED) {
                    Thread.onSpinWait();
                }
                Thread.interrupted();
                why = reason;
                state.set(state.get() & ~3L);
            }
            if (interruptedBefore) {
                thread.interrupt();
            }
            return why;
        }

        /** Whether a render is running. */
        private boolean look(long now) {
            long running = state.get();
            if (phase(running) != RUNNING) {
                return false;
            }
            if (seen != running) {
                // Counted from the first look on: a render that ends before it costs nothing to watch.
                seen = running;
                cpuAtFirst = threads.getThreadCpuTime(thread.getId());
                allocatedAtFirst = threads.getThreadAllocatedBytes(thread.getId());
                return true;
            }
            String why = excess(now - beganNanos);
            if (!why.isEmpty() && state.compareAndSet(running, running - RUNNING + STOPPING)) {
                reason = why;
                thread.interrupt();
                state.set(running - RUNNING + STOPPED);
            }
            return true;
        }

        private String excess(long wall) {
            if (threads.getThreadAllocatedBytes(thread.getId()) - allocatedAtFirst > budget.allocated()) {
                return "it allocated more than " + (budget.allocated() >> 20) + " MiB";
            }
            if (wall > budget.wallMillis() * 1_000_000) {
                return "it took longer than " + budget.wallMillis() + " ms";
            }
            if (threads.getThreadCpuTime(thread.getId()) - cpuAtFirst > budget.cpuMillis() * 1_000_000) {
                return "it used more than " + budget.cpuMillis() + " ms of processor time";
            }
            return "";
        }
    }
}
