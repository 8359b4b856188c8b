package org.parvis.documents;

import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.parvis.api.route.Unavailable;

/**
 * Runs work that is costly and bounded in time, two at once: so that a dozen of large documents take neither all processors nor all
 * memory. Its threads exist only while there is work.
 */
@Component(service = Workers.class)
public final class Workers {
    private static final int AT_ONCE = 2;
    private static final int WAITING = 20;
    private static final int IDLE_SECONDS = 30;

    private final ThreadPoolExecutor pool;

    @Activate
    public Workers() {
        AtomicInteger number = new AtomicInteger();
        pool = new ThreadPoolExecutor(AT_ONCE, AT_ONCE, IDLE_SECONDS, TimeUnit.SECONDS, new ArrayBlockingQueue<>(WAITING), work -> {
            Thread thread = new Thread(work, "parvis-documents-" + number.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        });
        pool.allowCoreThreadTimeOut(true);
    }

    @Deactivate
    public void stop() {
        pool.shutdownNow();
    }

    /**
     * Does the work in a thread of this pool, which is interrupted when the time is over.
     *
     * @throws TimeoutException if it takes longer
     * @throws ExecutionException around what the work throws
     * @throws Unavailable if too much is waiting already
     */
    public <T> T run(Callable<T> work, Duration time) throws ExecutionException, TimeoutException {
        Future<T> future;
        try {
            future = pool.submit(work);
        } catch (RejectedExecutionException full) {
            throw new Unavailable("documents.busy");
        }
        try {
            return future.get(time.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new Unavailable("documents.busy");
        } catch (CancellationException stopped) {
            throw new Unavailable("documents.busy");
        } finally {
            future.cancel(true);
        }
    }
}
