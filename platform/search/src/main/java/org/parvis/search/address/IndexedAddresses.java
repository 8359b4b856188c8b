package org.parvis.search.address;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.IntConsumer;
import java.util.stream.Stream;
import org.apache.lucene.store.AlreadyClosedException;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.parvis.api.data.ChangeListener;
import org.parvis.api.data.Database;
import org.parvis.api.geo.Address;
import org.parvis.api.geo.Addresses;
import org.parvis.api.tenant.Coordinates;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Serves addresses from an index of this node's own, made of what the database holds. Another version is made beside the one that serves,
 * and takes its place when it is whole.
 */
@Component(service = {Addresses.class, ChangeListener.class})
public final class IndexedAddresses implements Addresses, ChangeListener {

    private static final Logger LOG = LoggerFactory.getLogger(IndexedAddresses.class);
    private static final long LOOK_AGAIN_MINUTES = 10;
    private static final int LARGEST_CIRCLE = 2_000;

    private final Path folder;
    private final StoredAddresses stored;
    private final Clock clock;
    private final Semaphore asked = new Semaphore(1);
    private final Thread thread;
    private volatile @Nullable Served served;
    private volatile boolean closed;

    private record Served(UUID version, AddressIndex index) {}

    @Activate
    public IndexedAddresses(BundleContext context, @Reference Database database, @Reference Clock clock) {
        this(Path.of(context.getProperty("parvis.data"), "index", "addresses"), database, clock);
    }

    IndexedAddresses(Path folder, Database database, Clock clock) {
        this.folder = folder;
        this.stored = new StoredAddresses(database);
        this.clock = clock;
        thread = new Thread(this::follow, "parvis-addresses");
        thread.setDaemon(true);
        thread.setPriority(Thread.MIN_PRIORITY);
        thread.start();
    }

    @Deactivate
    public void close() throws IOException, InterruptedException {
        // No interrupt: an embedded database takes it for the end of the disk.
        closed = true;
        asked.release();
        thread.join();
        Served last = served;
        served = null;
        if (last != null) {
            last.index().close();
        }
    }

    private void follow() {
        while (!closed) {
            try {
                if (asked.tryAcquire(LOOK_AGAIN_MINUTES, TimeUnit.MINUTES)) {
                    asked.drainPermits();
                }
            } catch (InterruptedException stranger) {
                return;
            }
            try {
                refresh();
            } catch (IOException | RuntimeException failed) {
                LOG.warn("addresses are not up to date on this node, looked at again in {} minutes: {}", LOOK_AGAIN_MINUTES, failed.toString());
            }
        }
    }

    /** Serves what the database holds, if it is another version than the one that serves. */
    private synchronized void refresh() throws IOException {
        Served before = served;
        UUID version = closed ? null : stored.version().orElse(null);
        if (version == null || before != null && before.version().equals(version)) {
            return;
        }
        Path place = folder.resolve(version + "-" + AddressIndex.FORMAT);
        Files.createDirectories(folder);
        if (!Files.exists(place)) {
            AddressIndex.write(place, sink -> stored.read(version, sink));
        }
        served = new Served(version, opened(place));
        if (before != null) {
            before.index().close();
        }
        clean(place);
    }

    /** One that cannot be read goes, and is made again at the next look. */
    private static AddressIndex opened(Path place) throws IOException {
        try {
            AddressIndex index = AddressIndex.open(place);
            AddressSearch.warm(index);
            return index;
        } catch (IOException unreadable) {
            AddressIndex.delete(place);
            throw unreadable;
        }
    }

    private void clean(Path kept) throws IOException {
        try (Stream<Path> all = Files.list(folder)) {
            for (Path other : all.filter(path -> !path.equals(kept)).toList()) {
                AddressIndex.delete(other);
            }
        }
    }

    @Override
    public void changed(List<Change> changes) {
        if (changes.stream().anyMatch(change -> change.tag().equals(StoredAddresses.TAG))) {
            asked.release();
        }
    }

    @Override
    public void everything() {
        asked.release();
    }

    @Override
    public boolean available() {
        return served != null;
    }

    @Override
    public List<Address> complete(String typed, Collection<String> near, int limit) {
        int most = Math.max(1, Math.min(MOST, limit));
        return search(List.of(), index -> AddressSearch.complete(index, cut(typed), near, most));
    }

    @Override
    public Optional<Address> exactly(String typed, Collection<String> near) {
        return search(Optional.empty(), index -> AddressSearch.exactly(index, cut(typed), near));
    }

    @Override
    public Optional<Near> nearest(Coordinates point, int metres) {
        int most = Math.max(1, Math.min(LARGEST_CIRCLE, metres));
        return search(Optional.empty(), index -> AddressSearch.nearest(index, point, most));
    }

    private <T> T search(T none, AddressIndex.Use<T> use) {
        while (true) {
            Served now = served;
            if (now == null) {
                return none;
            }
            try {
                return now.index().search(use);
            } catch (AlreadyClosedException replaced) {
                LOG.debug("addresses were replaced, asking the new ones");
                Thread.onSpinWait();
            } catch (IOException unreadable) {
                throw new UncheckedIOException(unreadable);
            }
        }
    }

    private static String cut(String typed) {
        return typed.substring(0, Math.min(typed.length(), LONGEST));
    }

    @Override
    public Report take(List<Path> files, IntConsumer progress) throws IOException {
        AddressFiles.Read read = AddressFiles.read(files, progress);
        boolean changed = stored.replace(read.streets(), clock.instant());
        refresh();
        int communes = (int) read.streets().stream().map(Street::insee).distinct().count();
        return new Report(read.addresses(), read.streets().size(), communes, changed, read.ignored(), read.examples());
    }
}
