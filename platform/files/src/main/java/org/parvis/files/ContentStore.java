package org.parvis.files;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.parvis.files.store.FolderShelf;
import org.parvis.files.store.Shelf;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Bytes by their SHA-256, on a shelf; what is on its way in lies in a folder of this machine.
 *
 * <p>{@code content/ab/cd/<sha>} holds public files as they came; {@code sealed/ab/cd/<sha>} encrypted ones, by the hash of what is
 * stored; {@code pictures/ab/cd/<sha>/} holds what was made of a picture.
 */
final class ContentStore {
    private static final Logger LOG = LoggerFactory.getLogger(ContentStore.class);
    private static final Pattern SHA = Pattern.compile("[0-9a-f]{64}");
    private static final Pattern NAME = Pattern.compile("((?:content|sealed|pictures)/)../../([0-9a-f]{64})(?:/.*)?");
    /** Content is written before the row that refers to it is committed: what is younger is left alone. */
    private static final Duration GRACE = Duration.ofDays(1);

    private final Path folder;
    private final Shelf shelf;

    /** Keeps all in that folder. */
    ContentStore(Path folder) {
        this(folder, new FolderShelf(folder));
    }

    ContentStore(Path folder, Shelf shelf) {
        this.folder = folder;
        this.shelf = shelf;
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
        keep(content(incoming.sha()), incoming.path());
    }

    /** Keeps an incoming file that is encrypted. */
    void keepSealed(Incoming incoming) throws IOException {
        keep(sealed(incoming.sha()), incoming.path());
    }

    private void keep(String name, Path file) throws IOException {
        if (shelf.size(name).isPresent()) {
            // Young again, so that a purge that runs now leaves it to the row that is about to refer to it.
            shelf.renew(name);
        } else {
            shelf.put(name, file);
        }
    }

    Shelf shelf() {
        return shelf;
    }

    static String content(String sha) {
        return place("content", sha);
    }

    static String sealed(String sha) {
        return place("sealed", sha);
    }

    /** What the names of the variants of a picture begin with. */
    static String picture(String sha) {
        return place("pictures", sha) + "/";
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

    /** Deletes content that nothing refers to and that is older than a day; says how much. */
    int purge(Set<String> referred, Instant now) throws IOException {
        Sweep sweep = new Sweep(referred, now);
        shelf.each(sweep);
        sweep.finish();
        Path waiting = folder.resolve("incoming");
        if (Files.isDirectory(waiting)) {
            try (Stream<Path> paths = Files.list(waiting)) {
                for (Path path : paths.toList()) {
                    if (isOver(Files.getLastModifiedTime(path).toInstant(), now)) {
                        deleteAll(path);
                    }
                }
            }
        }
        return sweep.deleted;
    }

    private static boolean isOver(Instant modified, Instant now) {
        return modified.plus(GRACE).isBefore(now);
    }

    /** Goes over what is stored, content by content: the variants of a picture go together. */
    private final class Sweep implements Shelf.Visitor {
        private final Set<String> referred;
        private final Instant now;
        private final List<String> group = new ArrayList<>();
        private String sha = "";
        private Instant newest = Instant.MIN;
        private int deleted;

        Sweep(Set<String> referred, Instant now) {
            this.referred = referred;
            this.now = now;
        }

        @Override
        public void visit(Shelf.Stored stored) throws IOException {
            Matcher parts = NAME.matcher(stored.name());
            if (!parts.matches()) {
                return;
            }
            if (!group.isEmpty() && !(sha.equals(parts.group(2)) && group.get(0).startsWith(parts.group(1)))) {
                finish();
            }
            sha = parts.group(2);
            group.add(stored.name());
            newest = newest.isAfter(stored.modified()) ? newest : stored.modified();
        }

        void finish() throws IOException {
            if (!group.isEmpty() && !referred.contains(sha) && isOver(newest, now)) {
                for (String name : group) {
                    shelf.delete(name);
                }
                LOG.debug("deleted {}, which nothing refers to", sha);
                deleted++;
            }
            group.clear();
            newest = Instant.MIN;
        }
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

    private static String place(String kind, String sha) {
        if (!SHA.matcher(sha).matches()) {
            throw new IllegalArgumentException("no SHA-256: " + sha);
        }
        return kind + "/" + sha.substring(0, 2) + "/" + sha.substring(2, 4) + "/" + sha;
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
