package org.parvis.files.seal;

import java.io.IOException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Says every minute, to all nodes, which master keys this one has: a new one is written with when everybody can read it. */
@Component(service = KeyReports.class, immediate = true)
public final class KeyReports {
    private static final Logger LOG = LoggerFactory.getLogger(KeyReports.class);
    private static final long EVERY_SECONDS = 60;

    private final TenantKeys keys;
    private final Semaphore stopped = new Semaphore(0);
    private final Thread thread;

    @Activate
    public KeyReports(@Reference TenantKeys keys) {
        this.keys = keys;
        thread = new Thread(this::report, "parvis-file-keys");
        thread.setDaemon(true);
        thread.start();
    }

    /** No interrupt: an embedded database takes it for the end of the disk. */
    @Deactivate
    void stop() throws InterruptedException {
        stopped.release();
        thread.join();
    }

    private void report() {
        try {
            do {
                tell();
            } while (!stopped.tryAcquire(EVERY_SECONDS, TimeUnit.SECONDS));
            keys.leave();
        } catch (InterruptedException stranger) {
            LOG.debug("interrupted");
        } catch (RuntimeException unavailable) {
            LOG.debug("this node is forgotten by itself: {}", unavailable.toString());
        }
    }

    private void tell() {
        try {
            keys.report();
        } catch (IOException | RuntimeException failed) {
            LOG.warn("this node cannot say which master keys it has, tried again in a minute: {}", failed.toString());
        }
    }
}
