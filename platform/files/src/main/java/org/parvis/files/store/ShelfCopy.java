package org.parvis.files.store;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Copies one store into another and reads back what it wrote. What is there already is left alone, so that it can be stopped and begun again; nothing is
 * deleted anywhere.
 */
public final class ShelfCopy {
    /** Names that say what the bytes are. */
    private static final Pattern BY_HASH = Pattern.compile("(?:content|sealed)/../../([0-9a-f]{64})");

    private final Shelf from;
    private final Shelf to;

    public ShelfCopy(Shelf from, Shelf to) {
        this.from = from;
        this.to = to;
    }

    /**
     * What was done.
     *
     * @param damaged names of things whose bytes are not those that they were; they were not copied
     */
    public record Done(long copied, long bytes, long there, List<String> damaged) {}

    public Done run() throws IOException {
        long[] counts = new long[3];
        List<String> damaged = new ArrayList<>();
        from.each(stored -> {
            OptionalLong there = to.size(stored.name());
            if (there.isPresent() && there.getAsLong() == stored.size()) {
                counts[2]++;
            } else if (copy(stored.name())) {
                counts[0]++;
                counts[1] += stored.size();
            } else {
                damaged.add(stored.name());
            }
        });
        return new Done(counts[0], counts[1], counts[2], damaged);
    }

    private boolean copy(String name) throws IOException {
        Path file = Files.createTempFile("parvis-copy", null);
        try {
            String digest;
            try (OutputStream out = Files.newOutputStream(file)) {
                digest = digest(from, name, out);
            }
            Matcher named = BY_HASH.matcher(name);
            if (named.matches() && !named.group(1).equals(digest)) {
                return false;
            }
            to.put(name, file);
            if (!digest(to, name, OutputStream.nullOutputStream()).equals(digest)) {
                to.delete(name);
                throw new IOException(name + " was not written as it was sent; nothing of it was kept");
            }
            return true;
        } finally {
            Files.deleteIfExists(file);
        }
    }

    private static String digest(Shelf shelf, String name, OutputStream copy) throws IOException {
        MessageDigest sha = sha256();
        try (InputStream in = shelf.open(name); OutputStream out = new DigestOutputStream(copy, sha)) {
            in.transferTo(out);
        }
        return HexFormat.of().formatHex(sha.digest());
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
