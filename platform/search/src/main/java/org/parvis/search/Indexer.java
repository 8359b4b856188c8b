package org.parvis.search;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.parvis.api.plugin.ActivePlugins;
import org.parvis.api.plugin.Plugins;
import org.parvis.api.route.Unavailable;
import org.parvis.api.search.SearchDocument;
import org.parvis.api.search.SearchSource;
import org.parvis.api.tenant.TenantId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Brings the index up to date in a thread of its own; what waits is kept once, however often it changed. */
final class Indexer implements Runnable {

    private static final Logger LOG = LoggerFactory.getLogger(Indexer.class);
    private static final int BATCH = 200;
    private static final long COMMIT_EVERY_NANOS = TimeUnit.SECONDS.toNanos(5);
    private static final long PAUSE_SECONDS = 2;

    /** Something to read again: one document, or with an empty kind all of a tenant. */
    private record Task(TenantId tenant, String kind, String id) {}

    private final Index index;
    private final Plugins plugins;
    private final Set<Task> waiting = new LinkedHashSet<>();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private boolean open;
    private boolean closing;
    private int working;
    private long committed = System.nanoTime();
    private boolean uncommitted;

    Indexer(Index index, Plugins plugins) {
        this.index = index;
        this.plugins = plugins;
    }

    /** From now on sources can be asked. */
    void open() {
        signal(() -> open = true);
    }

    /** Ends after the batch at hand. */
    void close() {
        signal(() -> closing = true);
    }

    void document(TenantId tenant, String kind, String id) {
        signal(() -> waiting.add(new Task(tenant, kind, id)));
    }

    void tenant(TenantId tenant) {
        signal(() -> waiting.add(new Task(tenant, "", "")));
    }

    int pending() {
        lock.lock();
        try {
            return waiting.size() + working;
        } finally {
            lock.unlock();
        }
    }

    private void signal(Runnable change) {
        lock.lock();
        try {
            change.run();
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void run() {
        try {
            List<Task> batch = next();
            while (!batch.isEmpty()) {
                work(batch);
                batch = next();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            LOG.error("The search index can no longer be written ({}); it is made anew at the next start", e.getMessage());
        }
    }

    /** Waits for something to do; empty when closing. Commits in quiet moments. */
    private List<Task> next() throws InterruptedException, IOException {
        lock.lock();
        try {
            working = 0;
            while (!closing && (!open || waiting.isEmpty())) {
                boolean timeout = !changed.await(PAUSE_SECONDS, TimeUnit.SECONDS);
                if (timeout && uncommitted) {
                    commit();
                }
            }
            List<Task> batch = new ArrayList<>();
            Iterator<Task> each = waiting.iterator();
            while (!closing && each.hasNext() && batch.size() < BATCH) {
                batch.add(each.next());
                each.remove();
            }
            working = batch.size();
            return batch;
        } finally {
            lock.unlock();
        }
    }

    private void work(List<Task> batch) throws IOException, InterruptedException {
        for (int i = 0; i < batch.size(); i++) {
            try {
                read(batch.get(i));
            } catch (Unavailable e) {
                List<Task> rest = batch.subList(i, batch.size());
                LOG.info("The database does not answer; {} documents are indexed when it does", rest.size());
                signal(() -> waiting.addAll(rest));
                TimeUnit.SECONDS.sleep(PAUSE_SECONDS);
                break;
            }
        }
        index.show();
        uncommitted = true;
        if (System.nanoTime() - committed > COMMIT_EVERY_NANOS) {
            commit();
        }
    }

    private void commit() throws IOException {
        index.commit();
        uncommitted = false;
        committed = System.nanoTime();
    }

    private void read(Task task) throws IOException {
        if (task.kind().isEmpty()) {
            index.replace(task.tenant(), plugins.with(task.tenant(), active -> all(active, task.tenant())));
            return;
        }
        Optional<SearchDocument> document = plugins.with(task.tenant(), active -> one(active, task));
        if (document.isPresent()) {
            index.put(task.tenant(), document.get());
        } else {
            index.remove(task.tenant(), task.kind(), task.id());
        }
    }

    private static List<SearchDocument> all(ActivePlugins active, TenantId tenant) {
        List<SearchDocument> documents = new ArrayList<>();
        for (SearchSource source : active.of(SearchSource.class)) {
            try {
                documents.addAll(source.documents(tenant));
            } catch (Unavailable e) {
                throw e;
            } catch (RuntimeException e) {
                LOG.warn("Documents of kind {} of tenant {} could not be read", source.kind(), tenant, e);
            }
        }
        return documents;
    }

    private static Optional<SearchDocument> one(ActivePlugins active, Task task) {
        for (SearchSource source : active.of(SearchSource.class)) {
            if (source.kind().equals(task.kind())) {
                try {
                    return source.document(task.tenant(), task.id());
                } catch (Unavailable e) {
                    throw e;
                } catch (RuntimeException e) {
                    LOG.warn("Document {} {} of tenant {} could not be read", task.kind(), task.id(), task.tenant(), e);
                }
            }
        }
        return Optional.empty();
    }
}
