package org.parvis.themes;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Static files by fingerprint: those in use in memory, and all of the last days on disk, since pages that visitors have open
 * still ask for the files of an old version.
 */
final class AssetStore {
    private static final Logger LOG = LoggerFactory.getLogger(AssetStore.class);
    private static final Duration KEPT = Duration.ofDays(7);
    private static final Pattern HASH = Pattern.compile("[0-9a-f]{16}");
    private static final Pattern PATH = Pattern.compile("(?:[A-Za-z0-9_][A-Za-z0-9_.-]*/)*[A-Za-z0-9_][A-Za-z0-9_.-]*");

    private final Path folder;
    private final Map<String, Asset> inMemory = new ConcurrentHashMap<>();

    AssetStore(Path folder) {
        this.folder = folder;
    }

    void addAll(Collection<Asset> assets) {
        assets.forEach(asset -> {
            if (inMemory.putIfAbsent(asset.url(), asset) == null) {
                keep(asset);
            }
        });
    }

    Optional<Asset> find(String hash, String path) {
        Asset known = inMemory.get("/assets/" + hash + "/" + path);
        if (known != null) {
            return Optional.of(known);
        }
        if (!HASH.matcher(hash).matches() || !PATH.matcher(path).matches()) {
            return Optional.empty();
        }
        Path file = folder.resolve(hash).resolve(path);
        if (!Files.isRegularFile(file)) {
            return Optional.empty();
        }
        try {
            Asset asset = Asset.of(path, Files.readAllBytes(file));
            if (!asset.hash().equals(hash)) {
                return Optional.empty();
            }
            inMemory.putIfAbsent(asset.url(), asset);
            return Optional.of(asset);
        } catch (IOException unreadable) {
            LOG.warn("The static file {} cannot be read: {}", file, unreadable.toString());
            return Optional.empty();
        }
    }

    /** Marks what is in use, and deletes what has not been for seven days. */
    void purge(Collection<Asset> live, Instant now) {
        Set<String> urls = live.stream().map(Asset::url).collect(Collectors.toSet());
        inMemory.keySet().retainAll(urls);
        live.forEach(this::keep);
        if (!Files.isDirectory(folder)) {
            return;
        }
        try (Stream<Path> paths = Files.walk(folder)) {
            for (Path path : paths.sorted((one, other) -> other.compareTo(one)).toList()) {
                purge(path, urls, now);
            }
        } catch (IOException unreadable) {
            LOG.warn("Old static files cannot be purged: {}", unreadable.toString());
        }
    }

    private void purge(Path path, Set<String> live, Instant now) throws IOException {
        if (Files.isDirectory(path)) {
            try (Stream<Path> children = Files.list(path)) {
                if (!path.equals(folder) && children.findAny().isEmpty()) {
                    Files.delete(path);
                }
            }
            return;
        }
        String url = "/assets/" + folder.relativize(path).toString().replace('\\', '/');
        if (live.contains(url)) {
            Files.setLastModifiedTime(path, FileTime.from(now));
        } else if (Files.getLastModifiedTime(path).toInstant().plus(KEPT).isBefore(now)) {
            Files.delete(path);
        }
    }

    private void keep(Asset asset) {
        Path file = folder.resolve(asset.hash()).resolve(asset.path());
        if (Files.isRegularFile(file)) {
            return;
        }
        try {
            Files.createDirectories(file.getParent());
            Path temporary = Files.createTempFile(file.getParent(), ".new", null);
            Files.write(temporary, asset.bytes());
            Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException full) {
            // Served from memory all the same: only the days after the next update are at stake.
            LOG.warn("The static file {} cannot be kept for later: {}", file, full.toString());
        }
    }
}
