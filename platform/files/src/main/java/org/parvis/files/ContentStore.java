package org.parvis.files;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Bytes by their SHA-256, in two levels of folders; written beside, flushed to disk, then renamed, so that what is there is whole.
 *
 * <p>{@code content/ab/cd/<sha>} holds public files as they came; {@code sealed/ab/cd/<sha>} encrypted ones, by the hash of what is on
 * disk; {@code pictures/ab/cd/<sha>/} holds what was made of a picture.
 */
final class ContentStore {
    private static final Logger LOG = LoggerFactory.getLogger(ContentStore.class);
    private static final Pattern SHA = Pattern.compile("[0-9a-f]{64}");
    /** Content is written before the row that refers to it is committed: what is younger is left alone. */
    private static final Duration GRACE = Duration.ofDays(1);

    private final Path folder;

    ContentStore(Path folder) {
        this.folder = folder;
    }

    /** A file on its way in, not yet stored; closing deletes it. */
    record Incoming(Path path, String sha, long size) implements AutoCloseable {
        @Override
        public void close() throws IOException {
            Files.deleteIfExists(path);
        }
    }

    /**
     * Streams bytes to a temporary file.
     *
     * @throws Unreadable with that key if there are more bytes than the limit
     */
    Incoming receive(InputStream in, long limit, String tooLargeKey) throws IOException, Unreadable {
        return make(out -> {
            byte[] buffer = new byte[1 << 16];
            long size = 0;
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                size += read;
                if (size > limit) {
                    throw new Unreadable(tooLargeKey, Math.max(1, limit >> 20));
                }
                out.write(buffer, 0, read);
            }
        });
    }

    /** Writes a file on its way in. */
    @FunctionalInterface
    interface Filling {
        void fill(OutputStream out) throws IOException, Unreadable;
    }

    /** Makes a temporary file of what is written; deletes it if writing fails. */
    Incoming make(Filling filling) throws IOException, Unreadable {
        Path temporary = temporary();
        try {
            MessageDigest digest = sha256();
            try (OutputStream out = new DigestOutputStream(Files.newOutputStream(temporary), digest)) {
                filling.fill(out);
            }
            return new Incoming(temporary, HexFormat.of().formatHex(digest.digest()), Files.size(temporary));
        } catch (IOException | Unreadable | RuntimeException failed) {
            Files.deleteIfExists(temporary);
            throw failed;
        }
    }

    /** Keeps an incoming file as it is. */
    void keep(Incoming incoming) throws IOException {
        keep(incoming, content(incoming.sha()));
    }

    /** Keeps an incoming file that is encrypted. */
    void keepSealed(Incoming incoming) throws IOException {
        keep(incoming, sealed(incoming.sha()));
    }

    private static void keep(Incoming incoming, Path target) throws IOException {
        if (Files.isRegularFile(target)) {
            // Young again, so that a purge that runs now leaves it to the row that is about to refer to it.
            Files.setLastModifiedTime(target, FileTime.from(Instant.now()));
            return;
        }
        flush(incoming.path());
        Files.createDirectories(target.getParent());
        Files.move(incoming.path(), target, StandardCopyOption.ATOMIC_MOVE);
    }

    Path content(String sha) {
        return place("content", sha);
    }

    Path sealed(String sha) {
        return place("sealed", sha);
    }

    /** Folder of the variants of a picture; may not exist yet. */
    Path picture(String sha) {
        return place("pictures", sha);
    }

    /** A new file for something on its way in. */
    Path temporary() throws IOException {
        Path waiting = Files.createDirectories(folder.resolve("incoming"));
        return Files.createTempFile(waiting, "new", null);
    }

    /** A new folder for something on its way in. */
    Path temporaryFolder() throws IOException {
        return Files.createTempDirectory(Files.createDirectories(folder.resolve("incoming")), "new");
    }

    static void flush(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.force(true);
        }
    }

    /** Deletes content that nothing refers to and that is older than a day; says how much. */
    int purge(Set<String> referred, Instant now) throws IOException {
        int deleted = 0;
        for (String kind : new String[] {"content", "pictures", "sealed"}) {
            Path start = folder.resolve(kind);
            if (Files.isDirectory(start)) {
                try (Stream<Path> paths = Files.find(start, 3, (path, attributes) -> SHA.matcher(path.getFileName().toString()).matches())) {
                    for (Path path : paths.toList()) {
                        deleted += purge(path, referred, now);
                    }
                }
            }
        }
        Path waiting = folder.resolve("incoming");
        if (Files.isDirectory(waiting)) {
            try (Stream<Path> paths = Files.list(waiting)) {
                for (Path path : paths.toList()) {
                    purge(path, Set.of(), now);
                }
            }
        }
        return deleted;
    }

    private static int purge(Path path, Set<String> referred, Instant now) throws IOException {
        boolean young = Files.getLastModifiedTime(path).toInstant().plus(GRACE).isAfter(now);
        if (young || referred.contains(path.getFileName().toString())) {
            return 0;
        }
        deleteAll(path);
        LOG.debug("deleted {}, which nothing refers to", path);
        return 1;
    }

    static void deleteAll(Path path) throws IOException {
        if (Files.isDirectory(path)) {
            try (Stream<Path> children = Files.list(path)) {
                for (Path child : children.toList()) {
                    deleteAll(child);
                }
            }
        }
        Files.deleteIfExists(path);
    }

    private Path place(String kind, String sha) {
        if (!SHA.matcher(sha).matches()) {
            throw new IllegalArgumentException("no SHA-256: " + sha);
        }
        return folder.resolve(kind).resolve(sha.substring(0, 2)).resolve(sha.substring(2, 4)).resolve(sha);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
