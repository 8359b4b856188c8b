package org.parvis.plugins;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.parvis.api.plugin.PluginFleet.Refused;

/**
 * Takes the jars out of a KAR, and nothing else: which features it describes is the business of the container's resolver, which has
 * no part in how plugins are installed.
 */
final class Kar {

    private static final int MAX_ENTRIES = 2_000;
    private static final int MAX_JARS = 50;

    private final String name;
    private final Path file;
    private final long maxBytes;
    private long left;

    /** @param maxBytes for all jars together, unpacked */
    Kar(Path file, long maxBytes) {
        this.name = file.getFileName().toString();
        this.file = file;
        this.maxBytes = maxBytes;
    }

    static boolean is(Path file) {
        return file.toString().toLowerCase(Locale.ROOT).endsWith(".kar");
    }

    /**
     * The jars below {@code repository/}, copied under names of our own.
     *
     * @throws Refused if it is too large, or names files outside of itself, or has no jar
     */
    List<Path> unpack(Path scratch) throws IOException {
        List<Path> jars = new ArrayList<>();
        left = maxBytes;
        try (ZipFile zip = new ZipFile(file.toFile())) {
            if (zip.size() > MAX_ENTRIES) {
                throw new Refused(name + " is refused: it has more than " + MAX_ENTRIES + " files");
            }
            for (ZipEntry entry : zip.stream().map(ZipEntry.class::cast).toList()) {
                checkName(entry.getName());
                if (entry.getName().startsWith("repository/") && entry.getName().endsWith(".jar")) {
                    if (jars.size() == MAX_JARS) {
                        throw new Refused(name + " is refused: it has more than " + MAX_JARS + " jars");
                    }
                    Path target = scratch.resolve(jars.size() + ".jar");
                    try (InputStream in = zip.getInputStream(entry)) {
                        copy(in, target);
                    }
                    jars.add(target);
                }
            }
        }
        if (jars.isEmpty()) {
            throw new Refused(name + " has no jar below repository/: it is no KAR of a plugin or theme");
        }
        return jars;
    }

    private void checkName(String entry) {
        boolean outside = entry.startsWith("/") || entry.contains("\\") || entry.contains(":") || Arrays.asList(entry.split("/")).contains("..");
        if (outside) {
            throw new Refused(name + " is refused: it names a file outside of itself (" + entry + ")");
        }
    }

    /** Counts what comes out: the sizes that an archive declares are whatever its author wrote. */
    private void copy(InputStream in, Path target) throws IOException {
        byte[] buffer = new byte[16_384];
        try (OutputStream out = Files.newOutputStream(target)) {
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                left -= read;
                if (left < 0) {
                    throw new Refused(name + " is refused: its jars are larger than " + (maxBytes >> 20) + " MiB when unpacked");
                }
                out.write(buffer, 0, read);
            }
        }
    }
}
