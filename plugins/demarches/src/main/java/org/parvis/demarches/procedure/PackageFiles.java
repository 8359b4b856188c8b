package org.parvis.demarches.procedure;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;

/** The files of a package from a folder or a ZIP file, within limits: what comes from outside may be a bomb or name a path elsewhere. */
public final class PackageFiles {
    public static final int MOST_FILES = 60;
    public static final int MOST_BYTES = 256 << 10;
    public static final int MOST_TOGETHER = 2 << 20;
    private static final int DEEPEST = 3;

    private PackageFiles() {}

    /** A package that is not even read. */
    public static final class Unreadable extends Exception {
        private static final long serialVersionUID = 1L;

        private final transient Fault fault;

        private Unreadable(String file, String what, Object... arguments) {
            super(what, null, false, false);
            this.fault = new Fault(file, 0, "demarches.fault." + what, List.of(arguments));
        }

        public Fault fault() {
            return fault;
        }
    }

    /** Reads a folder; links are not followed. */
    public static Map<String, byte[]> folder(Path folder) throws IOException, Unreadable {
        Collected collected = new Collected();
        List<Path> paths;
        try (Stream<Path> walk = Files.walk(folder, DEEPEST)) {
            paths = walk.filter(path -> Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS)).limit(MOST_FILES + 1L).sorted().toList();
        }
        for (Path path : paths) {
            String name = folder.relativize(path).toString().replace('\\', '/');
            try (InputStream in = Files.newInputStream(path)) {
                collected.add(name, in);
            }
        }
        return collected.files;
    }

    /** Reads a ZIP file whose files are at its root or in one folder. */
    public static Map<String, byte[]> zip(InputStream zipped) throws IOException, Unreadable {
        Collected collected = new Collected();
        try (ZipInputStream zip = new ZipInputStream(zipped)) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                if (!entry.isDirectory()) {
                    collected.add(entry.getName(), zip);
                } else if (zip.read() >= 0) {
                    // What is skipped is inflated all the same, and counted by nobody.
                    throw new Unreadable("", "zip");
                }
            }
        } catch (ZipException | EOFException | IllegalArgumentException malformed) {
            throw new Unreadable("", "zip");
        }
        if (collected.files.isEmpty()) {
            throw new Unreadable("", "zip");
        }
        return rooted(collected.files);
    }

    private static Map<String, byte[]> rooted(Map<String, byte[]> files) {
        if (files.containsKey("procedure.yaml")) {
            return files;
        }
        String first = files.keySet().iterator().next();
        String root = first.substring(0, first.indexOf('/') + 1);
        if (root.isEmpty() || !files.keySet().stream().allMatch(name -> name.startsWith(root))) {
            return files;
        }
        Map<String, byte[]> inner = new TreeMap<>();
        files.forEach((name, bytes) -> inner.put(name.substring(root.length()), bytes));
        return inner;
    }

    /** Whether files are within the limits of a package. */
    public static boolean fit(Map<String, byte[]> files) {
        return files.size() <= MOST_FILES && files.values().stream().allMatch(bytes -> bytes.length <= MOST_BYTES)
                && files.values().stream().mapToLong(bytes -> bytes.length).sum() <= MOST_TOGETHER;
    }

    /** As a ZIP file; the same files give the same bytes. */
    public static byte[] zipped(Map<String, byte[]> files) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(out)) {
            for (Map.Entry<String, byte[]> file : new TreeMap<>(files).entrySet()) {
                ZipEntry entry = new ZipEntry(file.getKey());
                entry.setTime(0);
                zip.putNextEntry(entry);
                zip.write(file.getValue());
            }
        }
        return out.toByteArray();
    }

    /** Reads what {@link #zipped} wrote. */
    public static Map<String, byte[]> unzipped(byte[] zip) throws IOException, Unreadable {
        return zip(new ByteArrayInputStream(zip));
    }

    /** Files so far. */
    private static final class Collected {
        private final Map<String, byte[]> files = new TreeMap<>();
        private int together;

        private void add(String name, InputStream in) throws IOException, Unreadable {
            if (!name.matches("[A-Za-z0-9_-][A-Za-z0-9._-]*(/[A-Za-z0-9_-][A-Za-z0-9._-]*){0,2}")) {
                throw new Unreadable(name.length() > 100 ? name.substring(0, 100) : name, "name.file");
            }
            byte[] bytes = in.readNBytes(MOST_BYTES + 1);
            together += bytes.length;
            if (files.size() >= MOST_FILES || bytes.length > MOST_BYTES || together > MOST_TOGETHER) {
                throw new Unreadable(name, "size", MOST_FILES, MOST_BYTES >> 10, MOST_TOGETHER >> 20);
            }
            if (files.put(name, bytes) != null) {
                throw new Unreadable(name, "twice", name);
            }
        }
    }
}
